import { openWorkbook } from './read-workbook.js';
import type { Sheet, Workbook } from './workbook.js';

/** A workbook with all its sheets. @throws ImportProblem */
export async function readWorkbook(bytes: Uint8Array): Promise<Workbook> {
  const { dateSystem, sheets } = await openWorkbook(bytes);
  const all: Sheet[] = [];
  for await (const sheet of sheets) all.push(sheet);
  return { dateSystem, sheets: all };
}
