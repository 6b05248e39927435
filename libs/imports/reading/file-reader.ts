import type { CaseloadEntry } from '../caseload/frame.js';
import type { Measure, MeasureReading, PrintedFigure } from '#domain';
import type { ImportWarning, Rejection, RowCounts } from '../findings.js';
import type { HistoricOptions, HistoricRow } from '../historic-audits/read-historic-audits.js';
import type { DipSampleRow } from '../lists/read-dip-sample.js';
import type { FeedbackRow } from '../lists/read-feedback.js';
import type { LearningRowRead } from '../lists/read-learning.js';
import type { Listed, ListImport } from '../lists/read-list.js';
import type { PeopleImport, PeopleOptions } from '../people/person.js';
import type { PlanRow } from '../lists/read-plan.js';
import type { RiskRow } from '../lists/read-risks.js';
import { piecesOf } from './pieces.js';
import type { CaseloadSummary, FileSource, PeopleSummary, Piece, ReadingOrder } from './orders.js';

export type CaseloadOrder = Extract<ReadingOrder, { readonly what: 'annex-a' | 'caseload-csv' }>;

/**
 * A caseload as it is imported, its themes left where they were read. The entries stay where they were read too, so that
 * a long list is never held by whoever imports it.
 */
export interface CaseloadRead extends CaseloadSummary {
  readonly rejected: readonly Rejection[];
  readonly warnings: readonly ImportWarning[];
  /** All of them, in order, some at a time; again from the first when all have been given. @throws ImportProblem, ReadingEnded */
  entries(): AsyncGenerator<readonly CaseloadEntry[]>;
  /** No more is asked for. */
  close(): Promise<void>;
}

/** Where the pieces of a file come from. */
export interface PieceSource {
  pieces(order: ReadingOrder, who: string): AsyncGenerator<Piece, void>;
  /** Nothing more is read, and what is being read is not read on. */
  end(): void;
}

/** Reads files where they are asked for: for tools and tests whose files are their own. */
export const readHere = (): FileReader => new FileReader({ pieces: piecesOf, end: () => undefined });

/** Reads the files that people import, each for whoever sent it. */
export class FileReader {
  constructor(private readonly source: PieceSource) {}

  /** Reads a caseload; to be closed when its entries have been seen. @throws ImportProblem, ReadingEnded */
  async caseload(order: CaseloadOrder, who: string): Promise<CaseloadRead> {
    const pieces = this.source.pieces(order, who);
    const rejected: Rejection[] = [];
    const warnings: ImportWarning[] = [];
    const close = async (): Promise<void> => void (await pieces.return(undefined));
    for (;;) {
      const { value: piece } = await pieces.next();
      if (piece === undefined) throw new Error('A caseload was read that says nothing of itself');
      if (piece.is === 'rejected') rejected.push(...piece.all);
      if (piece.is === 'warnings') warnings.push(...piece.all);
      if (piece.is === 'caseload') {
        const entries = (): ReturnType<CaseloadRead['entries']> => entriesIn(pieces);
        return { ...piece.summary, rejected, warnings, entries, close };
      }
    }
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

  /** @throws ImportProblem, ReadingEnded */
  published(file: FileSource, who: string): Promise<ListImport<PrintedFigure>> {
    return this.list({ what: 'published', file }, who, (piece) => (piece.is === 'published' ? piece.all : []));
  }

  /** @throws ImportProblem, ReadingEnded */
  measures(file: FileSource, who: string): Promise<ListImport<Measure>> {
    return this.list({ what: 'measures', file }, who, (piece) => (piece.is === 'measures' ? piece.all : []));
  }

  /** @throws ImportProblem, ReadingEnded */
  readings(file: FileSource, who: string): Promise<ListImport<MeasureReading>> {
    return this.list({ what: 'readings', file }, who, (piece) => (piece.is === 'readings' ? piece.all : []));
  }

  /** @throws ImportProblem, ReadingEnded */
  feedback(file: FileSource, who: string): Promise<ListImport<FeedbackRow>> {
    return this.list({ what: 'feedback', file }, who, (piece) => (piece.is === 'feedback' ? piece.all : []));
  }

  /** @throws ImportProblem, ReadingEnded */
  dipSample(file: FileSource, who: string): Promise<ListImport<DipSampleRow>> {
    return this.list({ what: 'dip-sample', file }, who, (piece) => (piece.is === 'dip-sample' ? piece.all : []));
  }

  /** @throws ImportProblem, ReadingEnded */
  learning(file: FileSource, who: string): Promise<ListImport<LearningRowRead>> {
    return this.list({ what: 'learning', file }, who, (piece) => (piece.is === 'learning' ? piece.all : []));
  }

  /** @throws ImportProblem, ReadingEnded */
  plan(file: FileSource, who: string): Promise<ListImport<PlanRow>> {
    return this.list({ what: 'plan', file }, who, (piece) => (piece.is === 'plan' ? piece.all : []));
  }

  /** @throws ImportProblem, ReadingEnded */
  risks(file: FileSource, who: string): Promise<ListImport<RiskRow>> {
    return this.list({ what: 'risks', file }, who, (piece) => (piece.is === 'risks' ? piece.all : []));
  }

  private async list<Item>(
    order: ReadingOrder,
    who: string,
    itemsIn: (piece: Piece) => readonly Listed<Item>[],
  ): Promise<ListImport<Item>> {
    const items: Listed<Item>[] = [];
    const rejected: Rejection[] = [];
    const warnings: ImportWarning[] = [];
    let rows: RowCounts = { read: 0, accepted: 0, rejected: 0 };
    for await (const piece of this.source.pieces(order, who)) {
      items.push(...itemsIn(piece));
      if (piece.is === 'counted') rows = piece.rows;
      if (piece.is === 'rejected') rejected.push(...piece.all);
      if (piece.is === 'warnings') warnings.push(...piece.all);
    }
    return { rows, items, rejected, warnings };
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

async function* entriesIn(pieces: AsyncGenerator<Piece, void>): AsyncGenerator<readonly CaseloadEntry[]> {
  for (;;) {
    const { value: piece } = await pieces.next();
    if (piece?.is !== 'entries') return;
    yield piece.all;
    if (piece.last) return;
  }
}
