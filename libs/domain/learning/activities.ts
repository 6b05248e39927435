import { isDutyOf, notTheirDuty } from '../duties.js';
import { saidAnew, type Registered, type RegisterContext } from '../improvement/registers.js';
import type { Refusal } from '../refusal.js';
import type { LearningActivity, LearningActivityRecorded } from './events.js';

/** What is known of learning activities, by id. */
export type LearningActivities = ReadonlyMap<string, Pick<Registered, 'version' | 'digest' | 'due'>>;

export const NO_ACTIVITIES: LearningActivities = new Map();

export function activitiesAfter(
  before: LearningActivities,
  events: Iterable<LearningActivityRecorded>,
): LearningActivities {
  const after = new Map(before);
  for (const { data } of events) after.set(data.activityId, { version: data.version, digest: data.digest, due: null });
  return after;
}

/** What is new of learning activities, or said otherwise; the rest makes no event, and what is left out stays. */
export function recordActivities(
  activities: readonly (LearningActivity & { readonly digest: string })[],
  known: LearningActivities,
  { actor, responsibilities }: RegisterContext,
): readonly LearningActivityRecorded[] | Refusal {
  if (!isDutyOf(actor, 'learning', responsibilities)) return notTheirDuty('learning');
  return saidAnew(activities, known, ({ activityId }) => activityId).map((data) => ({
    type: 'learning-activity-recorded',
    data,
  }));
}
