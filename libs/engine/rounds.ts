import { ROUNDS_STREAM, roundsFold } from '#application';
import {
  drawDueOn,
  drawOwnership,
  drawsBetween,
  drawsOwed,
  londonDateOf,
  parsePeriod,
  parseRoundPeriod,
  periodOf,
  responsibilitiesOf,
  roundDrawId,
  roundPeriodLabel,
} from '#domain';
import type { OwedDraw, Ownership, PlannedDraw, Round, RoundDraw, RoundDraws } from '#domain';
import { listSampleAudits, listSamples } from '#projections';
import type { SampleRow, ViewReader } from '#projections';
import type { Engine } from './engine.js';

type RoundsEngine = Pick<Engine, 'memories' | 'references' | 'ledger' | 'clock'>;

/** How it stands with one draw of a round. `to-come`: not owed yet; `not-asked`: from before the settings asked for it. */
export type DrawStanding = 'to-come' | 'owed' | 'excused' | 'made' | 'not-asked';

export interface DrawOfRound {
  readonly id: string;
  readonly round: string;
  readonly period: string;
  /** `April 2026` */
  readonly label: string;
  /** When it is owed; null where it was drawn and the settings no longer say when it would have been. */
  readonly due: string | null;
  readonly standing: DrawStanding;
  /** Why it is excused; null where it is not, or its words were erased. */
  readonly reason: string | null;
  readonly samples: readonly SampleOfRound[];
}

export interface SampleOfRound {
  readonly sampleId: string;
  readonly standing: SampleRow['standing'];
  readonly selected: number;
  /** Audits that its cases became, reserves among them. */
  readonly issued: number;
  /** Of these, carried out. */
  readonly done: number;
}

/** A round in a financial year. What was drawn and never issued counts for the draw alone. */
export interface RoundInYear extends Pick<Round, 'key' | 'label' | 'every' | 'theme' | 'targetPerYear' | 'replaces'> {
  /** Key of the audit type; null where the settings no longer have the round. */
  readonly activity: string | null;
  readonly draws: readonly DrawOfRound[];
  /** Draws that were or are to be owed, without the excused. */
  readonly planned: number;
  readonly drawn: number;
  readonly issued: number;
  readonly done: number;
}

/** The draws of rounds as they stand. */
async function roundDrawsNow({ memories }: Pick<Engine, 'memories'>): Promise<RoundDraws> {
  return (await memories.of(roundsFold).load(ROUNDS_STREAM)).state;
}

/** A draw that is owed, and by whom today. */
export interface DrawToMake extends Ownership {
  readonly draw: Pick<DrawOfRound, 'id' | 'round' | 'period' | 'label'> & { readonly due: string };
  /** What the round is called. */
  readonly roundLabel: string;
}

/** Every draw that is owed, the longest first. */
export async function drawsToMake(engine: RoundsEngine): Promise<readonly DrawToMake[]> {
  const owed = drawsOwed(await roundDrawsNow(engine));
  if (owed.length === 0) return [];
  const { directory, settings } = await engine.references.load();
  const today = londonDateOf(engine.clock());
  const ownership = drawOwnership({ directory, today, responsibilities: responsibilitiesOf(settings) });
  return owed.map(({ id, round, period, due }: OwedDraw) => {
    const known = settings?.rounds?.find(({ key }) => key === round);
    const label = known === undefined ? period : roundPeriodLabel(known.every, period);
    return { draw: { id, round, period, label, due }, roundLabel: known?.label ?? round, ...ownership };
  });
}

/** The rounds of a financial year, in the order of the settings; those that were drawn and are no longer there at the end. */
export async function roundsInYear(
  engine: RoundsEngine,
  year: string,
  { samples, board }: { readonly samples: ViewReader; readonly board: ViewReader },
): Promise<readonly RoundInYear[]> {
  const { settings, calendar } = await engine.references.load();
  const span = parsePeriod(year, 'year') ?? periodOf(londonDateOf(engine.clock()), 'year');
  const known = await roundDrawsNow(engine);
  const today = londonDateOf(engine.clock());
  const planned = settings === null ? [] : drawsBetween(settings, span.from, span.to);
  const rows = listSamples(samples).filter(({ draw }) => draw.round !== undefined);
  const samplesOf = (id: string): readonly SampleOfRound[] =>
    rows
      .filter(({ draw }) => draw.round !== undefined && roundDrawId(draw.round.key, draw.round.period) === id)
      .map((sample) => ({
        sampleId: sample.sampleId,
        standing: sample.standing,
        selected: sample.counts.selected,
        issued: sample.counts.issued,
        done: listSampleAudits(board, sample.sampleId).filter(({ auditedOn }) => auditedOn !== null).length,
      }));
  const shown = async (
    id: string,
    { round, period, every, due }: Pick<DrawOfRound, 'round' | 'period' | 'due'> & { every: Round['every'] | null },
  ): Promise<DrawOfRound> => {
    const draw = known.get(id);
    const made = samplesOf(id);
    return {
      id,
      round,
      period,
      label: every === null ? period : roundPeriodLabel(every, period),
      due: draw?.due ?? due,
      standing: made.length > 0 ? 'made' : standingOf(draw, due, today),
      reason: draw?.standing === 'excused' ? await textOf(engine, draw) : null,
      samples: made,
    };
  };
  const inYear = await Promise.all(
    (settings?.rounds ?? []).map(async (round) => {
      const { key, label, activity, every, theme, targetPerYear, replaces } = round;
      const asked = planned.filter((each: PlannedDraw) => each.round.key === key);
      const draws = asked.map((each) =>
        shown(roundDrawId(key, each.period.key), {
          round: key,
          period: each.period.key,
          every,
          due: drawDueOn(each, calendar),
        }),
      );
      const others = [...known.values()].filter(
        (each) =>
          each.round === key &&
          each.standing !== 'dropped' &&
          isIn(parseRoundPeriod(every, each.period), span) &&
          !asked.some(({ period }) => period.key === each.period),
      );
      const former = others.map(({ id, period, due }) => shown(id, { round: key, period, every, due }));
      const all = await Promise.all([...draws, ...former]);
      return counted({ key, label, activity, every, theme, targetPerYear, replaces, draws: all });
    }),
  );
  const gone = new Map<string, string[]>();
  for (const { draw } of rows) {
    const { key, period } = draw.round ?? { key: '', period: '' };
    if (settings?.rounds?.some((round) => round.key === key) === true) continue;
    const sample = rows.find((each) => each.draw.round?.key === key && each.draw.round.period === period);
    if (sample === undefined || !isIn(parsePeriod(sample.period, 'month'), span)) continue;
    gone.set(key, [...new Set([...(gone.get(key) ?? []), period])]);
  }
  const former = await Promise.all(
    [...gone].map(async ([key, periods]) => {
      const draws = await Promise.all(
        periods.map((period) => shown(roundDrawId(key, period), { round: key, period, every: null, due: null })),
      );
      const nothing = { every: 'month', theme: null, targetPerYear: null, replaces: null } as const;
      return counted({ key, label: key, activity: null, ...nothing, draws });
    }),
  );
  return [...inYear, ...former];
}

const isIn = (
  period: { readonly from: string } | null,
  span: { readonly from: string; readonly to: string },
): boolean => period !== null && span.from <= period.from && period.from <= span.to;

function standingOf(draw: RoundDraw | undefined, due: string | null, today: string): DrawStanding {
  const isStanding = draw !== undefined && draw.standing !== 'dropped';
  if (isStanding && !(draw.standing === 'owed' && draw.due === null)) return draw.standing;
  return due !== null && due > today ? 'to-come' : 'not-asked';
}

async function textOf({ ledger }: Pick<Engine, 'ledger'>, { reason }: RoundDraw): Promise<string | null> {
  if (reason === null) return null;
  const opened = await ledger.openAll({ reason });
  return typeof opened.reason === 'string' ? opened.reason : null;
}

function counted(round: Omit<RoundInYear, 'planned' | 'drawn' | 'issued' | 'done'>): RoundInYear {
  const issued = round.draws.flatMap(({ samples }) => samples).filter(({ standing }) => standing !== 'drawn');
  const sum = (count: (sample: SampleOfRound) => number): number =>
    issued.reduce((total, sample) => total + count(sample), 0);
  return {
    ...round,
    planned: round.draws.filter(({ standing }) => standing !== 'not-asked' && standing !== 'excused').length,
    drawn: round.draws.filter(({ standing }) => standing === 'made').length,
    issued: sum((sample) => sample.issued),
    done: sum(({ done }) => done),
  };
}
