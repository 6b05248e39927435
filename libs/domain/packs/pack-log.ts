import { isIsoDate } from '../calendar/iso-date.js';
import type { Decider } from '../decider.js';
import { hasRole, type DecisionContext } from '../decision-context.js';
import { decideBy } from '../decision-table.js';
import { isDutyOf, notTheirDuty } from '../duties.js';
import { refuse, type Refusal } from '../refusal.js';
import type { PackCommand, PackEvent } from './events.js';

export type PackStanding = 'not-requested' | 'requested' | 'made' | 'not-made';

const AFTER = { 'pack-requested': 'requested', 'pack-made': 'made', 'pack-not-made': 'not-made' } as const;

/** The decider of one evidence pack. Who may ask for which: docs/practice.md, evidence packs. */
export const packLog: Decider<PackStanding, PackCommand, PackEvent, DecisionContext> = {
  initial: 'not-requested',
  evolve: (_before, { type }) => AFTER[type],
  decide: decideBy({
    RequestPack({ packId, scope, level, why, isTheirs }, standing, { actor }) {
      if (!isDutyOf(actor, 'packs')) return notTheirDuty('packs');
      if (scope.of === 'period') {
        if (!isIsoDate(scope.from) || !isIsoDate(scope.to))
          return refuse('invalid', 'date-unknown', 'There is no such date; write it as 2026-04-30.');
        if (scope.from > scope.to) return refuse('rule', 'dates-reversed', 'The first day is after the last.');
      }
      // One answer, whatever is there.
      if (!isTheirs) return notThere();
      if (standing !== 'not-requested') return refuse('rule', 'pack-requested', 'This pack has been asked for.');
      return [{ type: 'pack-requested', data: { packId, requestedBy: actor.id, scope, level, why } }];
    },

    RecordPackMade({ type: _, ...data }, standing, { actor }) {
      if (!hasRole(actor, 'system')) return notByPeople();
      return standing === 'requested' ? [{ type: 'pack-made', data }] : [];
    },

    RecordPackNotMade({ type: _, ...data }, standing, { actor }) {
      if (!hasRole(actor, 'system')) return notByPeople();
      return standing === 'requested' ? [{ type: 'pack-not-made', data }] : [];
    },
  }),
};

const notThere = (): Refusal =>
  refuse('not-found', 'pack-of-nothing', 'There is nothing like that of which you may have a pack.');
const notByPeople = (): Refusal => refuse('not-allowed', 'role-missing', 'Only the engine itself makes packs.');
