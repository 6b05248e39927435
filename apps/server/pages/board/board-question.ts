import { STAGES, stageLabels, periodName } from '#domain';
import type { AuditOrigin, PeopleDirectory, ProgrammeSettings, Stage } from '#domain';
import type { BoardFilter } from '#projections';
import { asked, type Asked } from '../lists/asked.js';
import { any, asWritten, teamsById } from '../lists/choices.js';
import type { FilterField } from '../lists/filter.js';

/** What the board can be narrowed by, as its address says it. */
const NAMES = ['stage', 'period', 'activity', 'service', 'team', 'origin', 'late', 'sample', 'person'] as const;
export type BoardQuestion = Readonly<Record<(typeof NAMES)[number], string>>;

const ORIGINS: Readonly<Record<AuditOrigin | 'imported', string>> = {
  sample: 'Drawn in a sample',
  substitute: 'Substitute from the reserves',
  directed: 'Directed pick',
  reaudit: 'Re-audit',
  imported: 'Earlier audit, imported',
};

const isOrigin = (text: string): text is keyof typeof ORIGINS => Object.hasOwn(ORIGINS, text);
const isStage = (text: string): text is Stage => STAGES.some((stage) => stage === text);

export function boardQuestion(query: Asked): BoardQuestion {
  const said = Object.fromEntries(NAMES.map((name) => [name, asked(query, name)])) as Record<
    keyof BoardQuestion,
    string
  >;
  return {
    ...said,
    stage: isStage(said.stage) ? said.stage : '',
    origin: isOrigin(said.origin) ? said.origin : '',
    late: said.late === 'yes' ? 'yes' : '',
  };
}

/** @param today London date */
export function boardFilter(question: BoardQuestion, today: string): BoardFilter {
  const { stage, origin, late, team, sample, person, service, activity, period } = question;
  return {
    stage: isStage(stage) ? stage : undefined,
    origin: isOrigin(origin) ? origin : undefined,
    overdueOn: late === '' ? undefined : today,
    teamId: team || undefined,
    sampleId: sample || undefined,
    personId: person || undefined,
    service: service || undefined,
    activity: activity || undefined,
    period: period || undefined,
  };
}

interface Known {
  readonly settings: Pick<ProgrammeSettings, 'auditTypes'> | null;
  readonly directory: Pick<PeopleDirectory, 'teams'>;
  readonly periods: readonly string[];
  /** What somebody of the question is called; undefined for nobody. */
  readonly personName?: string;
  /** How many audits are in each stage; null where that is not counted. */
  readonly stages: ReadonlyMap<Stage, number> | null;
}

/** What may be chosen, and what is. A sample or a person is chosen elsewhere, and can be taken off here. */
export function boardFields(question: BoardQuestion, known: Known): readonly FilterField[] {
  const teams = [...known.directory.teams()];
  const services = [...new Set(teams.flatMap(({ service }) => service ?? []))].sort();
  const field = (name: keyof BoardQuestion, label: string, items: FilterField['items']): FilterField => ({
    name,
    label,
    value: question[name],
    items,
  });
  const periods = [...new Set([question.period, ...known.periods])]
    .filter((period) => period !== '')
    .sort()
    .reverse();
  return [
    field('stage', 'Stage', [
      any('All stages'),
      ...STAGES.filter((stage) => stage !== 'unselected').map((stage) => ({
        value: stage,
        text: known.stages === null ? stageLabels[stage] : `${stageLabels[stage]} (${known.stages.get(stage) ?? 0})`,
      })),
    ]),
    field('late', 'Late', [any('Late or not'), { value: 'yes', text: 'Something is late' }]),
    field('period', 'Month', [any('All months'), ...periods.map((value) => ({ value, text: periodName(value) }))]),
    field('activity', 'Type', [
      any('All types'),
      ...(known.settings?.auditTypes ?? []).map(({ key, label }) => ({ value: key, text: label })),
    ]),
    field('service', 'Service', [any('All services'), ...asWritten(services)]),
    field('team', 'Team', [any('All teams'), ...teamsById(teams)]),
    field('origin', 'Chosen how', [
      any('Chosen in any way'),
      ...Object.entries(ORIGINS).map(([value, text]) => ({ value, text })),
    ]),
    ...(question.sample === ''
      ? []
      : [field('sample', 'Sample', [any('All samples'), { value: question.sample, text: 'chosen before' }])]),
    ...(question.person === ''
      ? []
      : [
          field('person', 'Person', [
            any('Anybody'),
            { value: question.person, text: known.personName ?? 'chosen before' },
          ]),
        ]),
  ];
}
