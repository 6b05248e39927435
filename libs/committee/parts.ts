import { REPORTS } from '#domain';
import type { ReportName } from '#domain';

/** The parts a report to a committee may have: each a report, in the order they stand in. */
export const PARTS: readonly ReportName[] = REPORTS;
export type CommitteePart = ReportName;
