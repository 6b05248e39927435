import { readFile } from 'node:fs/promises';
import { readAnnexA } from '../annex-a/read-annex-a.js';
import { BOUNDS } from '../bounds.js';
import type { CaseloadImport } from '../caseload/caseload-import.js';
import { readCaseloadCsv } from '../caseload/read-caseload-csv.js';
import type { ImportWarning, Rejection } from '../findings.js';
import { readHistoricAudits, type HistoricRow } from '../historic-audits/read-historic-audits.js';
import { ImportProblem } from '../import-problem.js';
import type { PeopleImport } from '../people/person.js';
import { readPeople } from '../people/read-people.js';
import type { FileSource, Piece, ReadingOrder } from './orders.js';

/** Things in one piece: some hundred kilobytes at most. */
const IN_A_PIECE = 200;

/** Reads a file and gives what it holds piece by piece. @throws ImportProblem */
export async function* piecesOf(order: ReadingOrder): AsyncGenerator<Piece> {
  switch (order.what) {
    case 'annex-a':
      return yield* caseloadPieces(await readAnnexA(await bytesOf(order.file), order.options));
    case 'caseload-csv':
      return yield* caseloadPieces(readCaseloadCsv(await bytesOf(order.file), order.options));
    case 'people':
      return yield* peoplePieces(readPeople(await bytesOf(order.file), order.options));
    case 'historic-audits':
      return yield* auditPieces(readHistoricAudits(order.file, order.options));
  }
}

async function bytesOf(file: FileSource): Promise<Uint8Array> {
  if (typeof file !== 'string') return file;
  return readFile(file).catch(() => {
    throw new ImportProblem('file_unreadable', 'This file cannot be opened. Check that it is there and not in use.');
  });
}

function* caseloadPieces({ entries, rejected, warnings, themes: _, ...summary }: CaseloadImport): Generator<Piece> {
  yield { is: 'caseload', summary };
  for (const all of slices(entries)) yield { is: 'entries', all };
  yield* findings(rejected, warnings);
}

function* peoplePieces({ people, rejected, warnings, ...summary }: PeopleImport): Generator<Piece> {
  yield { is: 'directory', summary };
  for (const all of slices(people)) yield { is: 'people', all };
  yield* findings(rejected, warnings);
}

async function* auditPieces(rows: AsyncIterable<HistoricRow>): AsyncGenerator<Piece> {
  let all: HistoricRow[] = [];
  for await (const row of rows) {
    all.push(row);
    if (all.length < IN_A_PIECE) continue;
    yield { is: 'audits', all };
    all = [];
  }
  if (all.length > 0) yield { is: 'audits', all };
}

/** The first of each kind: an answer is for a person to read, and the counts say how many there are. */
function* findings(rejected: readonly Rejection[], warnings: readonly ImportWarning[]): Generator<Piece> {
  for (const all of slices(rejected.slice(0, BOUNDS.findings))) yield { is: 'rejected', all };
  const cut = [...cutShort('rejections', rejected.length), ...cutShort('warnings', warnings.length)];
  for (const all of slices([...cut, ...warnings.slice(0, BOUNDS.findings)])) yield { is: 'warnings', all };
}

function cutShort(what: string, count: number): ImportWarning[] {
  if (count <= BOUNDS.findings) return [];
  const text = `There are ${count} ${what}: the first ${BOUNDS.findings} are shown.`;
  return [{ sheet: '', code: 'findings_cut_short', text }];
}

function* slices<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let at = 0; at < items.length; at += IN_A_PIECE) yield items.slice(at, at + IN_A_PIECE);
}
