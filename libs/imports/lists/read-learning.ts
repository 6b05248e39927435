import { LEARNING_KINDS, LEARNING_SOURCES, measureKey } from '#domain';
import type { LearningActivity, LearningKind, LearningSource } from '#domain';
import type { KnownColumn } from '../rows/headers.js';
import type { RowReader } from '../rows/row-reader.js';
import { wordKey } from '../text/clean-text.js';
import { countIn, nameIn, readList, wordsIn, type ListImport } from './read-list.js';

type Field = 'date' | 'kind' | 'theme' | 'audience' | 'service' | 'team' | 'invited' | 'attended' | 'sources';

const COLUMNS: readonly KnownColumn<Field>[] = [
  { header: 'date', also: ['day', 'held on'], holds: 'date', required: true },
  { header: 'kind', also: ['activity', 'type'], holds: 'kind', required: true },
  { header: 'theme', also: ['topic', 'title'], holds: 'theme', required: true },
  { header: 'audience', also: ['for'], holds: 'audience' },
  { header: 'service', holds: 'service' },
  { header: 'team', holds: 'team' },
  { header: 'invited', also: ['asked'], holds: 'invited' },
  { header: 'attended', also: ['came', 'attendance'], holds: 'attended' },
  { header: 'sources', also: ['source', 'learned from'], holds: 'sources' },
];

/** What a row says of one activity. */
export interface LearningRowRead extends Omit<LearningActivity, 'activityId' | 'theme' | 'audience'> {
  readonly theme: string;
  readonly audience: string | null;
}

/**
 * Reads learning activities from a CSV: `date, kind, theme, audience, service, team, invited, attended, sources`; several
 * sources are parted by semicolons. No reason repeats what stands in a cell.
 * @throws ImportProblem when the file is no CSV or lacks a column.
 */
export const readLearning = (bytes: Uint8Array): ListImport<LearningRowRead> =>
  readList(bytes, {
    columns: COLUMNS,
    what: 'learning activities',
    readRow,
    once: { nameOf: learningName, at: 'theme', what: 'activity of this day, kind, theme and audience' },
  });

/** What an activity is told from others by. */
export const learningName = ({
  date,
  kind,
  theme,
  audience,
}: Pick<LearningRowRead, 'date' | 'kind' | 'theme' | 'audience'>): string =>
  JSON.stringify([date, kind, measureKey(theme), measureKey(audience ?? '')]);

const KIND_SPELLINGS: Readonly<Record<string, LearningKind>> = {
  trainings: 'training',
  course: 'training',
  workshops: 'workshop',
  briefings: 'briefing',
  practice_week: 'practice-week',
};

const SOURCE_SPELLINGS: Readonly<Record<string, LearningSource>> = {
  audit: 'audits',
  dip_sample: 'dip-samples',
  dip_samples: 'dip-samples',
};

function readRow(reader: RowReader<Field>): LearningRowRead | null {
  const date = reader.date('date');
  if (date === null && reader.rejections.length === 0) reader.reject('date', 'The row has no date.');
  const kind = kindIn(reader);
  const theme = nameIn(reader, 'theme');
  const audience = wordsIn(reader, 'audience');
  const service = wordsIn(reader, 'service');
  const team = wordsIn(reader, 'team');
  const invited = countIn(reader, 'invited');
  const attended = countIn(reader, 'attended');
  if (invited !== null && attended !== null && attended > invited)
    reader.reject('attended', 'More came than were asked: leave out how many were asked.');
  const sources = sourcesIn(reader);
  if (reader.rejections.length > 0 || date === null || kind === null || theme === null) return null;
  return { date, kind, theme, audience, service, team, invited, attended, sources };
}

function kindIn(reader: RowReader<Field>): LearningKind | null {
  const word = wordKey(reader.name('kind') ?? '');
  const kind = LEARNING_KINDS.find((each) => wordKey(each) === word) ?? KIND_SPELLINGS[word];
  if (kind !== undefined) return kind;
  reader.reject('kind', `Say what it was: ${LEARNING_KINDS.join(', ')}.`);
  return null;
}

function sourcesIn(reader: RowReader<Field>): readonly LearningSource[] {
  const words = (reader.text('sources') ?? '')
    .split(/[;,]/)
    .map(wordKey)
    .filter((word) => word !== '');
  const sources = words.flatMap(
    (word) => LEARNING_SOURCES.find((each) => wordKey(each) === word) ?? SOURCE_SPELLINGS[word] ?? [],
  );
  if (sources.length < words.length)
    reader.reject('sources', `Say what it was learned from, parted by semicolons: ${LEARNING_SOURCES.join(', ')}.`);
  return LEARNING_SOURCES.filter((each) => sources.includes(each));
}
