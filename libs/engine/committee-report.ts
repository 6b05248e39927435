import { currentSettings, londonDateOf, periodOf, type PeriodLength } from '#domain';
import { committeeDocument, isListPart } from '#committee';
import type { CommitteeDocument, CommitteePart, CoverSheet, ListPart, PartReport } from '#committee';
import { reportDipSamples } from './dip-samples.js';
import type { Engine } from './engine.js';
import { reportFeedback } from './feedback.js';
import { reportMeasures } from './measures.js';
import { reportPlan, reportRisks } from './registers.js';
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
  const reports: PartReport[] = [];
  const asked = { from, to, by, asAt };
  for (const part of parts) {
    const made = isListPart(part)
      ? await LISTED[part](engine, asked)
      : await runReport(engine, { report: part, ...asked, filters: {}, withSmallNumbers: false, waitMs });
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

type Asked = Pick<CommitteeOrder, 'from' | 'to' | 'by' | 'asAt'>;

/** What was entered, as it stood at the same moment as the figures. Feedback is told by whole quarters at the finest. */
const LISTED: Readonly<Record<ListPart, (engine: Engine, asked: Asked) => Promise<PartReport | NoFigures>>> = {
  measures: (engine, { from, to, asAt }) => reportMeasures(engine, { from, to, asAt, withSmallNumbers: false }),
  feedback: (engine, { from, to, by, asAt }) =>
    reportFeedback(engine, {
      from: periodOf(from, 'quarter').from,
      to: periodOf(to, 'quarter').to,
      by: by === 'month' ? 'quarter' : by,
      asAt,
      withSmallNumbers: false,
    }),
  'dip-samples': (engine, { from, to, asAt }) => reportDipSamples(engine, { from, to, asAt, withSmallNumbers: false }),
  'improvement-plan': (engine, { asAt }) => reportPlan(engine, { asAt }),
  risks: (engine, { asAt }) => reportRisks(engine, { asAt }),
};
