import type { Personal } from '../personal.js';
import type { AuditorGroup, Expectation } from '../settings/programme-settings.js';

/** Of which expectation of the settings, for which of its periods (`2026-04`, `2026-27-Q1`, `2026-27-H1`, `2026-27`). */
export interface OfExpectation {
  readonly expectation: string;
  readonly period: string;
}

/** Somebody of whom audits are expected in a period. */
export interface ExpectedOf {
  readonly personId: string;
  readonly group: AuditorGroup;
  /** Away on every day of the period: nothing is expected of them. */
  readonly isAway: boolean;
}

/** Stream `expected-audits`: what was expected of whom, period by period, and who was excused. */
export type ExpectedEvent =
  /** In place of what was recorded of the same period before. Nobody stands in it where nothing is expected any more. */
  | {
      type: 'audits-expected';
      data: OfExpectation &
        Pick<Expectation, 'label' | 'every' | 'audits' | 'round'> & { readonly of: readonly ExpectedOf[] };
    }
  | { type: 'expected-audits-excused'; data: OfExpectation & { personId: string; reason: Personal } }
  | { type: 'expected-audits-excuse-lifted'; data: OfExpectation & { personId: string; reason: Personal } };
