import { createReadStream } from 'node:fs';
import { ImportProblem } from '../import-problem.js';
import { CsvScanner, type CsvRecord } from './csv-scanner.js';
import { firstLine, layoutOf } from './delimiter.js';

/** A path, or the bytes of the file as they come. A path can be read twice, a stream once. */
export type CsvSource = string | AsyncIterable<Uint8Array>;

const LONGEST_HEADER = 1_000_000;

/**
 * The records of a UTF-8 CSV, blank ones left out (and still counted), one at a time however long the file.
 * @throws ImportProblem when the file cannot be opened, is not UTF-8, or its quotes do not match.
 */
export async function* streamCsv(source: CsvSource): AsyncGenerator<CsvRecord> {
  const text = decoded(typeof source === 'string' ? openedFile(source) : source);
  const head = await headOf(text);
  const { delimiter, start } = layoutOf(head);
  const scanner = new CsvScanner(delimiter);
  yield* scanner.records(head.slice(start));
  for await (const piece of text) yield* scanner.records(piece);
  yield* scanner.end();
}

/** A file as it is on disk, piece by piece. @throws ImportProblem when it cannot be opened */
export async function* openedFile(path: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(path)) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
  } catch {
    throw new ImportProblem('file_unreadable', 'This file cannot be opened. Check that it is there and not in use.');
  }
}

async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      throw new ImportProblem('csv_not_utf8', 'This file is not UTF-8. Save it as "CSV UTF-8" and import that.');
    }
  };
  for await (const chunk of bytes) {
    const text = decode(chunk);
    if (text !== '') yield text;
  }
  const rest = decode();
  if (rest !== '') yield rest;
}

/** Enough of the text to hold its first line and the whole of its line end. */
async function headOf(text: AsyncGenerator<string>): Promise<string> {
  let head = '';
  while ((firstLine(head) === null || head.endsWith('\r')) && head.length < LONGEST_HEADER) {
    const next = await text.next();
    if (next.done) break;
    head += next.value;
  }
  return head;
}
