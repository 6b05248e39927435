import type { AuditEvent } from '../../audit-language/events.js';
import { refusal } from '../refusals.js';
import type { Graded, StateIn } from '../state.js';
import { textIsGiven } from './checks.js';
import type { Bars, Handlers } from './handler.js';
import { alsoAskedIn } from './questions.js';

type Because = Extract<AuditEvent, { type: 'audit-finalised' }>['data']['because'];

export const finalising: Pick<Handlers, 'FinaliseAudit' | 'CloseAudit' | 'ReopenAudit'> = {
  FinaliseAudit(_command, state, { today }) {
    const { graded } = state;
    return [
      {
        type: 'audit-finalised',
        data: {
          because: becauseOf(state),
          on: today,
          auditedOn: graded.auditedOn,
          firstGrade: graded.first.grade,
          moderatedGrade: state.moderation?.moderatedGrade ?? null,
          finalGrade: graded.standing.grade,
          domains: domainsOf(graded),
          standards: Object.entries(graded.standing.standards).map(([standard, answer]) => ({ standard, answer })),
          ...alsoAskedIn(graded.standing),
        },
      },
    ];
  },

  CloseAudit: (_command, _state, { today }) => [{ type: 'audit-closed', data: { on: today } }],

  ReopenAudit({ reason }, state) {
    return textIsGiven(reason) ?? [{ type: 'audit-reopened', data: { reason, subjectId: state.subjectId } }];
  },
};

export const finalisingBars: Bars = {
  FinaliseAudit(state, { today }) {
    const window = state.deadlines['dispute-window'];
    const isOpen = state.stage === 'dispute-window' && window !== undefined && today <= window.due;
    return isOpen ? refusal('window-open') : null;
  },

  /** That the outcome was acknowledged or its window has passed is what finalised it. */
  CloseAudit({ concerns, response, actions }) {
    if (concerns.some(({ status }) => status !== 'resolved')) return refusal('safety-concern-open');
    if (response !== null && !response.recorded) return refusal('response-missing');
    const isUnsettled = actions.some(({ status }) => status === 'open' || status === 'completed');
    return isUnsettled ? refusal('actions-open') : null;
  },
};

function becauseOf(state: StateIn<'dispute-window' | 'finalising'>): Because {
  if (state.stage === 'dispute-window') return 'window_passed';
  if (state.dispute !== null) return 'dispute_resolved';
  return state.shared.window ? 'acknowledged' : 'no_window';
}

/** A domain graded only when the audit came back to the auditor has no other first grade than that. */
function domainsOf({ first, standing }: Graded) {
  return Object.entries(standing.domains).map(([domain, final]) => ({
    domain,
    first: first.domains[domain] ?? final,
    final,
  }));
}
