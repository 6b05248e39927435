import type { Workbook } from './workbook.js';
import { writtenApart } from './written-apart.js';

/**
 * A table as a workbook (XLSX) with what it is of: numbers are numbers, words are words whatever they begin with, and the
 * same table is the same bytes. Written in a thread of its own. @throws Error
 */
export const tableXlsx = ({ table, about }: Workbook): Promise<Uint8Array> =>
  writtenApart(new URL('./workbook-worker.js', import.meta.url), { table, about } satisfies Workbook);
