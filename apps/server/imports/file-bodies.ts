import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyInstance } from 'fastify';
import { ProblemError, problem } from '../problems/problem.js';

/** Bytes of a file to import. */
const LARGEST_FILE = 64 * 1_048_576;

const FILE_TYPES = [
  'text/csv',
  'application/octet-stream',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.oasis.opendocument.spreadsheet',
];
const ROUTES = '/api/v1/imports/';

/** Files reach the imports as they arrive, not read into memory before anybody has looked who sends them. */
export function takeFiles(fastify: FastifyInstance): void {
  fastify.removeContentTypeParser('text/plain');
  fastify.addContentTypeParser(FILE_TYPES, { bodyLimit: LARGEST_FILE }, (request, payload, done) => {
    if (request.routeOptions.url?.startsWith(ROUTES) === true) done(null, payload);
    else done(Object.assign(new Error('Not a file route'), { statusCode: 415 }));
  });
}

/** Where a data folder keeps files while they are imported. */
export const incomingFolder = (dataDir: string): string => join(dataDir, 'incoming');

/** Removes what an import left behind that was killed. */
export const clearIncoming = (dataDir: string): Promise<void> =>
  rm(incomingFolder(dataDir), { recursive: true, force: true });

/**
 * Keeps a file in a folder while something reads it, and removes it afterwards.
 * @throws ProblemError 415, 413
 */
export async function withFile<Result>(
  body: unknown,
  folder: string,
  read: (file: string) => Promise<Result>,
): Promise<Result> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, randomUUID());
  try {
    await pipeline(limited(body), createWriteStream(file, { mode: 0o600 }));
    return await read(file);
  } finally {
    await rm(file, { force: true });
  }
}

function limited(body: unknown): Transform {
  if (!(body instanceof Readable)) {
    throw new ProblemError(problem(415, 'not-a-file', `Send the file itself, as ${FILE_TYPES.join(' or ')}.`));
  }
  let bytes = 0;
  const limit = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes <= LARGEST_FILE) done(null, chunk);
      else done(new ProblemError(problem(413, 'file-too-large', 'The file is larger than 64 MiB.')));
    },
  });
  body.on('error', (error) => limit.destroy(error));
  return body.pipe(limit);
}
