import { addMonths } from '../calendar/iso-date.js';
import type { Actor } from '../actor.js';
import type { Decider } from '../decider.js';
import { hasRole, type DecisionContext } from '../decision-context.js';
import { decideBy } from '../decision-table.js';
import { isDutyOf, notTheirDuty } from '../duties.js';
import { isRefusal, type Refusal } from '../refusal.js';
import type { DataRequestCommand } from './commands.js';
import {
  evolveDataRequests,
  textPlacesOf,
  unreviewedIn,
  type DataRequest,
  type DataRequests,
} from './data-requests.js';
import type { DataRequestEvent, TextReviewed } from './events.js';
import { dataRequestRefusals as refused } from './refusals.js';

/** A month, and two more where it is extended. Source: UK GDPR article 12 (3). */
const [DUE_MONTHS, AT_MOST_MONTHS] = [1, 3] as const;

/**
 * The decider of the stream `data-requests`: what people ask of what is held on them. A coordinator records it, the engine
 * gathers what is held, a coordinator reviews every text, and it ends. Nobody deals with a request of their own.
 * Source: docs/practice.md, what is held on somebody.
 */
export const dataRequests: Decider<DataRequests, DataRequestCommand, DataRequestEvent, DecisionContext> = {
  initial: [],
  evolve: evolveDataRequests,
  decide: decideBy({
    RecordDataRequest(command, _known, { actor, today }) {
      const { requestId, kind, about, owner, isThere, receivedOn } = command;
      if (!isDutyOf(actor, 'data-requests')) return notTheirDuty('data-requests');
      if (!isThere) return refused.nothingHeld();
      if (isSelf(owner, actor)) return refused.oneself();
      if (about === 'family-member' && !owner.startsWith('subject:')) return refused.familyOfCase();
      const called = said(command.called);
      if (about === 'family-member' && called === null) return refused.calledMissing();
      const asked = said(command.asked);
      if (asked === null) return refused.notSaid();
      if (receivedOn > today) return refused.notYet();
      const dueOn = addMonths(receivedOn, DUE_MONTHS);
      const data = { requestId, kind, about, owner, called, asked, receivedOn, dueOn, recordedBy: actor.id };
      return [{ type: 'data-request-recorded', data }];
    },

    ExtendDataRequest({ requestId, to, reason }, known, { actor }) {
      const request = theirs(known, requestId, actor);
      if (isRefusal(request)) return request;
      if (said(reason) === null) return refused.noReason();
      const { owner, dueOn, receivedOn } = request;
      if (to <= dueOn) return refused.notLater(dueOn);
      const last = addMonths(receivedOn, AT_MOST_MONTHS);
      if (to > last) return refused.tooLate(last);
      const data = { requestId, owner, from: dueOn, to, reason: reason.trim(), extendedBy: actor.id };
      return [{ type: 'data-request-extended', data }];
    },

    ReviewAccessTexts({ requestId, texts }, known, { actor }) {
      const request = theirs(known, requestId, actor);
      if (isRefusal(request)) return request;
      if (request.standing !== 'reviewing')
        return request.kind === 'access' ? refused.notGathered() : refused.notAccess();
      const places = textPlacesOf(request);
      const reviewed: TextReviewed[] = [];
      for (const each of texts) {
        const one = reviewedText(each, places[each.text - 1]);
        if (isRefusal(one)) return one;
        reviewed.push(one);
      }
      if (reviewed.length === 0) return [];
      const { owner } = request;
      return [{ type: 'access-texts-reviewed', data: { requestId, owner, texts: reviewed, reviewedBy: actor.id } }];
    },

    EndDataRequest({ requestId, outcome, reason }, known, { actor, today }) {
      const request = theirs(known, requestId, actor);
      if (isRefusal(request)) return request;
      const why = said(reason);
      if (outcome === 'answered' && request.kind === 'access') {
        if (request.standing === 'gathering') return refused.notGathered();
        const waiting = unreviewedIn(request).length;
        if (waiting > 0) return refused.unreviewed(waiting);
      } else if (why === null) return refused.noReason();
      const { owner } = request;
      const data = { requestId, owner, outcome, reason: why, endedBy: actor.id, endedOn: today };
      return [{ type: 'data-request-ended', data }];
    },

    RecordAccessDocument({ requestId, format }, known, { actor }) {
      const request = named(known, requestId, actor);
      if (isRefusal(request)) return request;
      if (request.kind !== 'access') return refused.notAccess();
      if (request.standing === 'gathering') return refused.notGathered();
      const whole = unreviewedIn(request).length === 0;
      return [{ type: 'access-document-made', data: { requestId, format, whole, madeBy: actor.id } }];
    },

    RecordAccessPart({ requestId, part, places }, known, { actor }) {
      if (!hasRole(actor, 'system')) return refused.engineOnly();
      const request = known.find((each) => each.requestId === requestId);
      if (request?.standing !== 'gathering') return [];
      return [{ type: 'access-part-gathered', data: { requestId, part, places } }];
    },

    RecordAccessGathered({ requestId, parts, counted }, known, { actor, now }) {
      if (!hasRole(actor, 'system')) return refused.engineOnly();
      const request = known.find((each) => each.requestId === requestId);
      if (request?.standing !== 'gathering') return [];
      return [{ type: 'access-gathered', data: { requestId, parts, counted, gatheredAt: now } }];
    },
  }),
};

const isSelf = (owner: string, { id }: Actor): boolean => owner === `person:${id}`;

const said = (text: string | null): string | null => (text === null || text.trim() === '' ? null : text.trim());

/** A request that whoever asks may deal with, ended or not. */
function named(known: DataRequests, requestId: string, actor: Actor): DataRequest | Refusal {
  if (!isDutyOf(actor, 'data-requests')) return notTheirDuty('data-requests');
  const request = known.find((each) => each.requestId === requestId);
  if (request === undefined) return refused.unknown();
  return isSelf(request.owner, actor) ? refused.oneself() : request;
}

function theirs(known: DataRequests, requestId: string, actor: Actor): DataRequest | Refusal {
  const request = named(known, requestId, actor);
  return !isRefusal(request) && request.standing === 'ended' ? refused.ended() : request;
}

type TextPlace = ReturnType<typeof textPlacesOf>[number];
type TextSaid = Extract<DataRequestCommand, { readonly type: 'ReviewAccessTexts' }>['texts'][number];

function reviewedText(each: TextSaid, found: TextPlace | undefined): TextReviewed | Refusal {
  const { decision } = each;
  if (found === undefined) return refused.noSuchText();
  const place = { ...found, decision };
  const reason = said(each.reason);
  const nothing = { because: null, blackOut: null, letThrough: null } as const;
  if (decision === 'as-shown') return { ...place, ...nothing, reason };
  if (reason === null) return refused.noReason();
  if (decision === 'withheld')
    return each.because === null ? refused.groundMissing() : { ...place, ...nothing, because: each.because, reason };
  const [blackOut, letThrough] = [said(each.blackOut), said(each.letThrough)];
  if (blackOut === null && letThrough === null) return refused.nothingChanged();
  return { ...place, because: null, blackOut, letThrough, reason };
}
