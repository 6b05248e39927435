import { isRefusal, type Refusal } from '../../refusal.js';
import { DEFAULT_APPROVALS } from '../../settings/default-settings.js';
import { againstApproving } from '../approval.js';
import type { AuditEvent } from '../../audit-language/events.js';
import { againstAuditing } from '../candidates.js';
import { refusal } from '../refusals.js';
import type { SelectedAudit } from '../state.js';
import { codeIsSound, firstOf, personIsKnown, textIsGiven, textIsSound } from './checks.js';
import { startOf } from './deadline.js';
import type { Bars, Handlers, StepContext } from './handler.js';

export const allocation: Pick<
  Handlers,
  | 'AllocateAuditor'
  | 'AcceptAudit'
  | 'DeclareConflict'
  | 'ReallocateAuditor'
  | 'SubstituteSubject'
  | 'ExemptAudit'
  | 'WithdrawAudit'
> = {
  AllocateAuditor(command, state, context) {
    const allocated = allocationOf(command, state, context);
    return isRefusal(allocated) ? allocated : [{ type: 'auditor-allocated', data: allocated }];
  },

  ReallocateAuditor(command, state, context) {
    const { auditorId: from } = state.auditor;
    if (command.auditorId === from) return refusal('same-auditor');
    const refused = textIsGiven(command.reason);
    if (refused !== null) return refused;
    const allocated = allocationOf(command, state, context);
    if (isRefusal(allocated)) return allocated;
    return [{ type: 'auditor-reallocated', data: { ...allocated, from, reason: command.reason } }];
  },

  AcceptAudit(_command, state, context) {
    const { by, counted } = startOf(context, 'grade');
    return [{ type: 'audit-accepted', data: { auditorId: state.auditor.auditorId, gradeBy: by, counted } }];
  },

  DeclareConflict({ reason }, state, context) {
    const refused = textIsGiven(reason);
    if (refused !== null) return refused;
    const { by, counted } = startOf(context, 'allocate');
    const { auditor, subjectId } = state;
    return [
      {
        type: 'conflict-declared',
        data: { auditorId: auditor.auditorId, reason, allocateBy: by, counted, subjectId },
      },
    ];
  },

  SubstituteSubject: (command, state, context) => ending('subject-substituted', command, state, context),
  ExemptAudit: (command, state, context) => ending('audit-exempted', command, state, context),
  WithdrawAudit: (command, state, context) => ending('audit-withdrawn', command, state, context),
};

const noConcernIsOpen = ({ concerns }: SelectedAudit): Refusal | null =>
  concerns.some(({ status }) => status !== 'resolved') ? refusal('safety-concern-open') : null;

/** The first grade stands for good once it is submitted: only a withdrawal, for which a reason is recorded, ends such an audit. */
const endsUngraded = (state: SelectedAudit): Refusal | null =>
  state.graded === null ? noConcernIsOpen(state) : refusal('first-grade-stands');

export const allocationBars: Bars = {
  SubstituteSubject: endsUngraded,
  ExemptAudit: endsUngraded,
  WithdrawAudit: noConcernIsOpen,
};

type Allocated = Extract<AuditEvent, { type: 'auditor-allocated' }>['data'];

function allocationOf(
  command: { readonly auditorId: string; readonly independenceNote: string | null },
  audit: SelectedAudit,
  context: StepContext,
): Allocated | Refusal {
  const { actor, facts } = context;
  const { auditorId, independenceNote } = command;
  const refused = personIsKnown(auditorId, context) ?? textIsSound(independenceNote);
  if (refused !== null) return refused;
  const [against] = againstAuditing(auditorId, audit, context);
  if (against !== undefined) return refusal(against);
  if (independenceNote !== null && auditorId === actor.id) return refusal('independence-check-own');
  if (!(audit.workerMatched && audit.otherWorkersMatched) && independenceNote === null)
    return refusal('independence-check-missing');
  const { by, counted } = startOf(context, 'accept');
  return {
    auditorId,
    auditorAuditsBefore: facts.auditorAuditsBefore,
    acceptBy: by,
    counted,
    independenceCheck: independenceNote === null ? null : { checkedBy: actor.id, note: independenceNote },
    subjectId: audit.subjectId,
  };
}

/** What of the settings says who may approve it. */
const APPROVED_AS = {
  'subject-substituted': 'substitution',
  'audit-exempted': 'exemption',
  'audit-withdrawn': 'withdrawal',
} as const;

function ending(
  type: keyof typeof APPROVED_AS,
  { reasonCode, reason, approvedBy }: { reasonCode: string; reason: string; approvedBy: string },
  audit: SelectedAudit,
  context: StepContext,
): readonly AuditEvent[] | Refusal {
  const refused = firstOf(codeIsSound(reasonCode), textIsGiven(reason));
  if (refused !== null) return refused;
  const named = (context.settings.approvals ?? DEFAULT_APPROVALS)[APPROVED_AS[type]];
  const unfit = againstApproving(approvedBy, named, audit, context.standing);
  if (unfit !== null) return refusal(unfit);
  return [{ type, data: { reason, reasonCode, approvedBy, subjectId: audit.subjectId } }];
}
