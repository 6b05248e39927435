import type { Personal } from '../personal.js';

export const CASE_STATUSES = ['child_in_need', 'child_protection', 'looked_after', 'care_leaver'] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];
/** Whether the worker a file names is somebody of the council. */
export const WORKERS_KNOWN = ['matched', 'unmatched', 'missing'] as const;
export type WorkerKnown = (typeof WORKERS_KNOWN)[number];

export type CaseloadSource = 'annex-a' | 'csv';

/** Somebody who works a case beside who holds it, as a care leaver's personal adviser does: matched by `practitionerId`, or a name sealed under `workerOwner`. */
export interface OtherWorker {
  readonly practitionerId: string | null;
  readonly workerOwner: string | null;
  readonly workerName: Personal | null;
}

/** One entry of the frame, in the order of imported ids. Position, stratum and what excludes are clear; identity is sealed. */
export interface FrameEntry {
  /** 0-based, by imported id in code-unit order. */
  readonly position: number;
  readonly subjectId: string;
  readonly importedId: Personal;
  /** False where every membership has ended: a closed case, never drawn. */
  readonly open: boolean;
  /** Null for a closed case, and where the file has no statuses (foster carers, early help). */
  readonly status: CaseStatus | null;
  /** Annex A list numbers (or `csv`) it stands in. */
  readonly lists: readonly string[];
  readonly service: string | null;
  /** As the file writes it; null where missing or #N/A. */
  readonly team: string | null;
  /** `matched`: practitionerId says who. `unmatched`: the display name is kept sealed under `workerOwner`. */
  readonly worker: WorkerKnown;
  readonly practitionerId: string | null;
  readonly workerOwner: string | null;
  readonly workerName: Personal | null;
  /** Same number, same family; null where no link is known. */
  readonly family: number | null;
  /** Left out where the file names nobody else, and by caseloads recorded before others than the holder were kept. */
  readonly otherWorkers?: readonly OtherWorker[];
}

/** Stream `caseload-<id>`. The frame exists once its manifest is appended. */
export type CaseloadEvent =
  | {
      type: 'caseload-started';
      data: { caseloadId: string; asAt: string; source: CaseloadSource; subjectType: string; fileName: Personal };
    }
  | { type: 'caseload-part-recorded'; data: { caseloadId: string; part: number; entries: readonly FrameEntry[] } }
  | {
      type: 'caseload-imported';
      data: {
        caseloadId: string;
        asAt: string;
        subjectType: string;
        parts: number;
        rows: { read: number; accepted: number; rejected: number };
        /** Open entries. */
        size: number;
        closed: number;
        byStatus: Readonly<Record<CaseStatus, number>>;
        salt: string;
        /** Salted Merkle root over the stored entries (sealed identities as they stand), in position order. */
        root: string;
        rejected: readonly { sheet: Personal; row: number; column: Personal; reason: Personal }[];
        warnings: readonly { code: string; text: Personal }[];
      };
    };
