import type { Timed } from './timed.js';

const MOST_MS = 50;
const MOST_KIB = 60;

interface Measured {
  readonly audits: number;
  readonly events: number;
  /** Of a page with fifty rows. */
  readonly renderingMs: number;
}

/** The slowest first, so that what is to be mended stands on top. */
export function asTable(timed: readonly Timed[], { audits, events, renderingMs }: Measured): string {
  const rows = [...timed].sort((left, right) => right.p95 - left.p95);
  const above = rows.filter(({ p95 }) => p95 > MOST_MS).length;
  const heavy = rows.filter(({ sent }) => sent > MOST_KIB).length;
  return [
    `${rows.length} pages, ${events.toLocaleString('en-GB')} events, ${audits.toLocaleString('en-GB')} audits and those of the demonstration; ${above} above ${MOST_MS} ms at p95, ${heavy} above ${MOST_KIB} KiB as sent with all they load. A page with 50 rows renders in ${renderingMs.toFixed(1)} ms.`,
    '',
    '| page | role | processor ms | median ms | p95 ms | KiB | KiB sent, all in |',
    '| ---- | ---- | -----------: | --------: | -----: | --: | ---------------: |',
    ...rows.map(
      ({ page, role, cpu, median, p95, kib, sent }) =>
        `| \`${page}\` | ${role.replace('_', ' ')} | ${cpu.toFixed(0)} | ${median.toFixed(1)} | ${p95.toFixed(1)} | ${kib.toFixed(0)} | ${sent.toFixed(0)} |`,
    ),
  ].join('\n');
}
