import type { DrawEntry, DrawOrder } from './draw-input.js';
import type { DrawOutcome } from './draw.js';

const STATUSES = ['child_in_need', 'child_in_need', 'looked_after', 'child_protection', 'care_leaver'];

/**
 * Forty cases: positions 3, 13, 23 and 33 are closed, 8 and 28 have no team, 19 is in its cooldown; positions 5 and 6,
 * 15 and 16, 25 and 26, 35 and 36 are siblings.
 */
export const GOLDEN_FRAME: readonly DrawEntry[] = Array.from({ length: 40 }, (_, position) => ({
  position,
  stratum: STATUSES[position % STATUSES.length] ?? '',
  family: [5, 6].includes(position % 10) ? Math.floor(position / 10) : null,
  exclusion:
    position % 10 === 3 ? 'closed' : position % 20 === 8 ? 'missing_team' : position === 19 ? 'cooldown' : null,
}));

/** Draws that must never come out otherwise, on any machine and in any later release. */
export const GOLDEN_DRAWS: readonly {
  readonly name: string;
  readonly order: DrawOrder;
  readonly selected: readonly number[];
  readonly reserves: readonly number[];
  readonly excluded: DrawOutcome['excluded'];
}[] = [
  {
    name: 'eight of any stratum',
    order: { seed: '2024-05', size: { kind: 'fixed', count: 8 }, strata: { kind: 'none' } },
    selected: [27, 6, 1, 15, 17, 0, 24, 4],
    reserves: [30, 11, 31, 22, 18, 35, 2, 34],
    excluded: [
      { reason: 'closed', count: 4 },
      { reason: 'missing_team', count: 2 },
      { reason: 'cooldown', count: 1 },
      { reason: 'sibling_selected', count: 2 },
    ],
  },
  {
    name: 'a quarter, in proportion',
    order: { seed: '2024-05', size: { kind: 'percent', percent: 25 }, strata: { kind: 'proportional' } },
    selected: [27, 6, 1, 15, 17, 0, 24, 4, 18],
    reserves: [30, 11, 31, 22, 35, 2, 34, 9, 38],
    excluded: [
      { reason: 'closed', count: 4 },
      { reason: 'missing_team', count: 2 },
      { reason: 'cooldown', count: 1 },
      { reason: 'sibling_selected', count: 2 },
    ],
  },
  {
    name: 'quotas, two reserves each',
    order: {
      seed: '2024-05',
      size: { kind: 'fixed', count: 6 },
      strata: { kind: 'quotas', quotas: { looked_after: 3, care_leaver: 2, child_protection: 1 } },
      reservesPerSelected: 2,
    },
    selected: [27, 17, 24, 4, 22, 18],
    reserves: [2, 34, 7, 9, 32, 37, 39, 38, 14, 12],
    excluded: [
      { reason: 'closed', count: 4 },
      { reason: 'missing_team', count: 2 },
      { reason: 'cooldown', count: 1 },
    ],
  },
  {
    name: 'everybody, another seed',
    order: { seed: '2024-06', size: { kind: 'fixed', count: 40 }, strata: { kind: 'none' } },
    selected: [
      34, 18, 21, 12, 36, 17, 14, 32, 0, 10, 39, 29, 26, 16, 27, 30, 1, 7, 24, 11, 5, 37, 4, 9, 20, 31, 2, 22, 38,
    ],
    reserves: [],
    excluded: [
      { reason: 'closed', count: 4 },
      { reason: 'missing_team', count: 2 },
      { reason: 'cooldown', count: 1 },
      { reason: 'sibling_selected', count: 4 },
    ],
  },
  {
    name: 'a seed outside ASCII',
    order: { seed: 'Prüfung – mai', size: { kind: 'fixed', count: 5 }, strata: { kind: 'none' } },
    selected: [27, 17, 5, 25, 14],
    reserves: [0, 7, 16, 37, 32],
    excluded: [
      { reason: 'closed', count: 4 },
      { reason: 'missing_team', count: 2 },
      { reason: 'cooldown', count: 1 },
      { reason: 'sibling_selected', count: 2 },
    ],
  },
];
