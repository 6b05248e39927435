import { createHash } from 'node:crypto';
import { openedFile } from './stream-csv.js';

/** SHA-256, hex, of a file as it is on disk. @throws ImportProblem when it cannot be opened */
export async function fileDigest(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of openedFile(path)) hash.update(chunk);
  return hash.digest('hex');
}
