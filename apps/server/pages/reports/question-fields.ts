import { periodName } from '#domain';
import type { PeopleDirectory, ProgrammeSettings } from '#domain';
import { any, asWritten } from '../lists/choices.js';
import { plainDate } from '../words/dates.js';
import { listed } from '../words/humanised.js';
import type { QuestionField } from './report-page.js';
import { monthsUpTo } from '../words/months.js';
import { monthEndsBefore, type ReportQuestion } from './report-question.js';

/** Months that can be chosen: four years of them. */
const MONTHS = 48;
/** Ends of months as at which can be asked. */
const MOMENTS = 24;

const LENGTHS = { month: 'Month', quarter: 'Quarter', year: 'Financial year' } as const;

type Settings = Pick<ProgrammeSettings, 'auditTypes' | 'scales'> | null;

/** What a report does not ask: the tracker is no figures by period, expected audits are of auditors and not of audits. */
const NOT_ASKED: Readonly<Record<string, readonly string[]>> = {
  inadequate: ['by'],
  expected: ['service', 'team', 'activity'],
};

/** What may be chosen on a report's page, and what is. @param name of the report @param today London date */
export function questionFields(
  name: string,
  { from, to, by, service, team, activity, asAt, combine }: ReportQuestion,
  today: string,
  settings: Settings,
  directory: Pick<PeopleDirectory, 'teams'>,
): readonly QuestionField[] {
  const teams = [...directory.teams()];
  const months = (chosen: string) =>
    [...new Set([chosen, ...monthsUpTo(today, MONTHS)])]
      .sort()
      .reverse()
      .map((month) => ({ value: month, text: periodName(month) }));
  const named = (values: readonly string[]) => asWritten([...new Set(values)].sort());
  const all: readonly QuestionField[] = [
    { name: 'from', label: 'From', value: from, items: months(from) },
    { name: 'to', label: 'To', value: to, items: months(to) },
    {
      name: 'by',
      label: 'By',
      value: by,
      items: Object.entries(LENGTHS).map(([value, text]) => ({ value, text })),
    },
    {
      name: 'service',
      label: 'Service',
      value: service,
      items: [any('All services'), ...named(teams.flatMap((each) => each.service ?? []))],
    },
    { name: 'team', label: 'Team', value: team, items: [any('All teams'), ...named(teams.map(({ name }) => name))] },
    {
      name: 'activity',
      label: 'Type of audit',
      value: activity,
      items: [any('All types'), ...(settings?.auditTypes ?? []).map(({ key, label }) => ({ value: key, text: label }))],
    },
    {
      name: 'asAt',
      label: 'As it was known',
      value: asAt,
      items: [any('Now'), ...monthEndsBefore(today, MOMENTS).map((day) => ({ value: day, text: plainDate(day) }))],
    },
    ...(name === 'judgements'
      ? [{ name: 'combine', label: 'Grades as one', value: combine, items: gradesAsOne(combine, settings) }]
      : []),
  ];
  return all.filter((field) => NOT_ASKED[name]?.includes(field.name) !== true);
}

/** Neighbours of the main scale, and whatever else was asked for by address. */
function gradesAsOne(asked: string, settings: Settings) {
  const grades = settings?.scales[0]?.grades ?? [];
  const pairs = grades.slice(1).flatMap((grade, place) => {
    const better = grades[place];
    return better === undefined
      ? []
      : [{ value: `${grade.key}+${better.key}`, text: `${grade.label} or ${better.label}` }];
  });
  const isOffered = asked === '' || pairs.some(({ value }) => value === asked);
  return [any('None'), ...pairs, ...(isOffered ? [] : [{ value: asked, text: asked }])];
}

/** What a report is of: `By quarter, July 2025 to June 2026. Service: Safeguarding.` */
export function askedInWords(
  { from, to, by, service, team, activity, asAt }: Omit<ReportQuestion, 'by'> & Partial<ReportQuestion>,
  settings: Settings,
): string {
  const type = settings?.auditTypes.find(({ key }) => key === activity)?.label ?? activity;
  const only = [
    ...(service === '' ? [] : [`service ${service}`]),
    ...(team === '' ? [] : [`team ${team}`]),
    ...(activity === '' ? [] : [`audits of the type ${type}`]),
  ];
  return [
    `${by === undefined ? '' : `By ${LENGTHS[by].toLowerCase()}, `}${periodName(from)} to ${periodName(to)}.`,
    ...(only.length === 0 ? [] : [`Only ${listed(only)}.`]),
    ...(asAt === '' ? [] : [`As it was known at the end of ${plainDate(asAt)}.`]),
  ].join(' ');
}
