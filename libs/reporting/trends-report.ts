import type { Database } from 'better-sqlite3';
import { programmeAsAt, tallyPractitioners } from '#facts';
import type { Report, ReportNote, ReportRequest, ReportRow, ReportShown } from './report.js';
import { reportPeriods } from './report-periods.js';
import { reportScales } from './report-scales.js';
import { shareOf } from './tallied-rows.js';

/** Whoever's cases were audited, and what they are called; their id where the name has been erased. */
export type PractitionerNames = Readonly<Record<string, string | null>>;

/**
 * How judgements and standards went on, period by period: rows of those two reports as whoever asks is shown them, one after the
 * other, and nothing else: so nothing follows from them that does not from those. Practitioners are added for the QA team alone.
 */
export function trendsOf(judgements: Report, standards: Report, practitioners: readonly ReportRow[]): ReportShown {
  const isTold = ({ series }: ReportRow): boolean => /^(?:overall|domain|standard)(?::|$)/.test(series);
  const notes = [...judgements.notes, ...standards.notes];
  const { report: _, rows, ...asked } = judgements;
  return {
    ...asked,
    report: 'trends',
    rows: [...rows.filter(isTold), ...standards.rows.filter(isTold), ...practitioners],
    notes: [
      ...notes.filter(
        ({ code, text }, place) => notes.findIndex((one) => one.code === code && one.text === text) === place,
      ),
      ...(practitioners.length === 0 ? [] : [OF_PRACTITIONERS]),
    ],
  };
}

const OF_PRACTITIONERS: ReportNote = {
  code: 'practitioners',
  text: 'By practitioner: final overall grades of audits of the cases that each holds, without directed picks. Few audits say little of anybody: look at what was found, and not at the share.',
};

/** Final overall grades by who holds the case, and whose they are. Of small numbers: for the QA team alone. */
export function countPractitioners(db: Database, request: ReportRequest) {
  const { periods, selection } = reportPeriods(request);
  const tallies = tallyPractitioners(db, selection);
  const ids = [...new Set(tallies.map(({ practitionerId }) => practitionerId))];
  const scales = reportScales(programmeAsAt(db, request.asAt).scales, tallies);
  /** @param names sorted by them */
  const rowsFor = (names: PractitionerNames): readonly ReportRow[] => {
    const people = ids
      .map((id) => ({ id, name: names[id] ?? id }))
      .sort((one, other) => one.name.localeCompare(other.name, 'en-GB'));
    return periods.flatMap(({ key: period }, index) =>
      scales.all.flatMap(({ key: scale, grades }) =>
        grades.flatMap((grade) =>
          people.flatMap(({ id, name }): ReportRow[] => {
            const own = tallies.filter((one) => one.practitionerId === id && one.scale === scale);
            if (own.length === 0) return [];
            const now = own.filter((one) => one.period === index);
            const sum = (some: typeof own): number => some.reduce((total, { count }) => total + count, 0);
            const named = sum(now.filter(({ key }) => key === grade.key));
            return [
              {
                period,
                series: scales.seriesName(`by_practitioner:${grade.key}`, scale),
                key: id,
                label: name,
                ...shareOf(named, sum(now)),
              },
            ];
          }),
        ),
      ),
    );
  };
  return { ids, rowsFor };
}
