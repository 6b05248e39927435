import { configuredNames, meaningOf, nearestNames, spellingKey } from '#domain';
import type { ProgrammeSettings, TeamFacts } from '#domain';
import { knownNames } from '#facts';
import type { ViewReader } from '#projections';
import type { ReportFilters } from '#reporting';

/** A report was asked for something by a name that nothing in the council has ever had. */
export class UnknownName extends Error {
  constructor(
    readonly filter: keyof ReportFilters,
    readonly nearest: readonly string[],
  ) {
    const offered = nearest.map((name) => `“${name}”`).join(' or ');
    super(`No ${CALLED[filter]} goes by that name.${offered === '' ? '' : ` Did you mean ${offered}?`}`);
    this.name = 'UnknownName';
  }
}

const CALLED: Readonly<Record<keyof ReportFilters, string>> = {
  service: 'service',
  team: 'team',
  activity: 'type of audit',
};

/**
 * Figures of nothing look like figures of a team without audits: a name must be one that the council has configured, or
 * that some audit has had.
 * @throws UnknownName
 */
export function mustBeKnown(
  filters: ReportFilters,
  settings: ProgrammeSettings | null,
  teams: Iterable<TeamFacts>,
  facts: ViewReader,
): void {
  const asked = FILTERS.filter((filter) => filters[filter] !== undefined);
  if (asked.length === 0) return;
  const ofAudits = knownNames(facts.db).map(({ name }) => name);
  const all = [...teams];
  const activity = settings === null ? [] : configuredNames(settings).activity;
  const known: Readonly<Record<keyof ReportFilters, readonly string[]>> = {
    service: all.flatMap(({ service }) => service ?? []),
    team: all.map(({ name }) => name),
    activity: activity.flatMap(({ key, label }) => [key, label]),
  };
  for (const filter of asked) {
    const name = filters[filter] ?? '';
    if (filter === 'activity' && meaningOf(activity)(name).is !== 'unknown') continue;
    const spelling = spellingKey(name);
    if ([...known[filter], ...ofAudits].some((other) => spellingKey(other) === spelling)) continue;
    throw new UnknownName(filter, nearestNames(name, [...known[filter], ...ofAudits]));
  }
}

const FILTERS = ['service', 'team', 'activity'] as const satisfies readonly (keyof ReportFilters)[];
