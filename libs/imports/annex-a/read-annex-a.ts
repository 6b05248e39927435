import type { CaseloadImport } from '../caseload/caseload-import.js';
import { doubtsAbout } from '../caseload/doubts.js';
import { frameOf, groupById } from '../caseload/frame.js';
import type { Membership } from '../caseload/membership.js';
import type { DateSystem } from '../dates/excel-serial.js';
import { isDate } from '../dates/written-date.js';
import type { ImportWarning } from '../findings.js';
import { ImportProblem } from '../import-problem.js';
import { openWorkbook } from '../workbook/read-workbook.js';
import type { Sheet, Workbook } from '../workbook/workbook.js';
import { chooseSheets, type Choice, type SheetOfList } from './choose-sheets.js';
import { SAYS } from './doubtful-sheet.js';
import { ANNEX_LISTS, type AnnexList } from './lists.js';
import { readList, type ListRead } from './read-list.js';
import { recogniseList } from './recognise-list.js';

export interface AnnexAOptions {
  /** yyyy-MM-dd */
  readonly asAt: string;
}

/**
 * Reads an Ofsted Annex A workbook (.xlsx or .ods) as at a date.
 * @throws ImportProblem when the file is no such workbook, or holds none of the lists 6 to 9.
 */
export async function readAnnexA(bytes: Uint8Array, { asAt }: AnnexAOptions): Promise<CaseloadImport> {
  const { dateSystem, sheets } = await openWorkbook(bytes);
  const lists = new AnnexLists(dateSystem, asAt);
  for await (const sheet of sheets) lists.add(sheet);
  return lists.caseload();
}

/**
 * The caseload in the sheets of a workbook.
 * @throws ImportProblem when none of the lists 6 to 9 is among them.
 * @internal for the specs
 */
export function annexACaseload({ dateSystem, sheets }: Workbook, { asAt }: AnnexAOptions): CaseloadImport {
  const lists = new AnnexLists(dateSystem, asAt);
  for (const sheet of sheets) lists.add(sheet);
  return lists.caseload();
}

/** The lists among sheets that come one at a time: what is kept of a sheet is what was read of it. */
class AnnexLists {
  private readonly lists: SheetOfList[] = [];
  private readonly withoutHeader: { readonly list: AnnexList; readonly findings: SheetFindings }[] = [];
  private readonly warnings: ImportWarning[] = [];

  constructor(
    private readonly dateSystem: DateSystem,
    private readonly asAt: string,
  ) {
    if (!isDate(asAt))
      throw new ImportProblem('date_not_real', 'The as-at date is not a real date: write it yyyy-mm-dd.');
  }

  add(sheet: Sheet): void {
    const recognised = recogniseList(sheet);
    if (recognised.is === 'other') {
      if (sheet.rows.length > 0) {
        this.warnings.push({ sheet: sheet.name, code: 'sheet_ignored', text: recognised.text });
      }
    } else if (recognised.is === 'list_without_header') {
      const { list } = recognised;
      this.withoutHeader.push({ list, findings: unread(sheet, list) });
    } else {
      const { list, header, matched } = recognised;
      const found = readList(sheet, list, header, matched, this.dateSystem, this.asAt);
      const { name, hidden, rows } = sheet;
      this.lists.push({ sheet: { name, hidden, firstRow: rows[0]?.row ?? 1 }, list, found });
    }
  }

  caseload(): CaseloadImport {
    const { lists, withoutHeader, warnings } = this;
    const unheaded = withoutHeader.map(({ findings }) => findings);
    const caseload = caseloadOf(lists, unheaded, this.asAt);
    return {
      ...caseload,
      warnings: [
        ...warnings,
        ...caseload.warnings,
        ...missingLists(new Set([...lists, ...withoutHeader].map(({ list }) => list))),
      ],
    };
  }
}

/** What came of a sheet as a whole. */
type SheetFindings = Pick<ListRead, 'read' | 'rejectedRows' | 'rejected' | 'warnings'>;

/** Merges what was read of the lists into one caseload. */
export function caseloadOf(
  lists: readonly SheetOfList[],
  others: readonly SheetFindings[],
  asAt: string,
): CaseloadImport {
  const choices = chooseSheets(lists);
  const memberships: Membership[] = [];
  const familyRows: Membership[] = [];
  const findings: SheetFindings[] = [];
  for (const one of lists) {
    const choice = choices.get(one);
    if (choice?.is !== 'read') {
      if (choice) findings.push(notRead(one, choice));
    } else if (one.list.serves === 'families') {
      familyRows.push(...one.found.memberships);
      findings.push(ofFamilies(one, choice));
    } else {
      memberships.push(...one.found.memberships);
      findings.push({ ...one.found, warnings: [...aboutSheet(one, choice), ...one.found.warnings] });
    }
  }
  findings.push(...others);
  const linked = withFamilies(memberships, familyRows);
  const ofLists = (serves: AnnexList['serves']) =>
    ANNEX_LISTS.filter((list) => list.serves === serves).map((list) => ({
      list: String(list.list),
      title: list.title,
      rows: linked.filter((row) => row.list === String(list.list)),
    }));
  const sum = (count: (of: SheetFindings) => number) => findings.reduce((total, of) => total + count(of), 0);
  const read = sum((of) => of.read);
  const rejectedRows = sum((of) => of.rejectedRows);
  return {
    asAt,
    rows: { read, accepted: read - rejectedRows, rejected: rejectedRows },
    ...frameOf(ofLists('frame').flatMap(({ rows }) => rows)),
    themes: ofLists('theme').map(({ list, title, rows }) => ({ list, title, entries: frameOf(rows).entries })),
    rejected: findings.flatMap((of) => of.rejected),
    warnings: [...findings.flatMap((of) => of.warnings), ...doubtsAbout(groupById(linked))],
  };
}

function aboutSheet({ sheet, list }: SheetOfList, { doubt, beside }: Choice & { is: 'read' }): ImportWarning[] {
  const at = { sheet: sheet.name };
  const warnings: ImportWarning[] = [];
  if (sheet.hidden) warnings.push({ ...at, code: 'sheet_hidden', text: 'The sheet is hidden: it was read.' });
  if (doubt === 'copy' || doubt === 'guidance') {
    warnings.push({
      ...at,
      code: 'sheet_named_oddly',
      text: `${SAYS[doubt]}, and it holds list ${list.list}: it was read.`,
    });
  }
  if (beside !== null) {
    warnings.push({ ...at, code: 'list_twice', text: `"${beside}" is list ${list.list} too: both were read.` });
  }
  return warnings;
}

function notRead({ sheet, list, found }: SheetOfList, choice: Exclude<Choice, { is: 'read' }>): SheetFindings {
  const nothing = { read: 0, rejectedRows: 0, rejected: [], warnings: [] };
  if (choice.is === 'ignored') {
    return { ...nothing, warnings: [{ sheet: sheet.name, code: 'sheet_ignored', text: choice.text }] };
  }
  const rejected = [{ sheet: sheet.name, row: sheet.firstRow, column: '', reason: choice.reason }];
  const rows = list.serves === 'families' ? 0 : found.read;
  return { ...nothing, read: rows, rejectedRows: rows, rejected };
}

/** Rows of family links are no rows of a caseload: what is wrong with them is told and keeps nothing out. */
function ofFamilies(one: SheetOfList, choice: Choice & { is: 'read' }): SheetFindings {
  const unlinked = one.found.rejected.map(({ reason, ...at }) => ({ ...at, code: 'family_unread', text: reason }));
  return {
    read: 0,
    rejectedRows: 0,
    rejected: [],
    warnings: [...aboutSheet(one, choice), ...one.found.warnings, ...unlinked],
  };
}

/** A sheet that is a list by its name and has no header row. */
function unread(sheet: Sheet, list: AnnexList): SheetFindings {
  if (sheet.rows.length === 0) {
    const text = `${list.title}: the sheet is empty.`;
    return { read: 0, rejectedRows: 0, rejected: [], warnings: [{ sheet: sheet.name, code: 'list_empty', text }] };
  }
  const reason = 'The sheet has no header row with "Child Unique ID", so no row of it can be read.';
  const rejected = [{ sheet: sheet.name, row: sheet.rows[0]?.row ?? 1, column: 'Child Unique ID', reason }];
  return { read: sheet.rows.length, rejectedRows: sheet.rows.length, rejected, warnings: [] };
}

function missingLists(seen: ReadonlySet<AnnexList>): ImportWarning[] {
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
