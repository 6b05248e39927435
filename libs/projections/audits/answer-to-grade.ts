import { isOfKind, isSelected, londonDateOf } from '#domain';
import type { RecordedAuditEvent } from '../domain-events.js';
import { foldAudit, type AuditFacts, type FoldedAudit } from './folded-audit.js';
import { responseStatus } from './response-status.js';

/** What was done about an audit's grade, as known at a moment. Dates are London dates; null for what has not happened. */
export interface AnswerToGrade {
  readonly facts: AuditFacts;
  /** `plan-due`, `actions-open`, …; null where its grade calls for no plan. */
  readonly status: string | null;
  /** By when the plan is due while it is; by when it was, once it is there. */
  readonly planDue: string | null;
  readonly planGivenOn: string | null;
  readonly timesSentBack: number;
  readonly signedOffOn: string | null;
  readonly reviewedOn: string | null;
  readonly actions: Readonly<Record<'open' | 'overdue' | 'completed' | 'verified' | 'cancelled', number>>;
  readonly reauditId: string | null;
  readonly reauditDue: string | null;
  /** Whether plan, sign-off, review or an action was due before the day and is not there. */
  readonly isLate: boolean;
}

type Dates = Pick<
  AnswerToGrade,
  'planDue' | 'planGivenOn' | 'timesSentBack' | 'signedOffOn' | 'reviewedOn' | 'reauditDue'
>;

const NOTHING: Dates = {
  planDue: null,
  planGivenOn: null,
  timesSentBack: 0,
  signedOffOn: null,
  reviewedOn: null,
  reauditDue: null,
};

function after(dates: Dates, event: RecordedAuditEvent): Dates {
  const on = londonDateOf(event.metadata.recordedAt);
  switch (event.type) {
    case 'response-required':
      return { ...dates, planDue: event.data.respondBy };
    case 'response-recorded':
      return { ...dates, planGivenOn: on };
    case 'response-sent-back':
      return { ...dates, planDue: event.data.respondBy, planGivenOn: null, timesSentBack: dates.timesSentBack + 1 };
    case 'response-signed-off':
      return { ...dates, signedOffOn: on };
    case 'response-reviewed':
      return { ...dates, reviewedOn: event.data.on };
    case 'reaudit-scheduled':
      return { ...dates, reauditDue: event.data.dueOn };
    default:
      return dates;
  }
}

/**
 * What was done about an audit's grade.
 * @param events of the audit, those known at the moment
 * @param today London date of the moment
 * @returns null where they begin no audit
 */
export function answerToGrade(events: readonly RecordedAuditEvent[], today: string): AnswerToGrade | null {
  const folded = events.reduce<FoldedAudit | undefined>((audit, event) => foldAudit(audit, event), undefined);
  if (folded === undefined) return null;
  const { state, facts } = folded;
  const dates = events.reduce(after, NOTHING);
  if (!isSelected(state)) return { facts, status: null, ...dates, actions: NO_ACTIONS, reauditId: null, isLate: false };
  const isOverdue = (key: string): boolean => (state.deadlines[key]?.due ?? today) < today;
  const withStatus = (status: string): number => state.actions.filter((action) => action.status === status).length;
  return {
    facts,
    status: state.response === null ? null : responseStatus(state),
    ...dates,
    planDue: state.deadlines['respond']?.due ?? dates.planDue,
    actions: {
      open: withStatus('open'),
      overdue: state.actions.filter(({ actionId }) => isOverdue(`action:${actionId}`)).length,
      completed: withStatus('completed'),
      verified: withStatus('verified'),
      cancelled: withStatus('cancelled'),
    },
    reauditId: state.reauditId,
    isLate: Object.keys(state.deadlines).some((key) => ANSWERS.some((kind) => isOfKind(key, kind)) && isOverdue(key)),
  };
}

/** What is owed in answer to a grade, and not before it is known. */
const ANSWERS = ['respond', 'sign-off', 'review', 'acknowledge-action', 'action', 'verify'] as const;

const NO_ACTIONS = { open: 0, overdue: 0, completed: 0, verified: 0, cancelled: 0 };
