import { ImportProblem } from '../import-problem.js';
import type { Package } from './package.js';
import { encrypted } from './problems.js';

const notAWorkbook = (what: string): ImportProblem => new ImportProblem('workbook_not_zip', what);

const OLD_OFFICE_FILE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');

/** What a file that is no zip begins with, and what to do with it. The first that fits counts. */
const BEGINNINGS: readonly (readonly [beginning: RegExp, sentence: string])[] = [
  [/^%PDF-/, 'This is a PDF. Import the Excel workbook (.xlsx) or the spreadsheet (.ods) it was made from.'],
  [/^\{\\rtf/, 'This is a text document, not a workbook. Import the workbook as .xlsx or .ods.'],
  [
    /^\s*<(!DOCTYPE html|html|table|style|div)/i,
    'This is a web page that is named like a workbook. Open it in Excel, save it as an Excel workbook (.xlsx), and import that.',
  ],
  [
    /^\s*<(\?xml|\w+:Workbook|Workbook|office:document)/i,
    'This is an XML file, not a packed workbook. Open it in Excel or LibreOffice, save it as .xlsx or .ods, and import that.',
  ],
  [/^(\x1f\x8b|7z\xbc\xaf|Rar!)/, 'This is a packed file. Unpack it and import the workbook that is in it.'],
];
const NOT_A_WORKBOOK =
  'This file is not an Excel workbook (.xlsx) or an OpenDocument spreadsheet (.ods). A list in a CSV file is imported as a CSV.';

/** What a zip that holds no workbook has in it instead, and what to do with it. */
const OTHER_PACKAGES: readonly (readonly [part: string, sentence: string])[] = [
  [
    'xl/workbook.bin',
    'This is an Excel binary workbook (.xlsb). Save it as an Excel workbook (.xlsx) and import that.',
  ],
  ['word/document.xml', 'This is a Word document, not a workbook. Import the workbook as .xlsx or .ods.'],
  ['ppt/presentation.xml', 'These are slides, not a workbook. Import the workbook as .xlsx or .ods.'],
  ['Index/Document.iwa', 'This is an Apple Numbers file. Export it as Excel (.xlsx) and import that.'],
  ['content.xml', 'This is an OpenDocument file, but no spreadsheet. Import the spreadsheet as .ods or .xlsx.'],
];

/** @throws ImportProblem for a file that is no zip, and so neither .xlsx nor .ods: what it is, and what to do */
export function refuseOtherFiles(bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.subarray(0, OLD_OFFICE_FILE.length).equals(OLD_OFFICE_FILE)) {
    throw file.includes(ENCRYPTED_PACKAGE)
      ? encrypted()
      : new ImportProblem(
          'workbook_old_format',
          'This is an old Excel file (.xls). Save it as an Excel workbook (.xlsx) and import that.',
        );
  }
  const beginning = file.toString('latin1', 0, 200).replace(/^\xef\xbb\xbf/, '');
  if (file.length >= 22 && beginning.startsWith('PK')) return;
  const [, sentence = NOT_A_WORKBOOK] = BEGINNINGS.find(([pattern]) => pattern.test(beginning)) ?? [];
  throw notAWorkbook(sentence);
}

/** Whether a part is what another kind of file is opened by. */
export const isOtherPart = (part: string): boolean => OTHER_PACKAGES.some(([name]) => name === part);

/** Why a zip with neither kind of workbook in it is refused. */
export function otherPackage(parts: Package): ImportProblem {
  const [, sentence] = OTHER_PACKAGES.find(([part]) => parts.has(part)) ?? [];
  if (sentence !== undefined) return notAWorkbook(sentence);
  return notAWorkbook(
    parts.hasNamed(/\.(xlsx|xlsm|ods|xls|csv)$/)
      ? 'This is a zip with files in it. Take the workbook out of it and import that.'
      : NOT_A_WORKBOOK,
  );
}
