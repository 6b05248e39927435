import type { View } from '../view.js';
import { activityView } from './activity/projection.js';
import { auditBoard } from './audit-board/projection.js';
import { auditHistory } from './audit-history/projection.js';
import { caseIdReadings } from './case-id-readings/projection.js';
import { caseIdsView } from './case-ids/projection.js';
import { caseloadsView } from './caseloads/projection.js';
import { exportsView } from './exports/projection.js';
import { followUp } from './follow-up/projection.js';
import { moderationQueue } from './moderation-queue/projection.js';
import { peopleView } from './people/projection.js';
import { remindersView } from './reminders/projection.js';
import { reportFacts } from '#facts';
import { samplesView } from './samples/projection.js';
import { tasksView } from './tasks/projection.js';

/** Every read model of the product, in the order in which a rebuild of all shows them. */
export const views: readonly View[] = [
  peopleView,
  caseloadsView,
  samplesView,
  auditBoard,
  auditHistory,
  caseIdsView,
  caseIdReadings,
  tasksView,
  followUp,
  moderationQueue,
  remindersView,
  exportsView,
  activityView,
  reportFacts,
];
