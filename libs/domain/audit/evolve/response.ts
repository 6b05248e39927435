import type { Counted, PlanStands } from '../../audit-language/events.js';
import { ONCE_SHARED } from '../../workflow/stages.js';
import { owe } from '../open-deadlines.js';
import type { AuditState, ResponsePlan, StateIn } from '../state.js';
import { withOne, type Before, type Changes, type DataOf } from './change.js';

export const response: Pick<
  Changes,
  'response-required' | 'response-recorded' | 'response-signed-off' | 'response-sent-back' | 'response-reviewed'
> = {
  'response-required'({ data: { grade, respondBy, counted, signedOffBy } }, before) {
    const audit = before.in('dispute-window', 'dispute', 'finalising', 'action-tracking', 'closed');
    return {
      ...audit,
      response: { grade, recorded: false, signedOffBy },
      deadlines: owe(audit.deadlines, { begins: { respond: { due: respondBy, counted } } }),
    };
  },

  'response-recorded'({ data }, before) {
    const { respondedBy, signOffBy, counted = null } = data;
    const found = before.in(...ONCE_SHARED);
    const audit = { ...found, tookPart: withOne(found.tookPart, respondedBy) };
    if (signOffBy === undefined) return planStands(audit, data, { recorded: true, recordedBy: writerOf(data) }, before);
    return answered(audit, { recorded: true, recordedBy: respondedBy, signOff: 'due' }, before, {
      ends: ['respond'],
      begins: { 'sign-off': { due: signOffBy, counted } },
    });
  },

  'response-signed-off': ({ data }, before) =>
    planStands(before.in(...ONCE_SHARED), data, { signOff: 'given' }, before),

  'response-sent-back': ({ data: { respondBy, counted } }, before) =>
    answered(before.in(...ONCE_SHARED), { recorded: false, recordedBy: undefined, signOff: undefined }, before, {
      ends: ['sign-off'],
      begins: { respond: { due: respondBy, counted } },
    }),

  'response-reviewed': ({ data: { reviewBy, counted = null } }, before) =>
    answered(before.in(...ONCE_SHARED), { review: reviewBy === undefined ? 'done' : 'due' }, before, {
      ends: ['review'],
      begins: reviewBy === undefined ? {} : { review: { due: reviewBy, counted } },
    }),
};

/** Only whoever's plan is looked at again need be known. */
const writerOf = ({ respondedBy, reviewBy }: DataOf<'response-recorded'>): string | undefined =>
  reviewBy === undefined ? undefined : respondedBy;

type OnceShared = StateIn<(typeof ONCE_SHARED)[number]>;

function planStands(
  audit: OnceShared,
  { reviewBy, copies, counted = null }: PlanStands & { readonly counted?: Counted | null },
  plan: Partial<ResponsePlan>,
  before: Before,
): AuditState {
  return answered(audit, { ...plan, review: reviewBy === undefined ? undefined : 'due', copies }, before, {
    ends: ['respond', 'sign-off'],
    begins: reviewBy === undefined ? {} : { review: { due: reviewBy, counted } },
  });
}

function answered(
  audit: OnceShared,
  plan: Partial<ResponsePlan>,
  before: Before,
  deadlines: Parameters<typeof owe>[1],
): AuditState {
  if (audit.response === null) throw before.impossible();
  return { ...audit, response: { ...audit.response, ...plan }, deadlines: owe(audit.deadlines, deadlines) };
}
