import { DIP_SAMPLE_UNITS, measureKey, parseAnswer, type DipSampleResult, type DipSampleUnit } from '#domain';
import { readCsv } from '../csv/read-csv.js';
import { ImportProblem } from '../import-problem.js';
import { matchHeader, type KnownColumn } from '../rows/headers.js';
import type { RowReader } from '../rows/row-reader.js';
import { cleanName, wordKey } from '../text/clean-text.js';
import { nameIn, readList, type ListImport } from './read-list.js';

type Field = 'theme' | 'date' | 'unit' | 'subject_ref' | `question ${number}`;

const COLUMNS: readonly KnownColumn<Field>[] = [
  { header: 'theme', holds: 'theme', required: true },
  { header: 'date', also: ['day'], holds: 'date', required: true },
  { header: 'unit', also: ['counted'], holds: 'unit', required: true },
  { header: 'subject ref', also: ['subject', 'case id'], holds: 'subject_ref', required: true },
];
const LONGEST_QUESTION = 300;

const UNITS: Readonly<Record<string, DipSampleUnit>> = {
  children: 'child',
  young_person: 'child',
  families: 'family',
};

/** A question of the header: `Was the child seen alone?`, or with choices of its own, `What came of it? [closed | stepped down]`. */
interface Asked {
  readonly field: Field;
  readonly header: string;
  readonly question: string;
  readonly choices: readonly string[];
}

/** What a row says of one child or family. */
export interface DipSampleRow extends Omit<DipSampleResult, 'resultId' | 'subjectId' | 'subjectRef'> {
  readonly subjectRef: string;
}

/**
 * Reads a dip sample from a CSV: `theme, date, unit, subject_ref`, then a column a question, under the question as it was
 * asked. Answers are yes, partly, no, n/a, words of scales, or the choices that stand in brackets after the question; an
 * empty cell is no answer. No reason repeats what stands in a cell.
 * @throws ImportProblem when the file is no CSV, lacks a column, or asks nothing.
 */
export function readDipSample(bytes: Uint8Array): ListImport<DipSampleRow> {
  const asked = questionsIn(readCsv(bytes, 'csv').header);
  return readList(bytes, {
    columns: [...COLUMNS, ...asked.map(({ header, field }) => ({ header, holds: field }))],
    what: 'dip samples',
    readRow: (reader) => readRow(reader, asked),
    once: {
      nameOf: ({ theme, date, subjectRef }) => JSON.stringify([measureKey(theme), date, subjectRef]),
      at: 'subject_ref',
      what: 'subject of this dip sample',
    },
  });
}

function questionsIn(header: readonly string[]): readonly Asked[] {
  const asked = matchHeader(header, COLUMNS).unknown.map((spelt, index): Asked => {
    const [, question = '', choices = ''] = /^(.*?)\s*(?:\[([^\]]*)\])?$/su.exec(cleanName(spelt)) ?? [];
    const own = choices.split('|').map((choice) => choice.trim());
    return { field: `question ${index}`, header: spelt, question, choices: own.filter((choice) => choice !== '') };
  });
  if (asked.length === 0)
    throw new ImportProblem('columns_missing', 'This file asks nothing: after subject_ref comes a column a question.');
  if (asked.some(({ question }) => question === '' || question.length > LONGEST_QUESTION))
    throw new ImportProblem('columns_missing', `A question has 1 to ${LONGEST_QUESTION} characters.`);
  return asked;
}

function readRow(reader: RowReader<Field>, asked: readonly Asked[]): DipSampleRow | null {
  const theme = nameIn(reader, 'theme');
  const before = reader.rejections.length;
  const date = reader.date('date');
  if (date === null && reader.rejections.length === before) reader.reject('date', 'The row has no date.');
  const unit = unitIn(reader);
  const subjectRef = reader.subjectId('subject_ref', 'The row has no subject_ref.');
  const answers = asked.flatMap(({ field, question, choices }) => {
    const text = reader.name(field);
    if (text === null) return [];
    const answer = parseAnswer(text, choices);
    if (answer === null) reader.reject(field, NO_ANSWER);
    return answer === null ? [] : [{ question, answer }];
  });
  if (answers.length === 0 && reader.rejections.length === 0) reader.rejectRow('The row answers no question.');
  if (reader.rejections.length > 0 || theme === null || date === null || unit === null || subjectRef === null)
    return null;
  return { theme, date, unit, subjectRef, answers };
}

const NO_ANSWER =
  'This is no answer: yes, partly, no or n/a, a word of a scale such as good, or one of the choices in brackets after the question, such as [closed | stepped down].';

function unitIn(reader: RowReader<Field>): DipSampleUnit | null {
  const word = wordKey(reader.text('unit') ?? '');
  const unit = DIP_SAMPLE_UNITS.find((each) => each === word) ?? UNITS[word];
  if (unit === undefined) reader.reject('unit', 'Say what is counted: child or family.');
  return unit ?? null;
}
