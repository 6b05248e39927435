import type { Personal } from '../personal.js';
import type { DrawRules } from '../settings/programme-settings.js';

export interface DrawnCase {
  readonly position: number;
  readonly subjectId: string;
  readonly stratum: string;
}

/** A round as it stood when a sample was drawn for it. */
export interface DrawnRound {
  readonly key: string;
  /** `2026-04`, `2026-27-Q1`, `2026-27-H1` or `2026-27`. */
  readonly period: string;
  /** Null for a random round. */
  readonly theme: string | null;
}

/** Stream `sample-<id>`. A draw neither issues audits nor uses up its reserves; issuing does. */
export type SampleEvent =
  | {
      type: 'sample-drawn';
      data: {
        sampleId: string;
        /** `2024-05`. */
        period: string;
        caseloadId: string;
        frameRoot: string;
        frameSize: number;
        activity: string;
        /** Which round of the programme it is of, for which of its periods; left out where it is of none. */
        round?: DrawnRound;
        rules: DrawRules;
        seed: string;
        algorithm: string;
        settingsVersion: number;
        selected: readonly DrawnCase[];
        reserves: readonly DrawnCase[];
        excluded: readonly { reason: string; count: number }[];
        /** Positions excluded by what was known of audits at the draw: they cannot be read off the frame. */
        excludedByHistory: Readonly<Record<string, readonly number[]>>;
      };
    }
  | {
      /** A pick for a theme or at somebody's request: kept apart in statistics. */
      type: 'case-directed';
      data: { sampleId: string; position: number; subjectId: string; reason: Personal };
    }
  | { type: 'sample-issue-started'; data: { sampleId: string; settingsVersion: number } }
  /**
   * One case became an audit, or could not (`skipped`), or a reserve was taken for a substitution. `issued` comes before the
   * audit itself, so that of two replicas at work one decides.
   */
  | {
      type: 'sample-case-issued';
      data: {
        sampleId: string;
        position: number;
        subjectId: string;
        auditId: string;
        as: 'selected' | 'reserve' | 'directed';
      };
    }
  | { type: 'sample-case-skipped'; data: { sampleId: string; position: number; subjectId: string; reason: string } }
  | {
      type: 'reserve-taken';
      data: { sampleId: string; position: number; subjectId: string; replaces: string; auditId: string };
    }
  | { type: 'reserves-exhausted'; data: { sampleId: string; replaces: string } }
  | { type: 'sample-issued'; data: { sampleId: string; audits: number; skipped: number } };

/** Stream `live-<activity>.<subjectId>`: one live audit a subject and activity. */
export type LiveAuditEvent =
  | { type: 'live-audit-reserved'; data: { subjectId: string; activity: string; auditId: string } }
  | {
      type: 'live-audit-released';
      data: { subjectId: string; activity: string; auditId: string; auditedOn: string | null };
    };

/** Stream `capacity-<personId>`: what an auditor holds at once. */
export type CapacityEvent =
  | { type: 'capacity-reserved'; data: { personId: string; auditId: string } }
  | { type: 'capacity-released'; data: { personId: string; auditId: string } };
