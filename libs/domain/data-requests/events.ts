import type { KeptOf } from '../erasure/events.js';
import type { Personal } from '../personal.js';

/** What somebody may ask for: all that is held on them, or that something wrong is put right, which a correction does. */
export const DATA_REQUEST_KINDS = ['access', 'rectification'] as const;
export type DataRequestKind = (typeof DATA_REQUEST_KINDS)[number];

/** Who asks: whose record it is (a child, a worker), or one of a child's family, of whom the child's record tells. */
export const DATA_REQUEST_ABOUT = ['record', 'family-member'] as const;
export type DataRequestAbout = (typeof DATA_REQUEST_ABOUT)[number];

/** Why a text is not given out. Source: UK GDPR article 15 (4); Data Protection Act 2018, schedules 2 and 3. */
export const WITHHELD_BECAUSE = ['somebody-else', 'serious-harm', 'privilege', 'other'] as const;
export type WithheldBecause = (typeof WITHHELD_BECAUSE)[number];

/** `as-shown`: as the program shows it, known names of others blacked out; `changed`: with more or less of it blacked out. */
export const TEXT_DECISIONS = ['as-shown', 'changed', 'withheld'] as const;
export type TextDecision = (typeof TEXT_DECISIONS)[number];

export const DATA_REQUEST_OUTCOMES = ['answered', 'refused', 'withdrawn'] as const;
export type DataRequestOutcome = (typeof DATA_REQUEST_OUTCOMES)[number];

export const ACCESS_FORMATS = ['html', 'pdf', 'docx', 'json'] as const;
export type AccessFormat = (typeof ACCESS_FORMATS)[number];

/** An event that tells of somebody, and its texts that a person reviews before they are given out, by their paths. */
export interface PlaceHeld {
  readonly stream: string;
  readonly revision: number;
  readonly texts: readonly string[];
}

/** Events of one type that are counted, and not told one by one. Instants, UTC. */
export interface CountedHeld {
  readonly type: string;
  readonly events: number;
  readonly first: string;
  readonly last: string;
}

/** What was decided of one text. */
export interface TextReviewed {
  readonly stream: string;
  readonly revision: number;
  readonly path: string;
  readonly decision: TextDecision;
  readonly because: WithheldBecause | null;
  /** Words that are blacked out besides, a line each; words that are let through. */
  readonly blackOut: Personal | null;
  readonly letThrough: Personal | null;
  readonly reason: Personal | null;
}

/** Stream `data-requests`: what people asked of what is held on them, and what came of it. Days are London days. */
export type DataRequestEvent =
  | {
      type: 'data-request-recorded';
      data: {
        requestId: string;
        kind: DataRequestKind;
        about: DataRequestAbout;
        /** Whose record it is. What is written of the request is sealed under their key. */
        owner: KeptOf;
        /** What they are called in texts, a line each: not blacked out; of a family member, by what texts are found. */
        called: Personal | null;
        /** Who asked, how, and by what it was seen who they are. */
        asked: Personal;
        receivedOn: string;
        dueOn: string;
        recordedBy: string;
      };
    }
  | {
      type: 'data-request-extended';
      data: { requestId: string; owner: KeptOf; from: string; to: string; reason: Personal; extendedBy: string };
    }
  /** Parts before the whole: no event is larger than a store takes. */
  | { type: 'access-part-gathered'; data: { requestId: string; part: number; places: readonly PlaceHeld[] } }
  | {
      type: 'access-gathered';
      data: {
        requestId: string;
        parts: number;
        counted: readonly CountedHeld[];
        /** What is recorded later is not in the document. ISO instant, UTC. */
        gatheredAt: string;
      };
    }
  | {
      type: 'access-texts-reviewed';
      data: { requestId: string; owner: KeptOf; texts: readonly TextReviewed[]; reviewedBy: string };
    }
  | {
      type: 'access-document-made';
      data: {
        requestId: string;
        format: AccessFormat;
        /** Whether all of it had been reviewed. */ whole: boolean;
        madeBy: string;
      };
    }
  | {
      type: 'data-request-ended';
      data: {
        requestId: string;
        owner: KeptOf;
        outcome: DataRequestOutcome;
        reason: Personal | null;
        endedBy: string;
        endedOn: string;
      };
    };
