import type { ReportShown } from './report.js';

/** A whole report as JSON for people to read too, and a line break at its end. */
export const formatJson = (report: ReportShown): string => `${JSON.stringify(report, null, 2)}\n`;
