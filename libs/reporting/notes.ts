import type { Database } from 'better-sqlite3';
import { londonDateOf, periodLabel, periodsBetween, type Concordance } from '#domain';
import { excludedMonths, type Aside, type UnfinishedImport } from '#facts';
import type { ReportNote, ReportRequest } from './report.js';
import type { ReportScales } from './report-scales.js';

type AsideNote = { readonly code: string; readonly count: keyof Aside; readonly text: (audits: string) => string };

/** What a reader is told of audits that are not counted, are counted apart, or are known otherwise by now. */
const asideNotes: readonly AsideNote[] = [
  {
    code: 'not_yet_final',
    count: 'notYetFinal',
    text: (audits) => `${audits} carried out in these dates, graded and not yet final: not counted.`,
  },
  { code: 'pilot', count: 'pilot', text: (audits) => `${audits} made with a pilot tool: not counted.` },
  {
    code: 'directed',
    count: 'directed',
    text: (audits) =>
      `${audits} picked for a theme or at somebody's request: kept apart, in series that end in ":directed".`,
  },
  {
    code: 'corrected',
    count: 'corrected',
    text: (audits) => `${audits} counted here as corrected after the grade was final.`,
  },
];

export function notesOfAsides(asides: readonly Aside[], asAt: string | null): ReportNote[] {
  const notes = asideNotes.flatMap(({ code, count, text }) => {
    const audits = total(asides, count);
    return audits === 0 ? [] : [{ code, text: text(inWords(audits)) }];
  });
  const since = asAt === null ? 0 : total(asides, 'knownOtherwiseSince');
  if (since > 0)
    notes.push({
      code: 'known_otherwise_since',
      text: `${inWords(since)} counted here as known then: recorded otherwise since, by a correction or a later step.`,
    });
  return notes;
}

/** Months without audits, by the settings that were in force in each: what is set today says nothing of earlier years. */
export function notesOfExcludedMonths(db: Database, { from, to, asAt }: ReportRequest): ReportNote[] {
  return excludedMonths(db, asAt, periodsBetween(from, to, 'month')).map((month) => ({
    code: 'excluded_month',
    text: `${month.key}: the programme does no audits in ${periodLabel(month)}.`,
  }));
}

export function notesOfScales(scales: ReportScales): ReportNote[] {
  if (scales.all.length < 2) return [];
  const others = scales.all.filter((scale) => scale !== scales.main).map(({ label }) => `"${label}"`);
  return [
    {
      code: 'several_scales',
      text: `Audits in these dates were graded on more than one scale. Plain series are on the scale "${scales.main.label}"; series of ${others.join(' and ')} end in the scale's key. Grades of different scales are not added together.`,
    },
  ];
}

/** Which grades were counted in another scale than their own, and on whose word. */
export function notesOfConcordances(applied: readonly Concordance[]): ReportNote[] {
  return applied.map(({ from, to, source }) => ({
    code: 'concordance',
    text: `Grades of the scale "${from}" are counted as grades of "${to}" (${source}). A grade of which that says nothing is counted under its own scale.`,
  }));
}

export function notesOfUnfinishedImports(imports: readonly UnfinishedImport[]): ReportNote[] {
  return imports.map(({ importId, startedAt, brought, audits }) => ({
    code: 'unfinished_import',
    text: `An import of earlier audits begun on ${londonDateOf(startedAt)} is unfinished, ${inFigures(brought)} of ${inFigures(audits)}: none of its audits is counted. Import the same file again to finish it, or take it back (${importId}).`,
  }));
}

/** The same outside the QA team: how many audits it has brought is a number of audits, which may be small. */
export function notesOfImportsOutside(imports: readonly UnfinishedImport[]): ReportNote[] {
  return imports.map(({ startedAt }) => ({
    code: 'unfinished_import',
    text: `An import of earlier audits begun on ${londonDateOf(startedAt)} is unfinished: none of its audits is counted.`,
  }));
}

const inFigures = (number: number): string => number.toLocaleString('en-GB');

export const COMPARED_WITH_PERIOD_BEFORE: ReportNote = {
  code: 'compared_with_period_before',
  text: 'Values in percentage points are the change of the rounded percentage since the period before, where that has any audits.',
};

export function inWords(audits: number): string {
  return audits === 1 ? '1 audit' : `${audits} audits`;
}

function total(asides: readonly Aside[], count: keyof Aside): number {
  return asides.reduce((sum, aside) => sum + aside[count], 0);
}
