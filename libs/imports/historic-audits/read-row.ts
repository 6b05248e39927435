import { parseGrade, type GradeScale } from '#domain';
import { widthProblem, type CsvRecord } from '../csv/csv-scanner.js';
import { textCell } from '../cell.js';
import { writtenDate } from '../dates/written-date.js';
import type { RowRejection } from '../findings.js';
import { cleanName, wordKey } from '../text/clean-text.js';
import type { FixedColumn, HistoricColumns, NamedColumn } from './columns.js';
import { contentDigestInput, type HistoricAudit, type StandardAnswer } from './historic-audit.js';

export interface RowRules {
  readonly scaleNamed: (text: string) => GradeScale | undefined;
  /** yyyy-MM-dd; no audit was carried out after it. Null where the day is not held against the file. */
  readonly today: string | null;
  /** Keys (as {@link wordKey}) of activities that carry no grade even where a scale is named. */
  readonly ungradedActivities: ReadonlySet<string>;
}

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

  const at = (index: number, column: string): string | null => {
    const cell = textCell(values[index] ?? '');
    if (cell.kind === 'error') return reject(column, `The cell holds ${cell.shown}, a lookup that failed.`);
    const text = cell.kind === 'text' ? cleanName(cell.text) : null;
    return text !== null && text.length > LONGEST_VALUE ? reject(column, 'The value is too long.') : text;
  };
  const optional = (column: FixedColumn) => at(columns.fixed.get(column) ?? -1, column);
  const required = (column: FixedColumn): string => {
    const before = problems.length;
    const text = optional(column);
    if (text === null && problems.length === before) reject(column, 'The value is missing.');
    return text ?? '';
  };
  const yesNo = (column: FixedColumn): boolean => {
    const text = required(column);
    const answer = YES_NO.get(text.toLowerCase());
    if (text !== '' && answer === undefined) reject(column, 'Say yes or no.');
    return answer ?? false;
  };
  const date = (column: FixedColumn): string => {
    const text = required(column);
    if (text === '') return '';
    const written = writtenDate(text);
    if ('reason' in written) return reject(column, written.reason) ?? '';
    if (rules.today !== null && written.date > rules.today) reject(column, 'The date is in the future.');
    return written.date;
  };

  const ref = required('ref');
  const activity = required('activity');
  const scaleText = optional('scale');
  const scale = scaleText === null ? null : (rules.scaleNamed(scaleText) ?? null);
  if (scaleText !== null && scale === null) reject('scale', 'This scale is not known.');

  const grade = (text: string | null, column: string): string | null => {
    if (text === null) return null;
    if (scaleText === null) return reject(column, 'A grade is given and the row names no scale.');
    if (scale === null) return null;
    return parseGrade(scale, text)?.key ?? reject(column, `This is not a grade of the scale ${scale.key}.`);
  };
  const firstText = optional('first_grade');
  const finalText = optional('final_grade');
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

  const domains = namedValues(columns.domains, (column) => grade(at(column.index, column.spelt), column.spelt));
  const standards = namedValues(columns.standards, (column) => {
    const text = at(column.index, column.spelt);
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
