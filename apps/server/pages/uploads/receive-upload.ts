import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemError, problem } from '../../problems/problem.js';
import { sendProblem } from '../../problems/send-problem.js';
import { NOT_OWN_FORM } from '../frame/pages.js';

/** Bytes of a file. */
const LARGEST_FILE = 64 * 1_048_576;
const LIMITS = { fileSize: LARGEST_FILE, files: 1, fields: 12, fieldSize: 10_000, parts: 14 };

/** The addresses of forms that carry a file. */
const UPLOADS: readonly (string | undefined)[] = ['/caseloads/upload', '/people/import', '/enter/:list/file'];

/** Has forms with a file reach the pages they belong to, and nothing else. */
export async function takeUploads(fastify: FastifyInstance): Promise<void> {
  await fastify.register(multipart, { limits: LIMITS });
  fastify.addHook('onRequest', (request, reply, done) => {
    const isUpload = /^multipart\//i.test(request.headers['content-type'] ?? '');
    if (!isUpload || UPLOADS.includes(request.routeOptions.url)) return done();
    letGoBy(request);
    sendProblem(reply, NOT_HERE);
  });
}

/** Lets go by what else comes of a request: only then does whoever sends it read the answer, and is heard again. */
function letGoBy({ raw }: FastifyRequest): void {
  raw.unpipe();
  raw.resume();
}

/** What a form with a file said, and where its file is; null where none was chosen. */
export interface Received {
  readonly posted: Readonly<Record<string, string>>;
  readonly file: { readonly path: string; readonly name: string } | null;
}

/**
 * Receives a form with a file, to a place of its own. Its token comes before the file: where it is not right, nothing of
 * the file is taken in.
 * @param folder whoever asks removes the file from it
 * @throws ProblemError 403, 413, 415
 */
export async function receiveUpload(
  request: FastifyRequest,
  folder: string,
  isOwnToken: (token: unknown) => boolean,
): Promise<Received> {
  if (!request.isMultipart()) throw new ProblemError(problem(415, 'not-a-form', 'Send the form with its file.'));
  const posted: Record<string, string> = {};
  let file: Received['file'] = null;
  const path = join(folder, randomUUID());
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        posted[part.fieldname] = String(part.value);
        continue;
      }
      if (!isOwnToken(posted['formToken'])) throw new ProblemError(NOT_OWN_FORM);
      if (part.filename === undefined || part.filename === '') {
        part.file.resume();
        continue;
      }
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await pipeline(part.file, createWriteStream(path, { mode: 0o600 }));
      if (part.file.truncated) throw new ProblemError(TOO_LARGE);
      file = { path, name: part.filename };
    }
  } catch (error) {
    await rm(path, { force: true });
    letGoBy(request);
    throw error instanceof ProblemError ? error : new ProblemError(problemIn(error));
  }
  if (!isOwnToken(posted['formToken'])) throw new ProblemError(NOT_OWN_FORM);
  return { posted, file };
}

/** What a form with a file said before its file, which is not taken in. */
export async function fieldsOfUpload(request: FastifyRequest): Promise<Received['posted']> {
  const posted: Record<string, string> = {};
  if (!request.isMultipart()) return posted;
  try {
    for await (const part of request.parts()) {
      if (part.type !== 'field') break;
      posted[part.fieldname] = String(part.value);
    }
  } catch {
    // Not whole: what came of it is what was said.
  }
  letGoBy(request);
  return posted;
}

const NOT_HERE = problem(415, 'not-a-form-with-a-file', 'Forms with files are not taken at this address.');
const TOO_LARGE = problem(413, 'file-too-large', 'The file is larger than 64 MiB.');
const BROKEN = problem(400, 'upload-not-whole', 'The file did not arrive whole. Send it again.');
const problemIn = (error: unknown) => (Object(error).statusCode === 413 ? TOO_LARGE : BROKEN);
