import {
  NO_DIP_SAMPLES,
  dipSamplesAfter,
  londonDateOf,
  measureKey,
  recordDipSample,
  unitsWith,
  idOfOwner,
} from '#domain';
import type { DipSampleAnswered, DipSampleResult, DipSamples, Refusal } from '#domain';
import { uuidV5 } from '#event-store';
import type { DipSampleRow, ListImport } from '#imports';
import type { KeyRing } from '#privacy';
import type { StreamFold } from '../streams/stream-fold.js';
import {
  importList,
  recordedOf,
  type ListImportOrder,
  type ListImportParts,
  type ListRecorded,
} from './import-list.js';
import { subjectKey } from './subject-key.js';

export interface DipSampleImportParts extends ListImportParts {
  readonly keys: Pick<KeyRing, 'pseudonyms' | 'subjectsFor'>;
}

export const DIP_SAMPLES_STREAM = 'dip-samples';

export const dipSamplesFold: StreamFold<DipSamples> = {
  initial: NO_DIP_SAMPLES,
  after: (before: DipSamples, events: readonly DipSampleAnswered[]) => dipSamplesAfter(before, events),
};

/** The namespace of the ids of results, which follow from theme, day and subject, keyed. */
const RESULTS = '5c0c8a7e-2b64-5a07-8a3d-5b1c9a2f7d10';

/**
 * Enters what dip samples found. The same file again adds nothing; a child or family answered otherwise is corrected, and
 * what was said before stays in the log; those that the file leaves out stay.
 * @throws StoreUnavailable, KeysUnavailable: import the same file again.
 */
export async function importDipSample(
  parts: DipSampleImportParts,
  order: ListImportOrder,
): Promise<ListRecorded | Refusal> {
  const today = londonDateOf(order.now);
  let counts: ReturnType<typeof unitsWith> | undefined;
  const came = await importList(parts, order, {
    duty: 'dip-samples',
    read: async (file, who) => identified(parts.keys, await parts.files.dipSample(file, who)),
    stream: DIP_SAMPLES_STREAM,
    fold: dipSamplesFold,
    against: (result, known) => {
      if (result.date > today) return { column: 'date', reason: 'The date is in the future.' };
      counts ??= unitsWith(known);
      return counts(result) ? null : { column: 'unit', reason: OTHER_UNIT };
    },
    decide: recordDipSample,
  });
  return recordedOf(came, ({ data: { version } }) => version === 1);
}

const OTHER_UNIT =
  'Other rows of this dip sample count something else: a dip sample counts either children or families.';

type Identified = DipSampleResult & { readonly digest: string };

/** Each row with its id, its subject, and a keyed digest of all it says. */
async function identified(
  keys: DipSampleImportParts['keys'],
  file: ListImport<DipSampleRow>,
): Promise<ListImport<Identified>> {
  const rows = file.items.map(({ item }) => item);
  const subjectOf = ({ unit, subjectRef }: DipSampleRow): string => subjectKey(unit, subjectRef);
  const subjects = await keys.subjectsFor(rows.map(subjectOf));
  const names = rows.map((row) => JSON.stringify([measureKey(row.theme), row.date, subjectOf(row)]));
  const ids = await keys.pseudonyms('dip-sample', names);
  const digests = await keys.pseudonyms(
    'dip-sample said',
    rows.map((row) => JSON.stringify(row)),
  );
  return {
    ...file,
    items: file.items.map(({ row, item }, index) => ({
      row,
      item: {
        resultId: uuidV5(RESULTS, ids[index] ?? ''),
        subjectId: idOfOwner(subjects.get(subjectOf(item)) ?? ''),
        ...item,
        digest: digests[index] ?? '',
      },
    })),
  };
}
