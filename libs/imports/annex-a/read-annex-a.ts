import type { CaseloadImport } from '../caseload/caseload-import.js';
import { doubtsAbout, frameOf } from '../caseload/frame.js';
import type { Membership } from '../caseload/membership.js';
import { isDate } from '../dates/written-date.js';
import type { ImportWarning, Rejection } from '../findings.js';
import { ImportProblem } from '../import-problem.js';
import { readWorkbook } from '../workbook/read-workbook.js';
import type { Sheet, Workbook } from '../workbook/workbook.js';
import { ANNEX_LISTS, type AnnexList } from './lists.js';
import { readList } from './read-list.js';
import { recogniseList } from './recognise-list.js';

export interface AnnexAOptions {
  /** yyyy-MM-dd */
  readonly asAt: string;
}

/**
 * Reads an Ofsted Annex A workbook (.xlsx or .ods) as at a date.
 * @throws ImportProblem when the file is no such workbook, or holds none of the lists 6 to 9.
 */
export async function readAnnexA(bytes: Uint8Array, options: AnnexAOptions): Promise<CaseloadImport> {
  return annexACaseload(await readWorkbook(bytes), options);
}

/**
 * The caseload in the sheets of a workbook.
 * @throws ImportProblem when it holds none of the lists 6 to 9.
 */
export function annexACaseload(workbook: Workbook, { asAt }: AnnexAOptions): CaseloadImport {
  if (!isDate(asAt))
    throw new ImportProblem('date_not_real', 'The as-at date is not a real date: write it yyyy-mm-dd.');

  const memberships: Membership[] = [];
  const familyRows: Membership[] = [];
  const rejected: Rejection[] = [];
  const warnings: ImportWarning[] = [];
  const seen = new Map<AnnexList, string>();
  let read = 0;
  let rejectedRows = 0;

  for (const sheet of workbook.sheets) {
    const recognised = recogniseList(sheet);
    if (recognised.is === 'other') {
      if (sheet.rows.length > 0) warnings.push({ sheet: sheet.name, code: 'sheet_ignored', text: recognised.text });
      continue;
    }
    warnings.push(...aboutSheet(sheet, recognised.list, seen.get(recognised.list)));
    seen.set(recognised.list, sheet.name);
    if (recognised.is === 'list_without_header') {
      if (sheet.rows.length === 0) {
        warnings.push({ sheet: sheet.name, code: 'list_empty', text: `${recognised.list.title}: the sheet is empty.` });
      } else {
        rejected.push(withoutHeader(sheet));
        read += sheet.rows.length;
        rejectedRows += sheet.rows.length;
      }
      continue;
    }
    const { list, header, matched } = recognised;
    const found = readList(sheet, list, header, matched, workbook.dateSystem, asAt);
    warnings.push(...found.warnings);
    if (list.serves === 'families') {
      familyRows.push(...found.memberships);
      warnings.push(...found.rejected.map(({ reason, ...at }) => ({ ...at, code: 'family_unread', text: reason })));
      continue;
    }
    read += found.read;
    rejectedRows += found.rejectedRows;
    rejected.push(...found.rejected);
    memberships.push(...found.memberships);
  }
  warnings.push(...missingLists(seen));

  const linked = withFamilies(memberships, familyRows);
  const ofLists = (serves: AnnexList['serves']) =>
    ANNEX_LISTS.filter((list) => list.serves === serves).map((list) => ({
      list: String(list.list),
      title: list.title,
      rows: linked.filter((row) => row.list === String(list.list)),
    }));
  return {
    asAt,
    rows: { read, accepted: read - rejectedRows, rejected: rejectedRows },
    ...frameOf(ofLists('frame').flatMap(({ rows }) => rows)),
    themes: ofLists('theme').map(({ list, title, rows }) => ({ list, title, entries: frameOf(rows).entries })),
    rejected,
    warnings: [...warnings, ...doubtsAbout(linked)],
  };
}

function aboutSheet(sheet: Sheet, list: AnnexList, other: string | undefined): ImportWarning[] {
  return [
    ...(sheet.hidden ? [{ sheet: sheet.name, code: 'sheet_hidden', text: 'The sheet is hidden: it was read.' }] : []),
    ...(other === undefined
      ? []
      : [{ sheet: sheet.name, code: 'list_twice', text: `"${other}" is list ${list.list} too: both were read.` }]),
  ];
}

function withoutHeader(sheet: Sheet): Rejection {
  return {
    sheet: sheet.name,
    row: sheet.rows[0]?.row ?? 1,
    column: 'Child Unique ID',
    reason: 'The sheet has no header row with "Child Unique ID", so no row of it can be read.',
  };
}

function missingLists(seen: ReadonlyMap<AnnexList, string>): ImportWarning[] {
  const frameLists = ANNEX_LISTS.filter((list) => list.serves === 'frame');
  const missing = frameLists.filter((list) => !seen.has(list));
  if (missing.length === frameLists.length) {
    throw new ImportProblem(
      'workbook_without_lists',
      'This workbook holds none of the Annex A lists 6 to 9, so there is no caseload in it.',
    );
  }
  return missing.map((list) => ({
    sheet: `List ${list.list}`,
    code: 'list_missing',
    text: `${list.title}: the workbook has no list ${list.list}.`,
  }));
}

/** List 10 says which children were placed as one family; the other lists say nothing of families. */
function withFamilies(memberships: readonly Membership[], familyRows: readonly Membership[]): Membership[] {
  const families = new Map(familyRows.flatMap((row) => (row.family === null ? [] : [[row.importedId, row.family]])));
  return memberships.map((row) => ({ ...row, family: row.family ?? families.get(row.importedId) ?? null }));
}
