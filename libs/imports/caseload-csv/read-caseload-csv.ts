import type { CaseStatus, SubjectType } from '#domain';
import { annexListIn, readAnnexList } from '../annex-a/csv-list.js';
import { readCsv } from '../csv/read-csv.js';
import { tableRows } from '../csv/table-rows.js';
import { isDate } from '../dates/written-date.js';
import type { ImportWarning, Rejection } from '../findings.js';
import type { MatchedHeader } from '../rows/headers.js';
import { ImportProblem } from '../import-problem.js';
import type { RowReader } from '../rows/row-reader.js';
import type { CaseloadImport } from '../caseload/caseload-import.js';
import { caseloadColumns, type CaseloadField, type CaseloadMapping } from './csv-columns.js';
import { readDied } from '../caseload/died.js';
import { doubtsAbout } from '../caseload/doubts.js';
import { frameOf, groupById } from '../caseload/frame.js';
import { contradictionIn, isOpen, warnOfSpell, type Membership } from '../caseload/membership.js';
import { Memberships } from '../caseload/memberships.js';
import { withoutStrayRows } from '../caseload/stray-rows.js';
import { readWorker } from '../caseload/worker.js';
import { writtenStatus } from '../caseload/written-status.js';

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
 * Reads a caseload from a CSV: a header row, one row a spell, several rows a subject where need be. One list of Annex A
 * is read as it is in a workbook.
 * @throws ImportProblem when the file is no such CSV, or lacks the id or a column the mapping names.
 */
export function readCaseloadCsv(bytes: Uint8Array, options: CaseloadCsvOptions): CaseloadImport {
  const { asAt, mapping = {}, subjectType = 'child', sheet = 'csv' } = options;
  if (!isDate(asAt))
    throw new ImportProblem('date_not_real', 'The as-at date is not a real date: write it yyyy-mm-dd.');
  const table = readCsv(bytes, sheet);
  const list = options.mapping === undefined && subjectType === 'child' ? annexListIn(table, sheet) : null;
  if (list) {
    const caseload = readAnnexList(list, asAt);
    return { ...caseload, warnings: [...table.warnings, ...caseload.warnings] };
  }
  const { matched, readers, nothing, warnings: aboutHeader } = tableRows(table, caseloadColumns(mapping), sheet);

  const warnings: ImportWarning[] = [
    ...table.warnings,
    ...aboutHeader,
    ...missedColumns(matched, subjectType, sheet, table.headerRow),
  ];
  const read = new Memberships();
  const rejected: Rejection[] = [];
  let rows = 0;
  for (const reader of readers) {
    rows += 1;
    const membership = readMembership(reader, asAt, subjectType, sheet);
    warnings.push(...reader.warnings);
    rejected.push(...reader.rejections);
    if (membership) read.add(membership);
  }
  const { kept, rejected: strays } = withoutStrayRows(read.all, matched.byHolds.get('id')?.spelt.trim() ?? 'id');
  return {
    asAt,
    rows: { read: rows, accepted: kept.length, rejected: rows - kept.length },
    ...frameOf(kept),
    themes: [],
    rejected: [...rejected, ...strays].sort((one, other) => one.row - other.row),
    warnings: [...warnings, ...nothing.warnings(), ...doubtsAbout(groupById(kept))],
  };
}

function readMembership(
  reader: RowReader<CaseloadField>,
  asAt: string,
  subjectType: SubjectType,
  sheet: string,
): Membership | null {
  const importedId = reader.subjectId('id', 'The row has no id.');
  const { status, closed, died } = readStatus(reader, subjectType);
  const spell = { start: reader.date('start'), end: reader.date('end'), closedUndated: closed };
  const others = {
    team: reader.text('team'),
    ...readWorker(reader, { worker: 'worker', adviser: 'adviser' }),
    service: reader.text('service'),
    family: reader.family('family'),
    dateOfBirth: reader.date('dateOfBirth'),
    died: readDied(reader, { said: [reader.text('reason')], diedOn: 'diedOn', deceased: 'deceased' }) || died,
  };
  const contradiction = contradictionIn(spell);
  if (contradiction !== null) reader.reject('end', contradiction);
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
): { status: CaseStatus | null; closed: boolean; died: boolean } {
  const text = reader.text('status');
  const meaning = text === null ? 'open' : writtenStatus(text);
  const without = { status: null, closed: false, died: false };
  if (meaning === 'died') return { ...without, closed: true, died: true };
  if (meaning === 'closed') return { ...without, closed: true };
  if (subjectType !== 'child' || meaning === 'open') return without;
  if (meaning === undefined) {
    reader.reject('status', 'This status is not known.');
    return without;
  }
  return { ...without, status: meaning };
}

function missedColumns(
  matched: MatchedHeader<CaseloadField>,
  subjectType: SubjectType,
  sheet: string,
  row: number,
): ImportWarning[] {
  return matched.missing.flatMap(({ header, holds }) => {
    if (holds === 'worker' && matched.byHolds.has('adviser')) return [];
    const missed = holds && !(holds === 'status' && subjectType !== 'child') ? MISSED[holds] : undefined;
    if (missed === undefined) return [];
    return [{ sheet, row, column: header, code: 'header_missing', text: `There is no column "${header}": ${missed}.` }];
  });
}
