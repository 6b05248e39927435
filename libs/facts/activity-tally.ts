import type { Database } from 'better-sqlite3';
import { CellCounts } from './cell-counts.js';
import { ANSWERS, cellOfAnswer, type AnswerColumn } from './columns.js';
import { namesByCode } from './dictionary.js';
import { factNamesAsAt } from './fact-names.js';
import { scanFacts, type FactSelection } from './fact-scan.js';
import { ModeratedCounts, type ModeratedAudits } from './moderated-audits.js';
import { PickedFacts } from './picked-facts.js';
import { calendarAsAt, TimedStages, type Timeliness } from './timed-stages.js';

/** How many audits have one property in one period. */
export interface Count<Key = string> {
  /** Index of the period. */
  readonly period: number;
  readonly key: Key;
  readonly count: number;
}

/** Audits carried out: graded or final, pilots and directed picks among them. By audit date. */
export interface DoneTallies {
  /** One for each period. */
  readonly done: readonly number[];
  /** Null where no service, or activity, is recorded. */
  readonly byActivity: readonly Count<string | null>[];
  readonly byService: readonly Count<string | null>[];
  readonly byOrigin: readonly Count[];
  /** One for each period. */
  readonly moderated: readonly ModeratedAudits[];
  /** Those of which it is known, by `held` and `not_held`. */
  readonly byConversation: readonly Count[];
  readonly whyNotHeld: readonly Count<string | null>[];
  readonly timeliness: readonly Timeliness[];
  /** Of all periods, those graded and not yet final, but for pilots. */
  readonly notYetFinal: number;
}

/** Audits selected for a period, by what has become of them. */
export interface SelectedTallies {
  /** `done`, `open`, `exempted`, `withdrawn` or `substituted` */
  readonly byOutcome: readonly Count[];
  readonly whyNotDone: readonly (Count<string | null> & { readonly outcome: string })[];
  /** Audits that a sample's cases became and that were carried out, by sample; null where none is recorded. */
  readonly bySample: readonly Count<string | null>[];
}

const [FINAL, GRADED] = [cellOfAnswer('stage', 'final'), cellOfAnswer('stage', 'graded')];
const SELECTED = cellOfAnswer('stage', 'selected');
const PILOT = cellOfAnswer('pilot', 'yes');
const NOT_HELD = cellOfAnswer('conversation', 'not_held');

export function tallyDone(db: Database, selection: FactSelection): DoneTallies {
  const periods = selection.periods.length;
  const names = namesByCode(db);
  const joined = factNamesAsAt(db, selection.asAt);
  const named = (): CellCounts => new CellCounts(periods, names.size + 1);
  const answered = (column: AnswerColumn): CellCounts => new CellCounts(periods, ANSWERS[column].length + 1);
  const [activities, services, reasons] = [named(), named(), named()];
  const [origins, conversations] = [answered('origin'), answered('conversation')];
  const moderated = new ModeratedCounts(periods);
  const timed = new TimedStages(calendarAsAt(db, selection.asAt));
  const done = new Array<number>(periods).fill(0);
  const carriedOut = new PickedFacts();
  let notYetFinal = 0;

  scanFacts(
    db,
    selection,
    {
      day: 'audited_on',
      columns: [
        ...ModeratedCounts.columns,
        ...TimedStages.columns,
        'pilot',
        'activity',
        'service',
        'origin',
        'conversation',
        'conversation_reason',
      ],
      prefixes: [],
    },
    (facts) => {
      const { picked, cells } = facts;
      const [stage, pilot] = [cells('stage'), cells('pilot')];
      const [conversation, reason] = [cells('conversation'), cells('conversation_reason')];
      carriedOut.clear();
      for (let index = 0; index < picked.count; index += 1) {
        const place = picked.places[index] ?? 0;
        const reached = stage?.[place];
        if (reached !== FINAL && reached !== GRADED) continue;
        const period = picked.groups[index] ?? 0;
        done[period] = (done[period] ?? 0) + 1;
        if (reached === GRADED && pilot?.[place] !== PILOT) notYetFinal += 1;
        carriedOut.pick(place, period);
        if (conversation?.[place] === NOT_HELD) reasons.count(period, reason?.[place] ?? 0);
      }
      moderated.add(facts);
      activities.add(carriedOut, cells('activity'));
      services.add(carriedOut, cells('service'));
      origins.add(carriedOut, cells('origin'));
      conversations.add(carriedOut, conversation);
      timed.add(carriedOut, facts);
    },
  );

  return {
    done,
    byActivity: byJoinedName(activities, joined.namesOf('activity')),
    byService: byJoinedName(services, joined.namesOf('service')),
    byOrigin: byAnswer(origins, 'origin'),
    moderated: moderated.byPeriod,
    byConversation: byAnswer(conversations, 'conversation').filter(({ key }) => key !== NOT_RECORDED),
    whyNotHeld: byName(reasons, names),
    timeliness: timed.result(),
    notYetFinal,
  };
}

export function tallySelected(db: Database, selection: FactSelection): SelectedTallies {
  const names = namesByCode(db);
  const periods = selection.periods.length;
  const stages = new CellCounts(periods, ANSWERS.stage.length + 1);
  const reasons = ANSWERS.stage.map(() => new CellCounts(periods, names.size + 1));
  const samples = new CellCounts(periods, names.size + 1);

  scanFacts(
    db,
    selection,
    { day: 'planned_on', columns: ['stage', 'reason', 'sample'], prefixes: [] },
    ({ picked: { count, places, groups }, cells }) => {
      const [stage, reason, sample] = [cells('stage'), cells('reason'), cells('sample')];
      for (let index = 0; index < count; index += 1) {
        const place = places[index] ?? 0;
        const period = groups[index] ?? 0;
        const became = stage?.[place] ?? 0;
        const isDone = became === FINAL || became === GRADED;
        stages.count(period, isDone ? FINAL : became);
        if (isDone) samples.count(period, sample?.[place] ?? 0);
        else if (became !== SELECTED) reasons[became - 1]?.count(period, reason?.[place] ?? 0);
      }
    },
  );

  return {
    byOutcome: byAnswer(stages, 'stage').map((row) => ({ ...row, key: OUTCOMES[row.key] ?? row.key })),
    whyNotDone: reasons.flatMap((counts, stage) =>
      byName(counts, names).map((row) => ({ ...row, outcome: ANSWERS.stage[stage] ?? '' })),
    ),
    bySample: byName(samples, names),
  };
}

const OUTCOMES: Readonly<Record<string, string>> = { final: 'done', selected: 'open' };

const NOT_RECORDED = 'not_recorded';

function byName(counts: CellCounts, names: ReadonlyMap<number, string>): Count<string | null>[] {
  return [...counts.entries()].map(({ group, number, count }) => ({
    period: group,
    key: names.get(number) ?? null,
    count,
  }));
}

function byJoinedName(counts: CellCounts, names: readonly (string | null)[]): Count<string | null>[] {
  const joined = new Map<string, { period: number; key: string | null; count: number }>();
  for (const { group, number, count } of counts.entries()) {
    const key = names[number] ?? null;
    const cell = JSON.stringify([group, key]);
    const known = joined.get(cell);
    if (known === undefined) joined.set(cell, { period: group, key, count });
    else known.count += count;
  }
  return [...joined.values()];
}

function byAnswer(counts: CellCounts, column: AnswerColumn): Count[] {
  return [...counts.entries()].map(({ group, number, count }) => ({
    period: group,
    key: ANSWERS[column][number - 1] ?? NOT_RECORDED,
    count,
  }));
}
