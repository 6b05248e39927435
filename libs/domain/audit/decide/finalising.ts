import type { AuditEvent } from '../../audit-language/events.js';
import { openLoopOf } from '../open-loop.js';
import { refusal } from '../refusals.js';
import type { Graded, StateIn } from '../state.js';
import { dateHasCome, textIsGiven } from './checks.js';
import { startOf } from './deadline.js';
import type { Bars, Handlers, StepContext } from './handler.js';
import { alsoAskedIn } from './questions.js';

type Because = Extract<AuditEvent, { type: 'audit-finalised' }>['data']['because'];

export const finalising: Pick<Handlers, 'FinaliseAudit' | 'FileOnRecord' | 'CloseAudit' | 'ReopenAudit'> = {
  FinaliseAudit(_command, state, context) {
    const { graded } = state;
    const { today } = context;
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
          ...filing(context),
        },
      },
    ];
  },

  FileOnRecord({ on, reference }, state, context) {
    const refused = dateHasCome(on, context) ?? textIsGiven(reference);
    if (refused !== null) return refused;
    const { id: filedBy } = context.actor;
    return [{ type: 'audit-filed', data: { on, recordReference: reference, filedBy, subjectId: state.subjectId } }];
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

  FileOnRecord({ filedOn, deadlines }) {
    if (filedOn !== undefined) return refusal('already-filed');
    return deadlines['file'] === undefined ? refusal('filing-unasked') : null;
  },

  /** That the outcome was acknowledged or its window has passed is what finalised it. */
  CloseAudit(state) {
    const open = openLoopOf(state);
    return open === null ? null : refusal(open);
  },
};

/** By when its summary is put on the child's record, where the settings ask for it. */
function filing(context: StepContext) {
  if ((context.settings.fileWithinWorkingDays ?? null) === null) return {};
  const { by, counted } = startOf(context, 'file');
  return { fileBy: by, counted };
}

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
