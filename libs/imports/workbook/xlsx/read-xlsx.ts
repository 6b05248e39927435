import { BOUNDS } from '../../bounds.js';
import type { DateSystem } from '../../dates/excel-serial.js';
import type { Package } from '../package.js';
import { damaged, tooLarge } from '../problems.js';
import { localName, readXml, type Attributes } from '../read-xml.js';
import { Allowance } from '../sheet-rows.js';
import type { OpenWorkbook, Sheet } from '../workbook.js';
import { NumberFormats } from './number-formats.js';
import { relationshipsOf, type Relationship } from './relationships.js';
import { SharedStrings } from './shared-strings.js';
import { SheetXml, type SharedParts } from './sheet-xml.js';

interface ListedSheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Its relationship. */
  readonly id: string;
}

/**
 * Where the package says its workbook is (ISO/IEC 29500-2, 9.3): by its relationship, and failing that where most
 * programs put it. Null where it has none.
 */
export async function workbookPart(parts: Package): Promise<string | null> {
  const links = await relationshipsOf(parts, '');
  const said = links.filter(({ type }) => type === 'officeDocument').map(({ target }) => target);
  return [...said, 'xl/workbook.xml'].find((part) => parts.has(part)) ?? null;
}

/** @param part the workbook part's name. @throws ImportProblem, also where sheets are asked for */
export async function openXlsx(parts: Package, part: string): Promise<OpenWorkbook> {
  const { dateSystem, listed } = await readWorkbookPart(parts, part);
  const links = await relationshipsOf(parts, part);
  const shared = await sharedParts(parts, links);
  async function* sheets(): AsyncGenerator<Sheet> {
    for (const { id, name, hidden } of listed) {
      const link = links.find((each) => each.id === id);
      if (link === undefined) throw damaged();
      yield { name, hidden, rows: await rowsOf(parts, link, shared) };
    }
  }
  return { dateSystem, sheets: sheets() };
}

async function readWorkbookPart(
  parts: Package,
  part: string,
): Promise<{ readonly dateSystem: DateSystem; readonly listed: readonly ListedSheet[] }> {
  let dateSystem: DateSystem = 1900;
  let root = '';
  const listed: ListedSheet[] = [];
  await readXml(parts.read(part), {
    open(name, attributes, depth) {
      const local = localName(name);
      if (depth === 1) root = local;
      if (depth === 2 && local === 'workbookPr') dateSystem = isTrue(attributes.date1904) ? 1904 : 1900;
      if (depth === 3 && local === 'sheet') listed.push(listedSheet(attributes));
      if (listed.length > BOUNDS.sheets) throw tooLarge(`has over ${BOUNDS.sheets} sheets`);
    },
  });
  if (root !== 'workbook') throw damaged();
  return { dateSystem, listed };
}

function listedSheet(attributes: Attributes): ListedSheet {
  const [, id = ''] = Object.entries(attributes).find(([name]) => name.endsWith(':id')) ?? [];
  return { id, name: attributes.name ?? '', hidden: (attributes.state ?? 'visible') !== 'visible' };
}

async function sharedParts(parts: Package, links: readonly Relationship[]): Promise<SharedParts> {
  const allowance = new Allowance();
  const strings = new SharedStrings(allowance);
  const formats = new NumberFormats();
  const readInto = async (type: string, listener: SharedStrings | NumberFormats): Promise<void> => {
    const part = links.find((link) => link.type === type)?.target;
    if (part !== undefined) await readXml(parts.read(part), listener);
  };
  await readInto('sharedStrings', strings);
  await readInto('styles', formats);
  return { strings: strings.cells, formats, allowance };
}

/** A chart or a macro sheet has no rows. */
async function rowsOf(parts: Package, { type, target }: Relationship, shared: SharedParts): Promise<Sheet['rows']> {
  if (type !== 'worksheet') return [];
  const sheet = new SheetXml(shared);
  await readXml(parts.read(target), sheet);
  return sheet.sheetRows();
}

function isTrue(flag: string | undefined): boolean {
  return flag === '1' || flag === 'true' || flag === 'on';
}
