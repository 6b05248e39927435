import { parseGrade, type GradeScale, type StandardAnswer } from '#domain';
import { readDate, readText, textCell, type Cell, type Reading } from '../cell.js';
import { widthProblem, type CsvRecord } from '../csv/csv-scanner.js';
import type { RowRejection } from '../findings.js';
import { readIdentifier, readRecordId, readReference, readSubjectId } from '../identifiers/read-identifier.js';
import type { TakenAsNothing } from '../taken-as-nothing.js';
import { wordKey } from '../text/clean-text.js';
import type { FixedColumn, HistoricColumns, NamedColumn } from './columns.js';
import { contentDigestInput, type HistoricAudit } from './historic-audit.js';

export interface RowRules {
  readonly scaleNamed: (text: string) => GradeScale | undefined;
  /** yyyy-MM-dd; no audit was carried out after it. Null where the day is not held against the file. */
  readonly today: string | null;
  /** Keys (as {@link wordKey}) of activities that carry no grade even where a scale is named. */
  readonly ungradedActivities: ReadonlySet<string>;
  /** Shared by the rows of a file. */
  readonly nothing: TakenAsNothing;
}

type Read = (cell: Cell) => Reading;

/** What is read otherwise than as a name: ids as a caseload's are, so that one child has one id in both. */
const READ: Readonly<Partial<Record<FixedColumn, Read>>> = {
  ref: readRecordId(readIdentifier),
  subject_ref: readSubjectId,
  worker_ref: readReference,
  auditor_ref: readReference,
  audited_on: (cell) => readDate(cell, 1900),
};
const LONGEST_VALUE = 500;
const YES_NO: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['no', false],
]);
const ANSWERS: ReadonlyMap<string, StandardAnswer> = new Map([
  ['met', 'met'],
  ['not_met', 'not_met'],
  ['notmet', 'not_met'],
  ['na', 'na'],
  ['n_a', 'na'],
  ['not_applicable', 'na'],
]);
/** A word for nothing is a value where the column gives it a meaning: `n/a` is an answer to a standard. */
const readTextOr =
  (means: (text: string) => boolean): Read =>
  (cell) =>
    readText(cell, means);
const AS_ANSWER = readTextOr((text) => ANSWERS.has(wordKey(text)));

/** Reads one record, or says everything that is wrong with it. */
export function readHistoricRow(
  record: CsvRecord,
  columns: HistoricColumns,
  rules: RowRules,
): HistoricAudit | readonly RowRejection[] {
  const { row, values } = record;
  const problems: RowRejection[] = [];
  const reject = (column: string, reason: string) => {
    problems.push({ row, column, reason });
    return null;
  };

  const width = widthProblem(record, columns.header);
  // what a value means is not known where columns may have moved: nothing more is said of it
  if (width !== null) return [{ row, column: '', reason: width }];

  const settle = (reading: Reading, column: string): string | null => {
    switch (reading.is) {
      case 'value':
        return reading.value.length > LONGEST_VALUE ? reject(column, 'The value is too long.') : reading.value;
      case 'blank':
        return null;
      case 'nothing':
        rules.nothing.note(row, column, reading.because, reading.shown);
        return null;
      case 'failed':
        return reject(column, `The cell holds ${reading.shown}, a lookup that failed.`);
      case 'unreadable':
        return reject(column, reading.reason);
    }
  };
  const readingOf = (column: FixedColumn, read: Read): Reading =>
    read(textCell(values[columns.fixed.get(column) ?? -1] ?? ''));
  const optional = (column: FixedColumn, read: Read = READ[column] ?? readText) =>
    settle(readingOf(column, read), column);
  const required = (column: FixedColumn, read: Read = READ[column] ?? readText): string => {
    const reading = readingOf(column, read);
    if (reading.is === 'blank') reject(column, 'The value is missing.');
    if (reading.is === 'nothing') reject(column, `The value is missing. (It says "${reading.shown}".)`);
    return reading.is === 'blank' || reading.is === 'nothing' ? '' : (settle(reading, column) ?? '');
  };
  const yesNo = (column: FixedColumn): boolean => {
    const text = required(column);
    const answer = YES_NO.get(text.toLowerCase());
    if (text !== '' && answer === undefined) reject(column, 'Say yes or no.');
    return answer ?? false;
  };
  const date = (column: FixedColumn): string => {
    const written = required(column);
    if (rules.today !== null && written > rules.today) reject(column, 'The date is in the future.');
    return written;
  };

  const ref = required('ref');
  const activity = required('activity');
  const scaleText = optional(
    'scale',
    readTextOr((text) => rules.scaleNamed(text) !== undefined),
  );
  const scale = scaleText === null ? null : (rules.scaleNamed(scaleText) ?? null);
  if (scaleText !== null && scale === null) reject('scale', 'This scale is not known.');

  const grade = (text: string | null, column: string): string | null => {
    if (text === null) return null;
    if (scaleText === null) return reject(column, 'A grade is given and the row names no scale.');
    if (scale === null) return null;
    return parseGrade(scale, text)?.key ?? reject(column, `This is not a grade of the scale ${scale.key}.`);
  };
  const asGrade = readTextOr((text) => scale !== null && parseGrade(scale, text) !== null);
  const firstText = optional('first_grade', asGrade);
  const finalText = optional('final_grade', asGrade);
  const firstGrade = grade(firstText, 'first_grade');
  const finalGrade = grade(finalText, 'final_grade');
  const moderated = yesNo('moderated');
  if (
    scale !== null &&
    finalText === null &&
    !(firstText === null && rules.ungradedActivities.has(wordKey(activity)))
  ) {
    reject('final_grade', 'The row names a scale and no final grade: leave the scale empty where nothing was graded.');
  }
  if (!moderated && firstGrade !== null && finalGrade !== null && firstGrade !== finalGrade) {
    reject('final_grade', 'The final grade differs from the first, and the row says it was not moderated.');
  }

  const named = ({ index, spelt }: NamedColumn, read: Read) => settle(read(textCell(values[index] ?? '')), spelt);
  const domains = namedValues(columns.domains, (column) => grade(named(column, asGrade), column.spelt));
  const standards = namedValues(columns.standards, (column) => {
    const text = named(column, AS_ANSWER);
    if (text === null) return null;
    return ANSWERS.get(wordKey(text)) ?? reject(column.spelt, 'Say met, not_met or na.');
  });

  const content = {
    ref,
    activity,
    service: optional('service'),
    team: optional('team'),
    subjectType: required('subject_type'),
    subjectRef: required('subject_ref'),
    workerRef: optional('worker_ref'),
    auditorRef: optional('auditor_ref'),
    auditorRole: optional('auditor_role'),
    auditedOn: date('audited_on'),
    // An ungraded audit has no scale, even where the spreadsheet fills the column down.
    scale: finalGrade === null && Object.keys(domains).length === 0 ? null : (scale?.key ?? null),
    firstGrade,
    moderated,
    finalGrade,
    atRisk: yesNo('at_risk'),
    domains,
    standards,
  };
  if (problems.length > 0) return problems;
  return { row, ...content, contentDigestInput: contentDigestInput(content) };
}

function namedValues<T>(columns: readonly NamedColumn[], read: (column: NamedColumn) => T | null): Record<string, T> {
  const values: [string, T][] = [];
  for (const column of columns) {
    const value = read(column);
    if (value !== null) values.push([column.name, value]);
  }
  return Object.fromEntries(values);
}
