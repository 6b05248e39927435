import { headerKey } from '../text/clean-text.js';
import { matchHeader, speltHeaders, type MatchedHeader } from '../rows/headers.js';
import type { Sheet, SheetRow } from '../workbook/workbook.js';
import { doubtIn } from './doubtful-sheet.js';
import { ANNEX_LISTS, type AnnexList, type Holds } from './lists.js';

/** Guidance above a list runs to a page, not more. */
const DEEPEST_HEADER = 60;
/** `List 6`, `list_06`, `Annex A List 6 (CIN)`, but not `Checklist 6` or `List 60`. */
const LIST_IN_NAME = /(?<![a-z])list[\s_.:#-]*0*(\d{1,2})(?!\d)/i;
/** `6`, `6 - CIN`, `06_CIN`: believed only where a header row bears it out. */
const NUMBER_FIRST = /^0*(\d{1,2})(?!\d)\s*(?:$|[-–—_.:)])/;
/** Lists of Annex A that hold no cases: contacts, early help assessments, adopters. */
const OTHER_LISTS: ReadonlySet<number> = new Set([1, 2, 11]);

export interface HeaderRow {
  readonly row: SheetRow;
  readonly spelt: readonly string[];
}

export type Recognised =
  | {
      readonly is: 'list';
      readonly list: AnnexList;
      readonly header: HeaderRow;
      readonly matched: MatchedHeader<Holds>;
    }
  | { readonly is: 'list_without_header'; readonly list: AnnexList }
  | { readonly is: 'other'; readonly text: string };

/** A sheet, its rows perhaps one at a time: no more of them are asked for than its header takes. */
export interface RecognisedSheet extends Omit<Sheet, 'rows'> {
  readonly rows: Iterable<SheetRow>;
}

/** Says which list a sheet is: by its name, and failing that by the columns only that list has. */
export function recogniseList(sheet: RecognisedSheet): Recognised {
  const header = headerRowOf(sheet);
  const byColumns = header ? listByColumns(header.spelt) : undefined;
  const inName = numberIn(LIST_IN_NAME, sheet.name);
  if (inName !== null && OTHER_LISTS.has(inName) && !byColumns) {
    return { is: 'other', text: `List ${inName} holds no cases to audit: the sheet was not read.` };
  }
  const named = listNumbered(inName) ?? (header ? listNumbered(numberIn(NUMBER_FIRST, sheet.name)) : undefined);
  if (!header) {
    if (doubtIn(sheet) === 'guidance') {
      return { is: 'other', text: 'The name of this sheet says guidance, not children: it was not read.' };
    }
    return named
      ? { is: 'list_without_header', list: named }
      : { is: 'other', text: 'This sheet is no list of children: it was not read.' };
  }
  const list = named ?? byColumns;
  if (!list) return { is: 'other', text: 'No list of Annex A has these columns: the sheet was not read.' };
  return { is: 'list', list, header, matched: matchHeader(header.spelt, list.columns) };
}

/** The first row that names the child's id and at least two other columns of some list. */
function headerRowOf(sheet: RecognisedSheet): HeaderRow | null {
  for (const row of sheet.rows) {
    if (row.row > DEEPEST_HEADER) return null;
    const spelt = speltHeaders(row.cells);
    const keys = new Set(spelt.map(headerKey));
    if (CHILD_ID.some((key) => keys.has(key)) && OTHER_COLUMNS.filter((key) => keys.has(key)).length >= 2) {
      return { row, spelt };
    }
  }
  return null;
}

/** The list with the most columns that no other list has; two at least, and no draw. */
function listByColumns(spelt: readonly string[]): AnnexList | undefined {
  const keys = new Set(spelt.map(headerKey));
  const scores = ANNEX_LISTS.map((list) => ({
    list,
    score: ownColumns(list).filter((key) => keys.has(key)).length,
  })).sort((one, other) => other.score - one.score);
  const [best, second] = scores;
  return best && best.score >= 2 && best.score > (second?.score ?? 0) ? best.list : undefined;
}

function ownColumns(list: AnnexList): string[] {
  const others = new Set(ANNEX_LISTS.filter((other) => other !== list).flatMap(keysOf));
  return keysOf(list).filter((key) => !others.has(key));
}

function keysOf(list: AnnexList): string[] {
  return list.columns.flatMap(({ header, also }) => [header, ...(also ?? [])]).map(headerKey);
}

const CHILD_ID: readonly string[] = (ANNEX_LISTS[0]?.columns ?? [])
  .filter((column) => column.holds === 'child_id')
  .flatMap(({ header, also }) => [header, ...(also ?? [])])
  .map(headerKey);

const OTHER_COLUMNS: readonly string[] = [...new Set(ANNEX_LISTS.flatMap(keysOf))].filter(
  (key) => !CHILD_ID.includes(key),
);

function listNumbered(number: number | null): AnnexList | undefined {
  return ANNEX_LISTS.find((list) => list.list === number);
}

function numberIn(pattern: RegExp, name: string): number | null {
  const found = pattern.exec(name.replace(/\s+/g, ' ').trim());
  return found ? Number(found[1]) : null;
}
