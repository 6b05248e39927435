import { zip, type Part } from './zip.fixture.js';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const STRICT = 'http://purl.oclc.org/ooxml/spreadsheetml/main';
const LINKS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const STRICT_LINKS = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
const DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export interface WorkbookParts {
  /** What is inside `<sheetData>` of each sheet. */
  readonly sheets: readonly { readonly name: string; readonly data: string; readonly state?: string }[];
  /** What is inside `<sst>`. */
  readonly strings?: string;
  /** What is inside `<styleSheet>`. */
  readonly styles?: string;
  /** Attributes of `<workbookPr>`. */
  readonly properties?: string;
  /** Namespaces of ISO/IEC 29500 strict. */
  readonly strict?: boolean;
  /** Where the workbook part is. */
  readonly workbook?: string;
}

const links = (strict: boolean, list: readonly (readonly [id: string, type: string, target: string])[]): string =>
  `${DECLARED}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
    .map(
      ([id, type, target]) =>
        `<Relationship Id="${id}" Type="${strict ? STRICT_LINKS : LINKS}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

/** The parts of an .xlsx, to be changed or packed. */
export function xlsxParts(wanted: WorkbookParts): Part[] {
  const { sheets, strings = '', styles = '', properties = '', strict = false, workbook = 'xl/workbook.xml' } = wanted;
  const namespace = strict ? STRICT : MAIN;
  const slash = workbook.lastIndexOf('/') + 1;
  const [folder, file] = [workbook.slice(0, slash), workbook.slice(slash)];
  const listed = sheets
    .map(
      ({ name, state }, index) =>
        `<sheet name="${name}" sheetId="${index + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="s${index}"/>`,
    )
    .join('');
  return [
    {
      name: '[Content_Types].xml',
      content: `${DECLARED}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    },
    { name: '_rels/.rels', content: links(strict, [['r1', 'officeDocument', workbook]]) },
    {
      name: workbook,
      content: `${DECLARED}<workbook xmlns="${namespace}" xmlns:r="${strict ? STRICT_LINKS : LINKS}"><workbookPr ${properties}/><sheets>${listed}</sheets></workbook>`,
    },
    {
      name: `${folder}_rels/${file}.rels`,
      content: links(strict, [
        ...sheets.map((_, index) => [`s${index}`, 'worksheet', `worksheets/sheet${index}.xml`] as const),
        ['st', 'styles', 'styles.xml'],
        ['ss', 'sharedStrings', 'sharedStrings.xml'],
      ]),
    },
    { name: `${folder}styles.xml`, content: `${DECLARED}<styleSheet xmlns="${namespace}">${styles}</styleSheet>` },
    { name: `${folder}sharedStrings.xml`, content: `${DECLARED}<sst xmlns="${namespace}">${strings}</sst>` },
    ...sheets.map(({ data }, index) => ({
      name: `${folder}worksheets/sheet${index}.xml`,
      content: `${DECLARED}<worksheet xmlns="${namespace}"><sheetData>${data}</sheetData></worksheet>`,
    })),
  ];
}

export const xlsx = (wanted: WorkbookParts): Buffer => zip(...xlsxParts(wanted));

/** An .xlsx of one sheet with this inside `<sheetData>`. */
export const oneSheet = (data: string, more: Omit<WorkbookParts, 'sheets'> = {}): Buffer =>
  xlsx({ sheets: [{ name: 'List 6', data }], ...more });

const NAMES = [
  ['office', 'urn:oasis:names:tc:opendocument:xmlns:office:1.0'],
  ['style', 'urn:oasis:names:tc:opendocument:xmlns:style:1.0'],
  ['table', 'urn:oasis:names:tc:opendocument:xmlns:table:1.0'],
  ['text', 'urn:oasis:names:tc:opendocument:xmlns:text:1.0'],
  ['number', 'urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0'],
  ['draw', 'urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'],
  ['calcext', 'urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0'],
]
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ');

/** The parts of an .ods. @param tables inside `<office:spreadsheet>` @param styles inside `<office:automatic-styles>` */
export function odsParts(tables: string, styles = ''): Part[] {
  return [
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', method: 0 },
    {
      name: 'META-INF/manifest.xml',
      content: `${DECLARED}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>`,
    },
    {
      name: 'content.xml',
      content: `${DECLARED}<office:document-content ${NAMES} office:version="1.3"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
    },
  ];
}

export const ods = (tables: string, styles = ''): Buffer => zip(...odsParts(tables, styles));
