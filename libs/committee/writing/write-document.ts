import { Worker } from 'node:worker_threads';
import type { CommitteeDocument } from '../document.js';
import type { DocumentFormat } from '../document-formats.js';
import type { Writing } from './writing-worker.js';

/**
 * A document as a file, the same for the same document. Written in a thread of its own, which ends with it: nobody else
 * waits, and what it needed is given back. @throws Error where it cannot be written
 */
export async function writeDocument(document: CommitteeDocument, format: DocumentFormat): Promise<Uint8Array> {
  const worker = new Worker(new URL('./writing-worker.js', import.meta.url), {
    workerData: { document, format } satisfies Writing,
  });
  try {
    return await new Promise<Uint8Array>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('The document was not written.')));
    });
  } finally {
    await worker.terminate();
  }
}
