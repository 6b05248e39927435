import type { ImportWarning } from '../findings.js';
import { ImportProblem } from '../import-problem.js';

export interface DecodedText {
  readonly text: string;
  readonly warnings: readonly ImportWarning[];
}

/**
 * The text of a CSV saved by a spreadsheet: UTF-8, UTF-16 with its mark (Excel's "Unicode text"), or else Windows-1252,
 * what Excel on Windows calls "CSV". The last is a guess, so the person is told.
 * @throws ImportProblem when there are none, or they are a workbook.
 */
export function decodeText(bytes: Uint8Array, sheet: string): DecodedText {
  if (bytes.length === 0) throw new ImportProblem('file_empty', 'This file is empty.');
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) {
    throw new ImportProblem(
      'csv_is_workbook',
      'This file is an Excel workbook, not a CSV: save the sheet as "CSV UTF-8".',
    );
  }
  const utf16 = startsWith(bytes, 0xff, 0xfe) ? 'utf-16le' : startsWith(bytes, 0xfe, 0xff) ? 'utf-16be' : null;
  const text = utf16 ? new TextDecoder(utf16).decode(bytes) : utf8(bytes);
  if (text !== null) return { text, warnings: [] };
  return {
    text: new TextDecoder('windows-1252').decode(bytes),
    warnings: [
      {
        sheet,
        code: 'read_as_windows_1252',
        text: 'The file is not UTF-8: it was read as Windows-1252. Check accented names, or save it as "CSV UTF-8".',
      },
    ],
  };
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function startsWith(bytes: Uint8Array, ...mark: number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}
