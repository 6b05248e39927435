import type { Period } from '#domain';
import type { Count } from '#projections';
import type { ReportRow } from './report.js';
import { shareOf } from './tallied-rows.js';

/** How many of the graded audits that are final were moderated. */
export function moderatedRows({ key: period }: Period, index: number, byModerated: readonly Count[]): ReportRow[] {
  const counted = byModerated.filter((row) => row.period === index);
  const countOf = (answer: string): number => counted.find(({ key }) => key === answer)?.count ?? 0;
  const [yes, no] = [countOf('yes'), countOf('no')];
  return [
    { period, series: 'moderated', key: 'yes', label: 'Moderated', ...shareOf(yes, yes + no) },
    { period, series: 'moderated', key: 'no', label: 'Not moderated', ...shareOf(no, yes + no) },
  ];
}
