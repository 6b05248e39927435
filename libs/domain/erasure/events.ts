import type { Personal } from '../personal.js';

/** What records are kept for; a hold may lie on all of a class. Source: docs/practice.md, holds. */
export const RECORD_CLASSES = [
  'child-audits',
  'carer-audits',
  'supervision-audits',
  'people',
  'feedback',
  'caseloads',
] as const;
export type RecordClass = (typeof RECORD_CLASSES)[number];

/** Why somebody is erased: the time of keeping is over, they asked for it, or a court or the regulator ordered it. */
export const ERASURE_BASES = ['retention', 'request', 'order'] as const;
export type ErasureBasis = (typeof ERASURE_BASES)[number];

/**
 * Whose key dies, as the log names an owner: `subject:<id>`, `person:<id>`. A hold lies on one of these, on
 * `audit:<id>` or on `class:<record class>`.
 */
export type KeptOf = string;

/** What a type of event says in clear of somebody erased: recorded before its field became personal. */
export interface StillInClear {
  readonly type: string;
  readonly field: string;
  readonly events: number;
}

/** What an erasure came to. Names nobody. */
export interface ErasureCertificate {
  readonly erasureId: string;
  readonly owner: KeptOf;
  readonly classes: readonly RecordClass[];
  readonly audits: number;
  /** Keys destroyed: of themself, of their name as caseloads wrote it, of feedback about them. */
  readonly keys: number;
  /** Texts in the log that no key opens any more. */
  readonly texts: number;
  /** Kept files of reports that named them, and were deleted. */
  readonly files: number;
  /** Drafts about them, forgotten. */
  readonly drafts: number;
  readonly inClear: readonly StillInClear[];
  /** When the keys were destroyed: ISO instant, UTC. */
  readonly destroyedAt: string;
  /** Under which the keys were wrapped. Once it is gone, no backup from before opens anything of them. */
  readonly masterKeyIds: readonly string[];
}

/** Stream `erasures`: who is to be erased, who asked and who approved, what stops it, and what it came to. Days are London days. */
export type ErasureEvent =
  | {
      type: 'hold-placed';
      data: {
        holdId: string;
        on: KeptOf;
        /** Under whose key the reason is sealed. */
        ownedBy: string;
        reason: Personal;
        placedBy: string;
        placedOn: string;
      };
    }
  | {
      type: 'hold-ended';
      data: { holdId: string; ownedBy: string; reason: Personal; endedBy: string; endedOn: string };
    }
  | {
      type: 'erasure-requested';
      data: {
        erasureId: string;
        owner: KeptOf;
        /** All that a hold may lie on: the owner, their audits, their classes. */
        touches: readonly KeptOf[];
        basis: ErasureBasis;
        /** Dies with the key it is about. */
        reason: Personal;
        requestedBy: string;
        requestedOn: string;
      };
    }
  | { type: 'erasure-approved'; data: { erasureId: string; approvedBy: string; approvedOn: string } }
  | {
      type: 'erasure-declined';
      data: { erasureId: string; owner: KeptOf; reason: Personal; declinedBy: string; declinedOn: string };
    }
  | {
      /** From here on there is no way back: keys die, one after the other. */
      type: 'erasure-begun';
      data: {
        erasureId: string;
        /** Whose keys die, the person's or the subject's own last. */
        owners: readonly string[];
      };
    }
  | { type: 'erasure-completed'; data: ErasureCertificate }
  | {
      /** Every living key is wrapped under another master key: no backup from before opens anything, whatever key is here. */
      type: 'master-key-rotated';
      data: { from: string; to: string; keys: number; /** ISO instant, UTC. */ rotatedAt: string };
    };
