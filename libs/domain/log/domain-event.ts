import type { AuditEvent } from '../audit-language/events.js';
import type { CaseIdsShownEvent, ReadEvent } from '../audit/reads.js';
import type { CaseloadEvent } from '../caseload/events.js';
import type { CommitteeEvent } from '../committee/events.js';
import type { DataRequestEvent } from '../data-requests/events.js';
import type { DipSampleAnswered } from '../dip-samples/events.js';
import type { ErasureEvent } from '../erasure/events.js';
import type { ExportEvent } from '../exports/events.js';
import type { AuditsImportEvent } from '../historic-imports/audits-import.js';
import type { FeedbackEvent } from '../feedback/events.js';
import type { ImprovementEvent } from '../improvement/events.js';
import type { InspectionEvent } from '../inspections/events.js';
import type { LearningActivityRecorded, LearningEvent } from '../learning/events.js';
import type { MeasureEvent } from '../measures/events.js';
import type { PackEvent } from '../packs/events.js';
import type { PeopleEvent } from '../people/events.js';
import type { PublishedFigureEvent } from '../published-figures/events.js';
import type { NotificationsEvent, ReminderEvent } from '../reminders/events.js';
import type { ExpectedEvent } from '../expected/events.js';
import type { RoundsEvent } from '../rounds/events.js';
import type { CapacityEvent, LiveAuditEvent, SampleEvent } from '../sample/events.js';
import type { SealEvent } from '../seals/events.js';
import type { CalendarEvent, SettingsEvent } from '../settings/events.js';

/** Every event the domain decides today, as the log gives it back once it is upcast. */
export type DomainEvent =
  | AuditEvent
  | AuditsImportEvent
  | CalendarEvent
  | CapacityEvent
  | CaseloadEvent
  | CommitteeEvent
  | DataRequestEvent
  | DipSampleAnswered
  | ErasureEvent
  | ExportEvent
  | FeedbackEvent
  | ImprovementEvent
  | InspectionEvent
  | LearningActivityRecorded
  | LearningEvent
  | LiveAuditEvent
  | MeasureEvent
  | NotificationsEvent
  | PackEvent
  | PeopleEvent
  | PublishedFigureEvent
  | ReadEvent
  | CaseIdsShownEvent
  | ReminderEvent
  | RoundsEvent
  | ExpectedEvent
  | SampleEvent
  | SealEvent
  | SettingsEvent;
