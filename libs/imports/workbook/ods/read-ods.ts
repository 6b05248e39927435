import type { Package } from '../package.js';
import { damaged, encrypted } from '../problems.js';
import { localName, readXml, type Attributes } from '../read-xml.js';
import type { OpenWorkbook, Sheet } from '../workbook.js';
import { CellStyles } from './cell-styles.js';
import { ContentXml } from './content-xml.js';

const MANIFEST = 'META-INF/manifest.xml';
const CONTENT = 'content.xml';
const STYLES = 'styles.xml';

/** Reads an OpenDocument spreadsheet (ISO/IEC 26300). @throws ImportProblem */
export async function openOds(parts: Package): Promise<OpenWorkbook> {
  if (await isEncrypted(parts)) throw encrypted();
  const styles = new CellStyles();
  if (parts.has(STYLES)) await readXml(parts.read(STYLES), namedStyles(styles));
  const content = new ContentXml(styles);
  await readXml(parts.read(CONTENT), content);
  if (!content.isSpreadsheet) throw damaged();
  return { dateSystem: content.dateSystem, sheets: oneAtATime(content.sheets) };
}

/** All sheets are in one part and were read with it: each is let go when the next is asked for. */
async function* oneAtATime(sheets: Sheet[]): AsyncGenerator<Sheet> {
  for (let sheet = sheets.shift(); sheet !== undefined; sheet = sheets.shift()) yield sheet;
}

async function isEncrypted(parts: Package): Promise<boolean> {
  let found = false;
  if (!parts.has(MANIFEST)) return found;
  await readXml(parts.read(MANIFEST), {
    open(name) {
      found ||= localName(name) === 'encryption-data';
    },
  });
  return found;
}

/** Those the document names; the automatic ones of this part are for its pages. */
function namedStyles(styles: CellStyles): { open(name: string, attributes: Attributes, depth: number): void } {
  let named = false;
  return {
    open(name, attributes, depth) {
      if (depth === 2) named = name === 'office:styles';
      if (named) styles.open(name, attributes);
    },
  };
}
