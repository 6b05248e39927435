import type { PeriodLength } from '../periods/period.js';

/** The reports there are. */
export const REPORTS = ['judgements', 'standards', 'themes', 'activity', 'moderation'] as const;
export type ReportName = (typeof REPORTS)[number];

export const EXPORT_FORMATS = ['csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What somebody wants in a file. */
export interface ExportOrder {
  readonly report: ReportName;
  /** The first and the last day, both counted. */
  readonly from: string;
  readonly to: string;
  readonly by: PeriodLength | null;
  /** As it was known at the end of a day, or, which makes the file the same whenever it is made, at the instant it was asked for. */
  readonly asAt: string;
  readonly service: string | null;
  readonly team: string | null;
  readonly activity: string | null;
  readonly format: ExportFormat;
}

/** Stream `export-<id>`: who asked for which figures in a file, and that it was made. */
export type ExportEvent =
  | {
      type: 'export-requested';
      data: {
        exportId: string;
        requestedBy: string;
        order: ExportOrder;
        /** False for whoever is not of the QA team: small numbers are withheld. */
        withSmallNumbers: boolean;
      };
    }
  | { type: 'export-made'; data: { exportId: string; bytes: number; /** SHA-256, hex. */ digest: string } };

export type ExportCommand =
  | {
      type: 'RequestExport';
      exportId: string;
      order: Omit<ExportOrder, 'asAt'> & { readonly asAt: string | null };
      withSmallNumbers: boolean;
    }
  | { type: 'RecordExportMade'; exportId: string; bytes: number; digest: string };
