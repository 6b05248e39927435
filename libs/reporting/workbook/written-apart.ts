import { Worker } from 'node:worker_threads';

/**
 * What a thread of its own writes, which ends with it: nobody else waits, and what it needed is given back.
 * @param thread the file that it runs; it posts the bytes
 * @param workerData what it is given
 * @throws Error where nothing was written
 */
export async function writtenApart(thread: URL, workerData: unknown): Promise<Uint8Array> {
  const worker = new Worker(thread, { workerData });
  try {
    return await new Promise<Uint8Array>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('Nothing was written.')));
    });
  } finally {
    await worker.terminate();
  }
}
