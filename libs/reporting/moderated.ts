import type { Period } from '#domain';
import type { ModeratedAudits } from '#facts';
import type { ReportRow } from './report.js';
import { shareOf } from './tallied-rows.js';

/** How many of the graded audits that are final were moderated. */
export function moderatedRows(
  { key: period }: Period,
  index: number,
  moderated: readonly ModeratedAudits[],
): ReportRow[] {
  const { yes, no } = moderated[index] ?? { yes: 0, no: 0 };
  return [
    { period, series: 'moderated', key: 'yes', label: 'Moderated', ...shareOf(yes, yes + no) },
    { period, series: 'moderated', key: 'no', label: 'Not moderated', ...shareOf(no, yes + no) },
  ];
}
