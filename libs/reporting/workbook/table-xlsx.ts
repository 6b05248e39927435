import { Worker } from 'node:worker_threads';
import type { Table } from '../table.js';
import type { About, Workbook } from './workbook.js';

/**
 * A table as a workbook (XLSX) with what it is of: numbers are numbers, words are words whatever they begin with, and the
 * same table is the same bytes. Written in a thread of its own, so that nobody else waits. @throws Error
 */
export async function tableXlsx(table: Table, about: About): Promise<Uint8Array> {
  const worker = new Worker(new URL('./workbook-worker.js', import.meta.url), {
    workerData: { table, about } satisfies Workbook,
  });
  try {
    return await new Promise<Uint8Array>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('The workbook was not written.')));
    });
  } finally {
    await worker.terminate();
  }
}
