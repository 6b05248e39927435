import type { CaseloadImport } from '../caseload/caseload-import.js';
import type { ImportWarning, Rejection } from '../findings.js';
import type { HistoricOptions, HistoricRow } from '../historic-audits/read-historic-audits.js';
import type { PeopleImport, PeopleOptions } from '../people/person.js';
import { piecesOf } from './pieces.js';
import type { CaseloadSummary, FileSource, PeopleSummary, Piece, ReadingOrder } from './orders.js';

export type CaseloadOrder = Extract<ReadingOrder, { readonly what: 'annex-a' | 'caseload-csv' }>;

/** A caseload as it is imported: its themes are left where they were read. */
export type CaseloadRead = Omit<CaseloadImport, 'themes'>;

/** Where the pieces of a file come from. */
export interface PieceSource {
  pieces(order: ReadingOrder, who: string): AsyncIterable<Piece>;
  /** Nothing more is read, and what is being read is not read on. */
  end(): void;
}

/** Reads files where they are asked for: for tools and tests whose files are their own. */
export const readHere = (): FileReader => new FileReader({ pieces: piecesOf, end: () => undefined });

/** Reads the files that people import, each for whoever sent it. */
export class FileReader {
  constructor(private readonly source: PieceSource) {}

  /** @throws ImportProblem, ReadingEnded */
  async caseload(order: CaseloadOrder, who: string): Promise<CaseloadRead> {
    const entries: CaseloadImport['entries'][number][] = [];
    const rejected: Rejection[] = [];
    const warnings: ImportWarning[] = [];
    let summary: CaseloadSummary | undefined;
    for await (const piece of this.source.pieces(order, who)) {
      if (piece.is === 'caseload') summary = piece.summary;
      if (piece.is === 'entries') entries.push(...piece.all);
      if (piece.is === 'rejected') rejected.push(...piece.all);
      if (piece.is === 'warnings') warnings.push(...piece.all);
    }
    if (summary === undefined) throw new Error('A caseload was read that says nothing of itself');
    return { ...summary, entries, rejected, warnings };
  }

  /** @throws ImportProblem, ReadingEnded */
  async people(file: FileSource, options: PeopleOptions, who: string): Promise<PeopleImport> {
    const people: PeopleImport['people'][number][] = [];
    const rejected: Rejection[] = [];
    const warnings: ImportWarning[] = [];
    let summary: PeopleSummary | undefined;
    for await (const piece of this.source.pieces({ what: 'people', file, options }, who)) {
      if (piece.is === 'directory') summary = piece.summary;
      if (piece.is === 'people') people.push(...piece.all);
      if (piece.is === 'rejected') rejected.push(...piece.all);
      if (piece.is === 'warnings') warnings.push(...piece.all);
    }
    if (summary === undefined) throw new Error('People were read of whom nothing is said');
    return { ...summary, people, rejected, warnings };
  }

  /** Whoever waits for a file is told that reading has ended. */
  end(): void {
    this.source.end();
  }

  /** Its rows, one at a time. @throws ImportProblem, ReadingEnded, at the first row asked for or a later one */
  async *historicAudits(file: string, options: HistoricOptions, who: string): AsyncGenerator<HistoricRow> {
    for await (const piece of this.source.pieces({ what: 'historic-audits', file, options }, who)) {
      if (piece.is === 'audits') yield* piece.all;
    }
  }
}
