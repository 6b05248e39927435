import { humanised, parseRoundPeriod, periodsBetween, type Expectation, type PeriodLength } from '#domain';
import type { ReportNote, ReportRow, ReportShown } from './report.js';
import { shareOf } from './tallied-rows.js';

/** Why nothing is expected of somebody in a period. `round`: they audit in a round that takes the place of the one expected. */
export type Exempt = 'away' | 'round' | 'excused';

/** What is expected of somebody in a period, and what came of it. */
export interface PersonExpected {
  readonly personId: string;
  /** What they are called; their id where the name has been erased. */
  readonly name: string;
  readonly group: string;
  readonly exempt: Exempt | null;
  /** Audits they were given, those of them that are graded, and those graded late or still to be graded though late. */
  readonly allocated: number;
  readonly done: number;
  readonly late: number;
}

/** An expectation in one of its periods. */
export interface ExpectedCounted extends Pick<Expectation, 'key' | 'label' | 'every'> {
  /** `2026-04`, `2026-27-Q1`, `2026-27-H1` or `2026-27` */
  readonly period: string;
  /** Of each person. */
  readonly audits: number;
  readonly people: readonly PersonExpected[];
}

interface Asked extends Omit<ReportShown, 'report' | 'rows' | 'notes'> {
  readonly by: PeriodLength | null;
}

/**
 * What is expected of auditors, and what came of it: by expectation, by group of auditors where there are several, by
 * person. An expectation counts in a period of the report that holds all of its own. No figure of it leaves the QA team.
 */
export function expectedReport(asked: Asked, counted: readonly ExpectedCounted[]): ReportShown {
  const periods = periodsBetween(asked.from, asked.to, asked.by ?? 'total');
  const keys = [...new Map(counted.map(({ key, label }) => [key, label]))];
  const rows = periods.flatMap(({ key: period, from, to }) =>
    keys.flatMap(([key, label]) => {
      const own = counted.filter((one) => one.key === key && isWithin(one, { from, to }));
      return own.length === 0 ? [] : rowsOf(period, key, label, own);
    }),
  );
  return { ...asked, report: 'expected', rows, notes: counted.length === 0 ? [] : [UP_TO] };
}

const UP_TO: ReportNote = {
  code: 'expected_up_to',
  text: 'Allocated and done count up to what is expected of each person, so that what one does beyond it makes up for nobody else. An expectation counts where the whole of its period lies in the period asked for.',
};

function isWithin({ every, period }: ExpectedCounted, { from, to }: { readonly from: string; readonly to: string }) {
  const own = parseRoundPeriod(every, period);
  return own !== null && from <= own.from && own.to <= to;
}

/** Somebody in one period, with what is expected of them in it. */
type Expected = PersonExpected & { readonly audits: number };

function rowsOf(period: string, key: string, label: string, counted: readonly ExpectedCounted[]): readonly ReportRow[] {
  const all = counted.flatMap(({ audits, people }) => people.map((person) => ({ ...person, audits })));
  const row = (series: string, name: string, words: string, n: number, of: number): ReportRow => ({
    ...{ period, series, key: name, label: words },
    ...shareOf(n, of),
  });
  const about = (series: string, of: string, people: readonly Expected[]): readonly ReportRow[] => {
    const { asked, expected, upTo } = countedOf(people);
    return [
      row(series, 'allocated', `${of}: audits allocated, of those expected`, upTo('allocated'), expected),
      row(series, 'done', `${of}: audits done, of those expected`, upTo('done'), expected),
      row(series, 'late', `${of}: audits late, of those expected`, upTo('late'), expected),
      row(series, 'exempt', `${of}: exempt, of all`, people.length - asked, people.length),
    ];
  };
  const groups = [...new Set(all.map(({ group }) => group))].sort((one, other) => one.localeCompare(other, 'en'));
  const people = [...new Map(all.map(({ personId, name }) => [personId, name]))].sort(([, one], [, other]) =>
    one.localeCompare(other, 'en'),
  );
  return [
    ...about(`expected:${key}`, label, all),
    ...(groups.length < 2
      ? []
      : groups.flatMap((group) =>
          about(
            `expected_by_group:${key}:${group}`,
            `${label}, ${humanised(group)}`,
            all.filter((person) => person.group === group),
          ),
        )),
    ...people.map(([personId, name]) => {
      const { expected, upTo } = countedOf(all.filter((person) => person.personId === personId));
      return row(`expected_by_person:${key}`, personId, `${name}, ${label}`, upTo('done'), expected);
    }),
  ];
}

/** How much is expected of those who are not exempt, and how much of it came, up to what is expected of each. */
function countedOf(people: readonly Expected[]) {
  const asked = people.filter(({ exempt }) => exempt === null);
  return {
    asked: asked.length,
    expected: sum(asked, ({ audits }) => audits),
    upTo: (what: 'allocated' | 'done' | 'late') => sum(asked, (person) => Math.min(person[what], person.audits)),
  };
}

const sum = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((total, item) => total + of(item), 0);
