import type { Measure, MeasureReading, PrintedFigure } from '#domain';
import type { AnnexAOptions } from '../annex-a/read-annex-a.js';
import type { CaseloadImport } from '../caseload/caseload-import.js';
import type { CaseloadCsvOptions } from '../caseload-csv/read-caseload-csv.js';
import type { ImportWarning, Rejection, RowCounts } from '../findings.js';
import type { HistoricOptions, HistoricRow } from '../historic-audits/read-historic-audits.js';
import type { ImportProblemCode } from '../import-problem.js';
import type { FeedbackRow } from '../lists/read-feedback.js';
import type { DipSampleRow } from '../lists/read-dip-sample.js';
import type { LearningRowRead } from '../lists/read-learning.js';
import type { Listed } from '../lists/read-list.js';
import type { PlanRow } from '../lists/read-plan.js';
import type { RiskRow } from '../lists/read-risks.js';
import type { PeopleImport, PeopleOptions } from '../people/person.js';

/** The path of a file, or what is in it. */
export type FileSource = string | Uint8Array;

/** What each list holds of which every row says one thing. */
export interface Lists {
  readonly published: PrintedFigure;
  readonly measures: Measure;
  readonly readings: MeasureReading;
  readonly feedback: FeedbackRow;
  readonly 'dip-sample': DipSampleRow;
  readonly learning: LearningRowRead;
  readonly plan: PlanRow;
  readonly risks: RiskRow;
}

/** A file to be read. */
export type ReadingOrder =
  | { readonly what: 'annex-a'; readonly file: FileSource; readonly options: AnnexAOptions }
  | { readonly what: 'caseload-csv'; readonly file: FileSource; readonly options: CaseloadCsvOptions }
  | { readonly what: 'people'; readonly file: FileSource; readonly options: PeopleOptions }
  | { readonly what: keyof Lists; readonly file: FileSource }
  | { readonly what: 'historic-audits'; readonly file: string; readonly options: HistoricOptions };

/** A caseload but for the lists in it, which come by themselves; whoever imports one has no use for its themes. */
export type CaseloadSummary = Omit<CaseloadImport, 'entries' | 'rejected' | 'warnings' | 'themes'>;
export type PeopleSummary = Omit<PeopleImport, 'people' | 'rejected' | 'warnings'>;

/** Some of what a file holds: small enough to be taken over without keeping anybody waiting. */
export type Piece =
  | { readonly is: 'entries'; readonly all: CaseloadImport['entries']; readonly last: boolean }
  | { readonly is: 'people'; readonly all: PeopleImport['people'] }
  | { readonly is: 'audits'; readonly all: readonly HistoricRow[] }
  | { [List in keyof Lists]: { readonly is: List; readonly all: readonly Listed<Lists[List]>[] } }[keyof Lists]
  | { readonly is: 'counted'; readonly rows: RowCounts }
  | { readonly is: 'rejected'; readonly all: readonly Rejection[] }
  | { readonly is: 'warnings'; readonly all: readonly ImportWarning[] }
  | { readonly is: 'caseload'; readonly summary: CaseloadSummary }
  | { readonly is: 'directory'; readonly summary: PeopleSummary };

/** What a reading process is told: the file first, then to go on, a piece at a time. */
export type ToReading = { readonly order: ReadingOrder } | 'next';

/** What it answers, one for each `next`. */
export type FromReading =
  | { readonly piece: Piece }
  | 'done'
  | { readonly problem: { readonly code: ImportProblemCode; readonly sentence: string } }
  /** The reader itself failed: the name of the error, never what it says. */
  | { readonly failed: string };
