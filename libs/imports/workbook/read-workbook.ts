import { BOUNDS } from '../bounds.js';
import { ImportProblem } from '../import-problem.js';
import { openOds } from './ods/read-ods.js';
import { isOtherPart, otherPackage, refuseOtherFiles } from './other-files.js';
import { Package } from './package.js';
import type { OpenWorkbook } from './workbook.js';
import { openXlsx, workbookPart } from './xlsx/read-xlsx.js';

const SPREADSHEET = 'application/vnd.oasis.opendocument.spreadsheet';

/**
 * The stored values of an Excel workbook (.xlsx) or an OpenDocument spreadsheet (.ods): numbers and dates as numbers or
 * ISO text (never as displayed), text as text, errors as errors.
 * @throws ImportProblem, also where its sheets are asked for, for anything that is neither, or is under a password, damaged, or out of bounds.
 */
export async function openWorkbook(bytes: Uint8Array): Promise<OpenWorkbook> {
  if (bytes.length === 0) throw new ImportProblem('file_empty', 'This file is empty.');
  if (bytes.length > BOUNDS.file) {
    throw new ImportProblem('file_too_large', 'This file is larger than 32 MB, more than an Annex A return holds.');
  }
  refuseOtherFiles(bytes);
  const parts = await Package.open(bytes);
  if (await isSpreadsheet(parts)) return openOds(parts);
  const part = await workbookPart(parts);
  if (part === null || isOtherPart(part)) throw otherPackage(parts);
  return openXlsx(parts, part);
}

/** An OpenDocument file says what it is in its first part, a template with an ending. */
async function isSpreadsheet(parts: Package): Promise<boolean> {
  return parts.has('mimetype') && (await parts.beginning('mimetype', 100)).startsWith(SPREADSHEET);
}
