import { giverOf, type Actor } from '../actor.js';
import type { Decider } from '../decider.js';
import { hasRole, type DecisionContext } from '../decision-context.js';
import { decideBy } from '../decision-table.js';
import { isDutyOf, notTheirDuty } from '../duties.js';
import type { Refusal } from '../refusal.js';
import type { ErasureCommand, Touched } from './commands.js';
import type { ErasureEvent } from './events.js';
import {
  NO_ERASURES,
  erasureOf,
  evolveErasures,
  holdsOn,
  isBeingErased,
  type Erasure,
  type Erasures,
} from './erasures.js';
import { erasureRefusals as refused } from './refusals.js';

export interface ErasureContext extends DecisionContext {
  /** Everybody in it is invented, and played by whoever looks at it. */
  readonly demonstration?: boolean;
}

/**
 * The decider of the stream `erasures`. A coordinator asks, an administrator who is another person approves, and the engine
 * carries it out; a hold always wins until keys have begun to die. One stream, so that a hold and an erasure decided at
 * once cannot both be. Source: docs/practice.md, erasing somebody.
 */
export const erasures: Decider<Erasures, ErasureCommand, ErasureEvent, ErasureContext> = {
  initial: NO_ERASURES,
  evolve: evolveErasures,
  decide: decideBy({
    AskErasure({ erasureId, touched, basis, reason }, known, context) {
      const { actor, today } = context;
      if (!isDutyOf(actor, 'erasures')) return notTheirDuty('erasures');
      if (reason.trim() === '') return refused.noReason();
      const { owner, touches } = touched;
      if (isSelf(owner, actor)) return refused.oneself();
      const before = erasureOf(known, owner);
      if (before !== undefined) return isBeingErased(known, owner) ? refused.erased() : refused.askedAlready();
      const against = inTheWay(known, touched);
      if (against !== null) return against;
      const requestedBy = giverIn(context);
      return [
        {
          type: 'erasure-requested',
          data: { erasureId, owner, touches, basis, reason: reason.trim(), requestedBy, requestedOn: today },
        },
      ];
    },

    ApproveErasure({ erasureId, touched }, known, context) {
      const { actor, today } = context;
      if (!isDutyOf(actor, 'erasure-approvals')) return notTheirDuty('erasure-approvals');
      const erasure = named(known, erasureId);
      if (erasure === undefined || touched === null) return refused.unknown();
      if (giverIn(context) === erasure.requestedBy) return refused.secondPerson();
      if (isSelf(erasure.owner, actor)) return refused.oneself();
      if (erasure.standing === 'approved') return [];
      if (erasure.standing !== 'requested') return refused.notWaiting();
      const against = inTheWay(known, touched);
      if (against !== null) return against;
      return [{ type: 'erasure-approved', data: { erasureId, approvedBy: actor.id, approvedOn: today } }];
    },

    DeclineErasure({ erasureId, reason }, known, { actor, today }) {
      if (!isDutyOf(actor, 'erasures') && !isDutyOf(actor, 'erasure-approvals')) return notTheirDuty('holds');
      const erasure = named(known, erasureId);
      if (erasure === undefined) return refused.unknown();
      if (reason.trim() === '') return refused.noReason();
      if (erasure.standing === 'declined') return [];
      if (erasure.standing !== 'requested' && erasure.standing !== 'approved') return refused.erased();
      const { owner } = erasure;
      return [
        {
          type: 'erasure-declined',
          data: { erasureId, owner, reason: reason.trim(), declinedBy: actor.id, declinedOn: today },
        },
      ];
    },

    PlaceHold({ holdId, on, ownedBy, reason, isThere }, known, { actor, today }) {
      if (!isDutyOf(actor, 'holds')) return notTheirDuty('holds');
      if (!isThere) return refused.nothingToHold();
      if (reason.trim() === '') return refused.noReason();
      if (isBeingErased(known, on) || isBeingErased(known, ownedBy)) return refused.erased();
      return [
        {
          type: 'hold-placed',
          data: { holdId, on, ownedBy, reason: reason.trim(), placedBy: actor.id, placedOn: today },
        },
      ];
    },

    EndHold({ holdId, reason }, { holds }, { actor, today }) {
      if (!isDutyOf(actor, 'holds')) return notTheirDuty('holds');
      const hold = holds.find((each) => each.holdId === holdId);
      if (hold === undefined) return refused.unknownHold();
      if (reason.trim() === '') return refused.noReason();
      if (hold.ended !== null) return [];
      // Of a class no record is the owner: each reason is its author's, who may be erased before the hold ends.
      const ownedBy = hold.on.startsWith('class:') ? `person:${actor.id}` : hold.ownedBy;
      return [
        {
          type: 'hold-ended',
          data: { holdId, ownedBy, reason: reason.trim(), endedBy: actor.id, endedOn: today },
        },
      ];
    },

    BeginErasure({ erasureId, owners, touched }, known, { actor }) {
      if (!hasRole(actor, 'system')) return refused.engineOnly();
      const erasure = named(known, erasureId);
      if (erasure === undefined) return refused.unknown();
      if (erasure.standing === 'begun' || erasure.standing === 'completed') return [];
      if (erasure.standing !== 'approved') return refused.notWaiting();
      const against = inTheWay(known, touched);
      if (against !== null) return against;
      return [{ type: 'erasure-begun', data: { erasureId, owners } }];
    },

    RecordMasterKeyRotated({ from, to, keys }, { rotations }, { actor, now }) {
      if (!hasRole(actor, 'system')) return refused.engineOnly();
      if (rotations.some((rotation) => rotation.to === to)) return [];
      return [{ type: 'master-key-rotated', data: { from, to, keys, rotatedAt: now } }];
    },

    CompleteErasure({ type: _, ...certificate }, known, { actor }) {
      if (!hasRole(actor, 'system')) return refused.engineOnly();
      return named(known, certificate.erasureId)?.standing === 'begun'
        ? [{ type: 'erasure-completed', data: certificate }]
        : [];
    },
  }),
};

const named = ({ erasures: all }: Erasures, erasureId: string): Erasure | undefined =>
  all.find((erasure) => erasure.erasureId === erasureId);

const isSelf = (owner: string, { id }: Actor): boolean => owner === `person:${id}`;

/** Who really gives the command. In a demonstration one person plays all the parts. */
const giverIn = ({ actor, demonstration = false }: ErasureContext): string =>
  demonstration ? actor.id : giverOf(actor);

/** What stands in its way just now: a hold, or something that somebody still has to do. */
function inTheWay(known: Erasures, { obstacle, touches }: Touched): Refusal | null {
  if (obstacle !== null) return refused.obstacle(obstacle);
  return holdsOn(known, touches).length > 0 ? refused.held() : null;
}
