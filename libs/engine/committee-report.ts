import { currentSettings, londonDateOf, type PeriodLength } from '#domain';
import { committeeDocument, type CommitteeDocument, type CommitteePart, type CoverSheet } from '#committee';
import type { Report } from '#reporting';
import type { Engine } from './engine.js';
import { runReport, type NoFigures } from './run-report.js';

export interface CommitteeOrder {
  readonly cover: CoverSheet;
  /** In the order they stand in. */
  readonly parts: readonly CommitteePart[];
  /** First and last day, counted. */
  readonly from: string;
  readonly to: string;
  readonly by: PeriodLength;
  /** The last day of a month; null for what is known now. */
  readonly asAt: string | null;
  readonly waitMs: number;
}

/**
 * A report to a committee, whoever makes it: what it prints is public, so that small numbers are withheld in it always.
 * @throws UnknownName, ViewsBehind, StoreUnavailable
 */
export async function committeeReport(
  engine: Engine,
  { cover, parts, from, to, by, asAt, waitMs }: CommitteeOrder,
): Promise<CommitteeDocument | NoFigures> {
  const reports: Report[] = [];
  for (const report of parts) {
    const request = { report, from, to, by, asAt, filters: {} };
    const made = await runReport(engine, { ...request, withSmallNumbers: false, waitMs });
    if ('sentence' in made) return made;
    reports.push(made);
  }
  const settings = currentSettings((await engine.references.load()).published);
  return committeeDocument({
    council: settings?.council ?? '',
    cover,
    reports,
    by,
    settings,
    asAt: `${asAt ?? londonDateOf(engine.clock())}T00:00:00.000Z`,
    checkpoint: await engine.checkpoint(),
  });
}
