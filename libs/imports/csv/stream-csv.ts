import { createReadStream } from 'node:fs';
import { Readable, pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import { ImportProblem } from '../import-problem.js';
import { csvOptions, csvProblem, isBlankRecord, type CsvRecord } from './csv-records.js';
import { delimiterOf, firstLine } from './delimiter.js';

/** A path, or the bytes of the file as they come. A path can be read twice, a stream once. */
export type CsvSource = string | AsyncIterable<Uint8Array>;

const LONGEST_HEADER = 1_000_000;

/**
 * The records of a UTF-8 CSV, blank ones left out (and still counted), one at a time however long the file.
 * @throws ImportProblem when the file cannot be opened, is not UTF-8, or its quotes do not match.
 */
export async function* streamCsv(source: CsvSource): AsyncGenerator<CsvRecord> {
  const text = decoded(typeof source === 'string' ? opened(source) : source);
  const head = await headOf(text);
  const parser = parse(csvOptions(delimiterOf(firstLine(head) ?? head)));
  // The callback is needed for its errors to reach the parser, and through it the loop below.
  pipeline(Readable.from(resumed(head, text)), parser, () => undefined);
  let row = 0;
  try {
    for await (const record of parser) {
      row += 1;
      const values = (Array.isArray(record) ? record : []).map(String);
      if (!isBlankRecord(values)) yield { row, values };
    }
  } catch (cause) {
    throw csvProblem(cause);
  }
}

async function* opened(path: string): AsyncGenerator<Uint8Array> {
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
    if (text.includes('\0')) throw new ImportProblem('csv_not_text', 'This file is not a CSV file: it is not text.');
    if (text !== '') yield text;
  }
  const rest = decode();
  if (rest !== '') yield rest;
}

/** Enough of the text to hold its header line. */
async function headOf(text: AsyncGenerator<string>): Promise<string> {
  let head = '';
  while (firstLine(head) === null && head.length < LONGEST_HEADER) {
    const next = await text.next();
    if (next.done) break;
    head += next.value;
  }
  return head;
}

async function* resumed(head: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  if (head !== '') yield head;
  yield* rest;
}
