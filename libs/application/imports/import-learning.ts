import { NO_ACTIVITIES, activitiesAfter, londonDateOf, recordActivities, spellingKey } from '#domain';
import type { LearningActivities, LearningActivity, LearningActivityRecorded, Recognised, Refusal } from '#domain';
import { uuidV5 } from '#event-store';
import { learningName } from '#imports';
import type { LearningRowRead, ListImport } from '#imports';
import type { KeyRing } from '#privacy';
import type { References } from '../references/references.js';
import type { StreamFold } from '../streams/stream-fold.js';
import {
  importList,
  recordedOf,
  type ListImportOrder,
  type ListImportParts,
  type ListRecorded,
} from './import-list.js';
import { recognisedIn, type RecognisingParts } from './recognised-in.js';

export interface LearningImportParts extends ListImportParts {
  readonly keys: Pick<KeyRing, 'pseudonym' | 'findSubjects'>;
  readonly names: RecognisingParts['names'];
  readonly references: { load(): Promise<Pick<References, 'settings' | 'directory'>> };
}

export const ACTIVITIES_STREAM = 'learning-activities';

const activitiesFold: StreamFold<LearningActivities> = {
  initial: NO_ACTIVITIES,
  after: (before: LearningActivities, events: readonly LearningActivityRecorded[]) => activitiesAfter(before, events),
};

/** The namespace of the ids of activities, which follow from what tells them apart, keyed. */
const ACTIVITIES = '1f0d7b3c-6a52-5c0e-8e1b-7d5c2b9a4f06';

/**
 * Enters learning activities. The same file again adds nothing; an activity said otherwise is corrected, and what was said
 * before stays in the log; those that the file leaves out stay. A row that names somebody who is known is rejected.
 * @throws StoreUnavailable, KeysUnavailable: import the same file again.
 */
export async function importLearning(
  parts: LearningImportParts,
  order: ListImportOrder,
): Promise<ListRecorded | Refusal> {
  const today = londonDateOf(order.now);
  const teams = [...(await parts.references.load()).directory.teams()];
  const services = teams.flatMap(({ service }) => service ?? []);
  const isOne = (name: string | null, of: readonly string[]): boolean =>
    name === null || of.some((one) => spellingKey(one) === spellingKey(name));
  const came = await importList(parts, order, {
    duty: 'learning',
    read: async (file, who) => identified(parts, await parts.files.learning(file, who)),
    stream: ACTIVITIES_STREAM,
    fold: activitiesFold,
    against: ({ date, service, team, named }) => {
      if (date > today) return { column: 'date', reason: 'The date is in the future.' };
      if (named !== null) return { column: 'theme', reason: NAMES[named] };
      if (!isOne(service, services)) return { column: 'service', reason: 'No service of the council has that name.' };
      const called = teams.map(({ name }) => name);
      return isOne(team, called) ? null : { column: 'team', reason: 'No team of the council has that name.' };
    },
    decide: (items, known, context) =>
      recordActivities(
        items.map(({ named: _, ...activity }) => activity),
        known,
        context,
      ),
  });
  return recordedOf(came, ({ data: { version } }) => version === 1);
}

const NAMES: Readonly<Record<Recognised, string>> = {
  person: 'Learning names nobody: somebody known stands in the theme or the audience.',
  case: 'Learning names no child: the id of a case stands in the theme or the audience.',
};

type Identified = LearningActivity & { readonly digest: string; readonly named: Recognised | null };

/** Each with its id, a keyed digest of all it says, and whether it names somebody. */
async function identified(
  parts: LearningImportParts,
  list: ListImport<LearningRowRead>,
): Promise<ListImport<Identified>> {
  const items = [];
  for (const { row, item } of list.items) {
    const activityId = uuidV5(ACTIVITIES, await parts.keys.pseudonym('learning-activity', learningName(item)));
    const digest = await parts.keys.pseudonym('learning-activity said', JSON.stringify(item));
    const words = [item.theme, ...(item.audience === null ? [] : [item.audience])];
    items.push({ row, item: { activityId, ...item, digest, named: await recognisedIn(parts, words) } });
  }
  return { ...list, items };
}
