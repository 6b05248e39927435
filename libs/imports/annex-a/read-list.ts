import type { DateSystem } from '../dates/excel-serial.js';
import type { ImportWarning, Rejection } from '../findings.js';
import { readDied } from '../caseload/died.js';
import { Memberships } from '../caseload/memberships.js';
import { contradictionIn, isOpen, warnOfSpell, type Membership } from '../caseload/membership.js';
import { withoutStrayRows } from '../caseload/stray-rows.js';
import { readWorker } from '../caseload/worker.js';
import { aboutRepeated, type MatchedHeader } from '../rows/headers.js';
import { RowReader } from '../rows/row-reader.js';
import { TakenAsNothing } from '../taken-as-nothing.js';
import { withoutLetter } from '../text/clean-text.js';
import type { SheetRow } from '../workbook/workbook.js';
import type { AnnexList, Holds } from './lists.js';
import type { HeaderRow } from './recognise-list.js';

export interface ListRead {
  readonly read: number;
  readonly memberships: readonly Membership[];
  readonly rejectedRows: number;
  readonly rejected: readonly Rejection[];
  readonly warnings: readonly ImportWarning[];
}

/** A sheet whose rows come in order, perhaps one at a time. */
export interface SheetInRows {
  readonly name: string;
  readonly rows: Iterable<SheetRow>;
}

/** Reads the rows below the header of one list. `asAt` (yyyy-MM-dd) decides which spells are open. */
export function readList(
  sheet: SheetInRows,
  list: AnnexList,
  header: HeaderRow,
  matched: MatchedHeader<Holds>,
  dateSystem: DateSystem,
  asAt: string,
): ListRead {
  const warnings: ImportWarning[] = oddHeaders(sheet, header, matched);
  const absent = matched.missing.filter((column) => column.required);
  const nothing = new TakenAsNothing(sheet.name);
  const memberships = new Memberships();
  const rejected: Rejection[] = [];
  let read = 0;
  for (const { row, cells } of sheet.rows) {
    if (row <= header.row.row) continue;
    read += 1;
    if (absent.length > 0) continue;
    const reader = new RowReader(sheet.name, row, cells, matched, dateSystem, nothing);
    const membership = readMembership(reader, sheet.name, list, asAt);
    warnings.push(...reader.warnings);
    if (membership) memberships.add(membership);
    else rejected.push(...reader.rejections);
  }
  if (absent.length > 0) {
    return {
      read,
      memberships: [],
      rejectedRows: read,
      rejected: absent.map((column) => ({
        sheet: sheet.name,
        row: header.row.row,
        column: column.header,
        reason: `The list has no column "${column.header}", so no row of it can be read.`,
      })),
      warnings,
    };
  }
  const idColumn = matched.byHolds.get('child_id')?.spelt.trim() ?? '';
  const { kept, rejected: strays } = withoutStrayRows(memberships.all, idColumn);
  if (read === 0) {
    warnings.push({ sheet: sheet.name, code: 'list_empty', text: `${list.title}: the list has no rows.` });
  }
  return {
    read,
    memberships: kept,
    rejectedRows: read - kept.length,
    rejected: [...rejected, ...strays].sort((one, other) => one.row - other.row),
    warnings: [...warnings, ...nothing.warnings()],
  };
}

function readMembership(reader: RowReader<Holds>, sheet: string, list: AnnexList, asAt: string): Membership | null {
  const importedId = reader.subjectId('child_id', 'The row has no child id.');
  const status = reader.text('case_status');
  const spell = { start: reader.date('start'), end: reader.date('end'), closedUndated: saysClosed(status) };
  const dateOfBirth = reader.date('date_of_birth');
  const team = reader.text('team');
  const holder = readWorker(reader, { worker: 'worker', adviser: 'adviser' });
  const family = reader.family('family');
  const died = readDied(reader, {
    said: [status, reader.text('closure_reason'), reader.text('in_touch')],
    diedOn: 'died_on',
    deceased: 'deceased',
  });
  const contradiction = contradictionIn(spell);
  if (contradiction !== null) reader.reject('end', contradiction);
  if (importedId === null || reader.rejections.length > 0) return null;

  warnOfSpell((column, code, text) => reader.warn(column, code, text), spell, asAt);
  return {
    sheet,
    row: reader.row,
    importedId,
    list: String(list.list),
    status: list.status,
    start: spell.start,
    end: spell.end,
    open: isOpen(spell, asAt),
    team,
    ...holder,
    service: null,
    family,
    dateOfBirth,
    died,
  };
}

/** Annex A's case status of list 6 has `e) Closed episode`; a reason for closure alone does not close a case. */
function saysClosed(status: string | null): boolean {
  return status !== null && /^closed\b/i.test(withoutLetter(status));
}

function oddHeaders(sheet: SheetInRows, header: HeaderRow, matched: MatchedHeader<Holds>): ImportWarning[] {
  const at = { sheet: sheet.name, row: header.row.row };
  return [
    ...matched.found
      .filter((column) => column.spelt !== column.known.header)
      .map((column) => ({
        ...at,
        column: column.spelt,
        code: 'header_variant',
        text: `Read as "${column.known.header}".`,
      })),
    ...matched.unknown.map((column) => ({
      ...at,
      column,
      code: 'header_unknown',
      text: 'No column of this list has this header: it was not read.',
    })),
    ...aboutRepeated(matched, at),
    ...matched.missing
      .filter((column) => !column.required && !column.unasked)
      .map((column) => ({
        ...at,
        column: column.header,
        code: 'header_missing',
        text: `The list has no column "${column.header}".`,
      })),
  ];
}
