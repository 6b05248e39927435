import type { DecisionContext } from '../decision-context.js';
import type { AuditEventType } from '../audit-language/events.js';
import type { WorkingDays } from '../calendar/working-days.js';
import type { Directory } from '../people/directory.js';
import type { AgreedAction } from './state.js';
import type { ProgrammeSettings, Responsibilities } from '../settings/programme-settings.js';

/** What an audit's decision may look at besides its own history. */
export interface AuditContext extends DecisionContext {
  /** The version the audit is pinned to (the current one for SelectAudit). */
  readonly settings: ProgrammeSettings;
  readonly calendar: WorkingDays;
  /** Of the settings in force, whatever the audit is pinned to. */
  readonly responsibilities: Responsibilities;
  readonly directory: Directory;
  /** 0 <= chance < 1, drawn from the audit's id: whether a random moderation falls on it. */
  readonly chance: number;
  /** What other streams know, looked up by the handler for the commands that need it. */
  readonly facts: {
    /** Audits allocated to the auditor named in the command before this one. */
    readonly auditorAuditsBefore: number;
    /** Whether the actor has read the first grade of this audit while it was to be moderated blind. */
    readonly hasReadFirstGrade: boolean;
    /** Whether a message of a safety concern on this audit has gone to the actor. */
    readonly wasToldOfConcern: boolean;
    /** Everybody who has. */
    readonly firstGradeReadBy: ReadonlySet<string>;
    /** The type of the event of this audit with this id, null where it has none: a correction names what it corrects. */
    readonly recordedEvent: (eventId: string) => AuditEventType | null;
    /** The finding or the contact with the family that an event of this audit tells of; null where it tells of none. */
    readonly recordedItem: (eventId: string) => string | null;
    /** Whether this audit has a finding with this id that still stands. */
    readonly isFinding: (findingId: string) => boolean;
    /** How the action of any audit that the command names stands; null where there is none or the actor may not know of it. */
    readonly actionNamed: AgreedAction['status'] | null;
    /** The London date on which the first grade was submitted; null before. */
    readonly submittedOn: () => string | null;
  };
}
