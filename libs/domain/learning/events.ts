import type { Personal } from '../personal.js';
import type { Role } from '../roles.js';

/** What something was learned from. */
export const LEARNING_SOURCES = ['audits', 'dip-samples', 'feedback'] as const;
export type LearningSource = (typeof LEARNING_SOURCES)[number];

/** Roles that a message may be for: those who work on cases and audits. */
export const LEARNING_ROLES = [
  'practitioner',
  'team_manager',
  'auditor',
  'moderator',
  'coordinator',
  'leader',
] as const satisfies readonly Role[];
export type LearningRole = (typeof LEARNING_ROLES)[number];

/** Whom a message is for, as it was said. */
export interface LearningAudience {
  /** Ids of teams. */
  readonly teams: readonly string[];
  readonly services: readonly string[];
  readonly roles: readonly LearningRole[];
}

/** A team whose managers confirm that a message was discussed, as it was called when the message was issued. */
export interface DiscussionAsked {
  /** Follows from message and team. */
  readonly discussionId: string;
  readonly teamId: string;
  readonly team: string;
  readonly service: string | null;
}

/** Stream `learning`. */
export type LearningEvent =
  | {
      type: 'learning-message-issued';
      data: {
        messageId: string;
        /** In words of the council, sealed with all else of the message. */
        theme: Personal;
        /** What was found, and what staff are to do. */
        found: Personal;
        toDo: Personal;
        /** Which audits, dip samples or feedback; null where that is not said. */
        basis: Personal | null;
        sources: readonly LearningSource[];
        audience: LearningAudience;
        issuedBy: string;
        /** London date, as all days here. */
        issuedOn: string;
        confirmBy: string;
        lookAgainOn: string;
        discussions: readonly DiscussionAsked[];
      };
    }
  | {
      type: 'learning-discussed';
      data: {
        messageId: string;
        discussionId: string;
        /** The day of the discussion, and that on which it was confirmed. */
        discussedOn: string;
        confirmedOn: string;
        confirmedBy: string;
        words: Personal | null;
      };
    }
  | {
      type: 'learning-looked-again';
      data: {
        messageId: string;
        on: string;
        lookedBy: string;
        /** The dip sample by which it was looked at again; its theme is sealed here. */
        sampleTheme: Personal;
        sampleDate: string;
        words: Personal;
        /** When it is looked at once more; null where it is not. */
        lookAgainOn: string | null;
      };
    }
  | {
      type: 'learning-message-withdrawn';
      data: {
        messageId: string;
        on: string;
        withdrawnBy: string;
        reason: Personal;
        /** What was still to be discussed, by `discussionId`: it is owed no longer. */
        discussions: readonly string[];
      };
    };

/** What is done so that people learn. */
export const LEARNING_KINDS = ['training', 'workshop', 'briefing', 'coaching', 'practice-week', 'other'] as const;
export type LearningKind = (typeof LEARNING_KINDS)[number];

/** A training, a workshop, a briefing: held on a day, about a theme. */
export interface LearningActivity {
  /** Follows from day, kind, theme and audience, keyed. */
  readonly activityId: string;
  readonly date: string;
  readonly kind: LearningKind;
  /** In words of the council, sealed. */
  readonly theme: Personal;
  /** For whom it was, as it is said; null where that is not. Sealed. */
  readonly audience: Personal | null;
  /** Names of a service and a team of the council; null where it was for more. */
  readonly service: string | null;
  readonly team: string | null;
  /** How many people were asked, and how many came; null where nobody counted. */
  readonly invited: number | null;
  readonly attended: number | null;
  readonly sources: readonly LearningSource[];
}

/** Stream `learning-activities`. */
export interface LearningActivityRecorded {
  type: 'learning-activity-recorded';
  data: LearningActivity & {
    /** 1 for the first; what was said before stays in the log. */
    readonly version: number;
    /** A keyed digest of all that is said: whether it is said otherwise is known without opening it. */
    readonly digest: string;
  };
}
