import { EXPECTED_STREAM, expectedFold } from '#application';
import { addMonths, londonDateOf, parseRoundPeriod } from '#domain';
import type { ExpectedInPeriod, Round, RoundPeriod } from '#domain';
import { allottedAudits, programmeAsAt, roundSamples } from '#facts';
import type { AllottedAudit } from '#facts';
import type { ViewReader } from '#projections';
import { expectedReport } from '#reporting';
import type { Exempt, ExpectedCounted, PersonExpected, ReportRequest, ReportShown } from '#reporting';
import { momentAsked } from './audit-reading.js';
import type { Engine } from './engine.js';
import { namesIn } from './names-shown.js';

interface ExpectedOrder extends Omit<ReportRequest, 'report' | 'scale'> {
  /** How long to wait for the facts to hold everything recorded so far, in milliseconds. */
  readonly waitMs: number;
}

/** An expectation in one of its periods, with the id that commands go to. */
export interface ExpectedShown extends ExpectedCounted {
  readonly id: string;
}

/**
 * How many audits are expected of whom in a stretch, as known at a moment, and what came of it. Of single people: not for
 * whoever does not see small numbers. @throws ViewsBehind, StoreUnavailable, KeysUnavailable
 */
export async function reportExpected(engine: Engine, { waitMs, ...asked }: ExpectedOrder): Promise<ReportShown> {
  const facts = await engine.readModels.upToNow('report-facts', waitMs);
  return expectedReport(asked, await expectedInStretch(engine, facts, asked));
}

/** Every expectation in each of its periods that touches a stretch, the oldest first. */
export async function expectedInStretch(
  engine: Engine,
  facts: ViewReader,
  { from, to, asAt }: Pick<ReportRequest, 'from' | 'to' | 'asAt'>,
): Promise<readonly ExpectedShown[]> {
  const moment = momentAsked(asAt, engine.clock());
  const known = await expectedKnown(engine, asAt === null ? null : moment);
  const asked = [...known.values()].flatMap((one) => {
    const period = parseRoundPeriod(one.every, one.period);
    return period === null || period.to < from || to < period.from || one.of.length === 0 ? [] : [{ one, period }];
  });
  const [first, last] = [
    asked.map(({ period }) => period.from).sort()[0],
    asked
      .map(({ period }) => period.to)
      .sort()
      .at(-1),
  ];
  if (first === undefined || last === undefined) return [];
  const names = await namesIn(
    engine,
    asked.flatMap(({ one }) => one.of.map(({ personId }) => personId)),
  );
  // A round's audits may be given before its period, and after it.
  const stretch = { key: 'total', length: 'total', from: addMonths(first, -YEAR), to: addMonths(last, YEAR) } as const;
  const counted = countIn(facts, {
    audits: allottedAudits(facts.db, { stretch, asAt, today: londonDateOf(moment) }),
    asAt,
  });
  return asked
    .map(({ one, period }) => ({
      ...{
        id: one.id,
        key: one.expectation,
        label: one.label,
        every: one.every,
        period: one.period,
        audits: one.audits,
      },
      people: one.of.map(({ personId, group, isAway }): PersonExpected => {
        const { isFreed, ...figures } = counted(personId, one, period);
        return {
          ...{ personId, name: names[personId] ?? personId, group },
          exempt: exemptBy(one.excused.has(personId), isAway, isFreed),
          ...figures,
        };
      }),
    }))
    .sort((left, right) => left.period.localeCompare(right.period, 'en'));
}

const YEAR = 12;

const exemptBy = (isExcused: boolean, isAway: boolean, isFreed: boolean): Exempt | null =>
  isExcused ? 'excused' : isAway ? 'away' : isFreed ? 'round' : null;

/** What was known of the stream at an instant; null for now. */
async function expectedKnown({ ledger, memories }: Engine, moment: string | null) {
  if (moment === null) return (await memories.of(expectedFold).load(EXPECTED_STREAM)).state;
  const { events } = await ledger.load(EXPECTED_STREAM);
  return expectedFold.after(
    expectedFold.initial,
    events.filter(({ metadata }) => metadata.recordedAt <= moment),
  );
}

interface Figures extends Pick<PersonExpected, 'allocated' | 'done' | 'late'> {
  readonly isFreed: boolean;
}

/**
 * What somebody was given of an expectation in a period. Audits of a round count in the period of their sample, any others
 * by the day on which they were given. Whoever has an audit of a round that takes the place of the one expected, in a period
 * that shares days with this one, is free of it.
 */
function countIn(
  { db }: ViewReader,
  { audits, asAt }: { readonly audits: readonly AllottedAudit[]; readonly asAt: string | null },
): (personId: string, expected: Pick<ExpectedInPeriod, 'round'>, period: RoundPeriod) => Figures {
  const { rounds = [] } = programmeAsAt(db, asAt);
  const samples = new Map(roundSamples(db, asAt).map((sample) => [sample.sampleId, sample]));
  const drawnFor = ({ sampleId }: AllottedAudit): { readonly round: string; readonly period: RoundPeriod } | null => {
    const sample = sampleId === null ? undefined : samples.get(sampleId);
    const every = rounds.find(({ key }) => key === sample?.round)?.every;
    const period = sample === undefined || every === undefined ? null : parseRoundPeriod(every, sample.roundPeriod);
    return sample === undefined || period === null ? null : { round: sample.round, period };
  };
  const byPerson = new Map<string, { readonly audit: AllottedAudit; readonly drawn: ReturnType<typeof drawnFor> }[]>();
  for (const audit of audits) {
    const given = { audit, drawn: drawnFor(audit) };
    const theirs = byPerson.get(audit.auditorId);
    if (theirs === undefined) byPerson.set(audit.auditorId, [given]);
    else theirs.push(given);
  }
  return (personId, { round }, period) => {
    const theirs = byPerson.get(personId) ?? [];
    const isOf = ({ audit, drawn }: (typeof theirs)[number]): boolean =>
      round === null
        ? period.from <= audit.allocatedOn && audit.allocatedOn <= period.to
        : drawn?.round === round && period.from <= drawn.period.from && drawn.period.to <= period.to;
    const own = theirs.filter(isOf).map(({ audit }) => audit);
    return {
      allocated: own.length,
      done: own.filter(({ isDone }) => isDone).length,
      late: own.filter(({ isLate }) => isLate).length,
      isFreed:
        round !== null &&
        theirs.some(
          ({ drawn }) =>
            drawn !== null &&
            replaces(drawn.round, round, rounds) &&
            drawn.period.from <= period.to &&
            period.from <= drawn.period.to,
        ),
    };
  };
}

/** Whether a round takes the place of another, itself or by way of others. The settings hold no loop. */
function replaces(round: string, other: string, rounds: readonly Pick<Round, 'key' | 'replaces'>[]): boolean {
  const next = rounds.find(({ key }) => key === round)?.replaces ?? null;
  return next !== null && (next === other || replaces(next, other, rounds));
}
