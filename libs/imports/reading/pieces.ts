import { readFile } from 'node:fs/promises';
import { readAnnexA } from '../annex-a/read-annex-a.js';
import type { CaseloadImport } from '../caseload/caseload-import.js';
import { readCaseloadCsv } from '../caseload-csv/read-caseload-csv.js';
import { Told } from '../findings.js';
import type { ImportWarning, Rejection } from '../findings.js';
import { readHistoricAudits, type HistoricRow } from '../historic-audits/read-historic-audits.js';
import { ImportProblem } from '../import-problem.js';
import type { PeopleImport } from '../people/person.js';
import { readDipSample } from '../lists/read-dip-sample.js';
import { readFeedback } from '../lists/read-feedback.js';
import { readLearning } from '../lists/read-learning.js';
import type { ListImport } from '../lists/read-list.js';
import { readMeasures } from '../lists/read-measures.js';
import { readPlan } from '../lists/read-plan.js';
import { readReadings } from '../lists/read-readings.js';
import { readRisks } from '../lists/read-risks.js';
import { readPublished } from '../published/read-published.js';
import { readPeople } from '../people/read-people.js';
import type { FileSource, Piece, ReadingOrder } from './orders.js';

/**
 * How many things make one piece: a hundred kilobytes or so at most, and a few milliseconds' work for whoever takes
 * it.
 */
const IN_A_PIECE = 100;

/** Reads a file and gives what it holds piece by piece. @throws ImportProblem */
export async function* piecesOf(order: ReadingOrder): AsyncGenerator<Piece, void> {
  switch (order.what) {
    case 'annex-a':
      return yield* caseloadPieces(await readAnnexA(await bytesOf(order.file), order.options));
    case 'caseload-csv':
      return yield* caseloadPieces(readCaseloadCsv(await bytesOf(order.file), order.options));
    case 'people':
      return yield* peoplePieces(readPeople(await bytesOf(order.file), order.options));
    case 'published':
      return yield* listPieces(readPublished(await bytesOf(order.file)), (all) => ({ is: 'published', all }));
    case 'measures':
      return yield* listPieces(readMeasures(await bytesOf(order.file)), (all) => ({ is: 'measures', all }));
    case 'readings':
      return yield* listPieces(readReadings(await bytesOf(order.file)), (all) => ({ is: 'readings', all }));
    case 'feedback':
      return yield* listPieces(readFeedback(await bytesOf(order.file)), (all) => ({ is: 'feedback', all }));
    case 'dip-sample':
      return yield* listPieces(readDipSample(await bytesOf(order.file)), (all) => ({ is: 'dip-sample', all }));
    case 'learning':
      return yield* listPieces(readLearning(await bytesOf(order.file)), (all) => ({ is: 'learning', all }));
    case 'plan':
      return yield* listPieces(readPlan(await bytesOf(order.file)), (all) => ({ is: 'plan', all }));
    case 'risks':
      return yield* listPieces(readRisks(await bytesOf(order.file)), (all) => ({ is: 'risks', all }));
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

/** What is found wrong, the caseload, and its entries: over and over, for as long as somebody asks for more. */
function* caseloadPieces({ entries, rejected, warnings, themes: _, ...summary }: CaseloadImport): Generator<Piece> {
  yield* findings(rejected, warnings);
  yield { is: 'caseload', summary };
  while (entries.length > 0) {
    let left = entries.length;
    for (const all of slices(entries)) yield { is: 'entries', all, last: (left -= all.length) === 0 };
  }
}

function* peoplePieces({ people, rejected, warnings, ...summary }: PeopleImport): Generator<Piece> {
  yield { is: 'directory', summary };
  for (const all of slices(people)) yield { is: 'people', all };
  yield* findings(rejected, warnings);
}

function* listPieces<Item>(
  { items, rejected, warnings, rows }: ListImport<Item>,
  pieceOf: (items: ListImport<Item>['items']) => Piece,
): Generator<Piece> {
  yield { is: 'counted', rows };
  for (const all of slices(items)) yield pieceOf(all);
  yield* findings(rejected, warnings);
}

async function* auditPieces(rows: AsyncIterable<HistoricRow>): AsyncGenerator<Piece, void> {
  let all: HistoricRow[] = [];
  for await (const row of rows) {
    all.push(row);
    if (all.length < IN_A_PIECE) continue;
    yield { is: 'audits', all };
    all = [];
  }
  if (all.length > 0) yield { is: 'audits', all };
}

/** The first of each kind, and how many there are. */
function* findings(rejected: readonly Rejection[], warnings: readonly ImportWarning[]): Generator<Piece> {
  const told = { rejected: new Told<Rejection>('rejections'), warnings: new Told<ImportWarning>('warnings') };
  rejected.forEach((each) => told.rejected.add(each));
  warnings.forEach((each) => told.warnings.add(each));
  for (const all of slices(told.rejected.first)) yield { is: 'rejected', all };
  const cut = [...told.rejected.cutShort(), ...told.warnings.cutShort()];
  for (const all of slices([...cut, ...told.warnings.first])) yield { is: 'warnings', all };
}

function* slices<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let at = 0; at < items.length; at += IN_A_PIECE) yield items.slice(at, at + IN_A_PIECE);
}
