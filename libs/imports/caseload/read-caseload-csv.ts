import type { CaseStatus, SubjectType } from '#domain';
import { readCsv } from '../csv/read-csv.js';
import { tableRows } from '../csv/table-rows.js';
import { isDate } from '../dates/written-date.js';
import type { ImportWarning, Rejection } from '../findings.js';
import type { MatchedHeader } from '../headers.js';
import { ImportProblem } from '../import-problem.js';
import type { RowReader } from '../row-reader.js';
import type { CaseloadImport } from './caseload-import.js';
import { caseloadColumns, type CaseloadField, type CaseloadMapping } from './csv-columns.js';
import { doubtsAbout, frameOf } from './frame.js';
import { isOpen, warnOfSpell, type Membership } from './membership.js';
import { writtenStatus } from './written-status.js';

export interface CaseloadCsvOptions {
  /** yyyy-MM-dd */
  readonly asAt: string;
  readonly mapping?: CaseloadMapping;
  /** Children by default. Others have no status of a child: theirs is null, open or not. */
  readonly subjectType?: SubjectType;
  /** What rejections and warnings call the file; `csv` by default. */
  readonly sheet?: string;
}

/** What a draw misses, and the warning says, when a column is not there at all. */
const MISSED: Readonly<Partial<Record<CaseloadField, string>>> = {
  status: 'no case has a status',
  team: 'no case has a team',
  worker: 'no case has a worker',
  end: 'every row counts as open unless its status says closed',
};

/**
 * Reads a caseload from a CSV: a header row, one row a spell, several rows a subject where need be.
 * @throws ImportProblem when the file is no such CSV, or lacks the id or a column the mapping names.
 */
export function readCaseloadCsv(bytes: Uint8Array, options: CaseloadCsvOptions): CaseloadImport {
  const { asAt, mapping = {}, subjectType = 'child', sheet = 'csv' } = options;
  if (!isDate(asAt))
    throw new ImportProblem('date_not_real', 'The as-at date is not a real date: write it yyyy-mm-dd.');
  const table = readCsv(bytes, sheet);
  const { matched, readers, warnings: aboutHeader } = tableRows(table, caseloadColumns(mapping), sheet);

  const warnings: ImportWarning[] = [
    ...table.warnings,
    ...aboutHeader,
    ...missedColumns(matched, subjectType, sheet, table.headerRow),
  ];
  const memberships: Membership[] = [];
  const rejected: Rejection[] = [];
  for (const reader of readers) {
    const membership = readMembership(reader, asAt, subjectType, sheet);
    warnings.push(...reader.warnings);
    rejected.push(...reader.rejections);
    if (membership) memberships.push(membership);
  }
  return {
    asAt,
    rows: { read: readers.length, accepted: memberships.length, rejected: readers.length - memberships.length },
    ...frameOf(memberships),
    themes: [],
    rejected,
    warnings: [...warnings, ...doubtsAbout(memberships)],
  };
}

function readMembership(
  reader: RowReader<CaseloadField>,
  asAt: string,
  subjectType: SubjectType,
  sheet: string,
): Membership | null {
  const importedId = reader.requiredIdentifier('id', 'The row has no id.');
  const { status, closed } = readStatus(reader, subjectType);
  const spell = { start: reader.date('start'), end: reader.date('end'), closedUndated: closed };
  const others = {
    team: reader.text('team'),
    worker: reader.text('worker'),
    service: reader.text('service'),
    family: reader.identifier('family'),
    dateOfBirth: reader.date('dateOfBirth'),
  };
  if (importedId === null || reader.rejections.length > 0) return null;
  warnOfSpell((column, code, text) => reader.warn(column, code, text), spell, asAt);
  return {
    sheet,
    row: reader.row,
    importedId,
    list: 'csv',
    status,
    start: spell.start,
    end: spell.end,
    open: isOpen(spell, asAt),
    ...others,
  };
}

function readStatus(
  reader: RowReader<CaseloadField>,
  subjectType: SubjectType,
): { status: CaseStatus | null; closed: boolean } {
  const text = reader.text('status');
  const meaning = text === null ? 'open' : writtenStatus(text);
  if (meaning === 'closed') return { status: null, closed: true };
  if (subjectType !== 'child') return { status: null, closed: false };
  if (meaning === undefined) reader.reject('status', 'This status is not known.');
  return { status: meaning === undefined || meaning === 'open' ? null : meaning, closed: false };
}

function missedColumns(
  matched: MatchedHeader<CaseloadField>,
  subjectType: SubjectType,
  sheet: string,
  row: number,
): ImportWarning[] {
  return matched.missing.flatMap(({ header, holds }) => {
    const missed = holds && !(holds === 'status' && subjectType !== 'child') ? MISSED[holds] : undefined;
    if (missed === undefined) return [];
    return [{ sheet, row, column: header, code: 'header_missing', text: `There is no column "${header}": ${missed}.` }];
  });
}
