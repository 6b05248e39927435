import type { OverallGradeLimit } from '../../grading/overall-grade-limit.js';
import { systemActor, type Actor } from '../../actor.js';
import { workingDays } from '../../calendar/working-days.js';
import type { PeopleEvent } from '../../people/events.js';
import type { Role } from '../../roles.js';
import { foldDirectory } from '../../people/people-directory.js';
import { defaultSettings } from '../../settings/default-settings.js';
import { responsibilitiesOf } from '../../settings/responsibilities.js';
import type { ToolQuestion } from '../../questions/questions.js';
import type { AuditTool, ProgrammeSettings } from '../../settings/programme-settings.js';
import type { AuditContext } from '../context.js';

type PersonSpec = readonly [
  id: string,
  team: string | null,
  manager: string | null,
  roles: readonly Role[],
  to?: string,
];

const people: readonly PersonSpec[] = [
  ['cora', 'qa', 'lena', ['coordinator']],
  ['amir', 'qa', 'lena', ['auditor']],
  ['ada', 'qa', 'lena', ['auditor', 'moderator']],
  ['mona', 'qa', 'lena', ['moderator']],
  ['max', 'qa', 'lena', ['moderator']],
  ['priya', 'north', 'tom', ['practitioner']],
  ['tom', 'north', 'lena', ['team_manager']],
  ['nia', 'north', 'tom', ['auditor', 'moderator', 'practitioner']],
  ['rita', 'south', 'tom', ['auditor', 'moderator']],
  ['paul', 'south', 'priya', ['auditor', 'moderator']],
  ['pia', 'south', 'paul', ['auditor']],
  ['olu', 'south', 'sam', ['practitioner']],
  ['sam', 'south', 'hana', ['team_manager']],
  ['otto', 'south', 'sam', ['practitioner']],
  ['lena', null, null, ['leader']],
  ['hana', null, null, ['leader']],
  ['ivy', null, null, ['inspector']],
  ['adam', null, null, ['administrator']],
  ['gwen', 'qa', 'lena', ['auditor'], '2026-01-31'],
];

/** Ids of all people of the council. */
export const council: readonly string[] = people.map(([personId]) => personId);

const teams = [
  ['north', 'Safeguarding'],
  ['south', 'Looked after'],
  ['qa', null],
] as const;

const peopleEvents: readonly PeopleEvent[] = [
  ...teams.map(([teamId, service]): PeopleEvent => ({
    type: 'team-registered',
    data: { teamId, name: teamId, service },
  })),
  ...people.map(([personId, teamId, managerId, roles, to]): PeopleEvent => ({
    type: 'person-registered',
    data: {
      personId,
      ref: personId,
      name: personId,
      aliases: [],
      email: `${personId}@council.example`,
      teamId,
      managerId,
      roles,
      from: null,
      to: to ?? null,
    },
  })),
];

/** A small council: the case is Priya's, her manager is Tom, Amir audits and Mona moderates. Otto and Olu are of another team. */
export const directory = foldDirectory(peopleEvents);

/** The council on days when somebody is away. */
export function withDeputy(personId: string, deputyId: string) {
  return foldDirectory(
    [
      {
        type: 'absence-recorded',
        data: { absenceId: `absence-${personId}`, personId, from: '2026-01-01', to: null, deputyId },
      },
    ],
    directory,
  );
}

/** The council on days when people are away without a deputy, or have left. */
export function without({ away = [], left = [] }: { away?: readonly string[]; left?: readonly string[] }) {
  return foldDirectory(
    [
      ...away.map((personId): PeopleEvent => ({
        type: 'absence-recorded',
        data: { absenceId: `absence-${personId}`, personId, from: '2026-01-01', to: null, deputyId: null },
      })),
      ...left.flatMap((personId): PeopleEvent[] => {
        const person = directory.person(personId);
        return person === undefined ? [] : [{ type: 'person-changed', data: { ...person, to: '2026-04-30' } }];
      }),
    ],
    directory,
  );
}

/** The council where somebody has other roles. */
export function withRoles(personId: string, ...roles: readonly Role[]) {
  const person = directory.person(personId);
  if (person === undefined) return directory;
  return foldDirectory([{ type: 'person-changed', data: { ...person, roles } }], directory);
}

/** As they sign in: in all their roles. */
export function actor(id: string): Actor {
  return id === 'system' ? systemActor('lifecycle') : { id, roles: directory.person(id)?.roles ?? [] };
}

const standard = (key: string) => ({ key, label: key });
const domain = (key: string, required: boolean) => ({ key, label: key, prompt: key, required });

const small = (tool: AuditTool): AuditTool => ({
  ...tool,
  domains: [domain('assessment', true), domain('planning', true), domain('voice', false)],
  standards: [standard('supervised'), standard('visited')],
  themes: ['planning'],
});

const defaults = defaultSettings('Riverton');

/** The default programme with a small tool: two required domains, one optional. Nobody is moderated at random. */
export const settings: ProgrammeSettings = {
  ...defaults,
  version: 3,
  tools: defaults.tools.map(small),
  moderation: {
    all: false,
    percentage: 0,
    risk: { grades: ['inadequate', 'outstanding'], newAuditorFirst: 3 },
    blind: false,
  },
};

const question = (key: string, changed: Partial<ToolQuestion> = {}): ToolQuestion => ({
  key,
  text: key,
  guidance: '',
  answers: 'yes-partly-no',
  required: false,
  critical: false,
  domainNoBetterThan: null,
  overallNoBetterThan: null,
  exception: 'none',
  weight: null,
  ...changed,
});

const QUESTIONS: Readonly<Record<string, readonly ToolQuestion[]>> = {
  assessment: [
    question('risk-assessed', {
      critical: true,
      domainNoBetterThan: 'requires_improvement',
      overallNoBetterThan: 'requires_improvement',
      weight: 3,
    }),
    question('difference-seen', { answers: 'impact', weight: 1 }),
  ],
  planning: [
    question('plan-shared'),
    question('plan-followed', { critical: true, overallNoBetterThan: 'good', exception: 'with-reason', weight: 2 }),
  ],
};

/** The same with questions in two domains, a critical one among them, and two statements, one with a scale. */
export const asking: ProgrammeSettings = {
  ...settings,
  tools: settings.tools.map((tool) => ({
    ...tool,
    domains: tool.domains.map((domain) => ({ ...domain, questions: QUESTIONS[domain.key] ?? [] })),
    answerScales: [
      {
        key: 'impact',
        label: 'Impact',
        words: ['great', 'some', 'little', 'none'].map((key) => ({ key, label: key })),
      },
    ],
    statements: [
      { key: 'difference', text: 'What difference our work has made', guidance: '', required: false, scale: 'impact' },
      { key: 'life', text: 'What life is like for this child', guidance: '', required: false, scale: null },
    ],
  })),
};

/** An overall grade limit without exceptions: with planning inadequate, nothing better than requires improvement. */
export const planningLeads: OverallGradeLimit = {
  key: 'planning',
  label: 'Planning leads',
  scale: 'ofsted',
  noBetterThan: 'requires_improvement',
  atLeast: 1,
  ofDomains: ['planning'],
  gradedAtBest: 'inadequate',
  exception: 'none',
};

export const blindSettings: ProgrammeSettings = { ...settings, moderation: { ...settings.moderation, blind: true } };

/** What a council asks for after an Inadequate and of actions, that others do not. Lena and Hana are its leaders. */
export const askingSettings: ProgrammeSettings = {
  ...settings,
  responseByGrade: [
    {
      grade: 'inadequate',
      moderatedBy: ['head_of_service'],
      planDueInWorkingDays: 3,
      signedOffBy: 'leader',
      reviewAfterWorkingDays: 20,
      copiesTo: { roles: ['programme_lead'], people: ['sam'] },
    },
    {
      grade: 'requires_improvement',
      moderatedBy: [],
      planDueInWorkingDays: 8,
      signedOffBy: null,
      reviewAfterWorkingDays: 15,
      copiesTo: { roles: [], people: [] },
    },
  ],
  reaudit: [
    { grade: 'inadequate', share: 50, afterMonths: 3 },
    { grade: 'inadequate', share: 50, afterMonths: 6 },
    { grade: 'good', share: 1, afterMonths: 12 },
  ],
  actionDetails: { urgency: true, finding: true, scope: true },
  fileWithinWorkingDays: 5,
  extensions: { offered: true, managerUpToWorkingDays: 5, decidedBy: ['coordinator'], decideWithinWorkingDays: 2 },
  responsibilities: {
    headsOfService: [{ service: 'Safeguarding', personId: 'hana' }],
    programmeLead: 'lena',
    disputesPanel: { roles: ['leader', 'coordinator'], people: [] },
  },
};

export interface Circumstances {
  /** London date; the hour is noon. */
  readonly on?: string;
  readonly settings?: ProgrammeSettings;
  readonly directory?: AuditContext['directory'];
  readonly closures?: readonly string[];
  readonly chance?: number;
  readonly facts?: Partial<AuditContext['facts']>;
  readonly roles?: readonly Role[];
}

/** Within the dispute window of the histories. A Friday. */
export const TODAY = '2026-05-29';

const usualDays = workingDays();

export function contextFor(by: string, given: Circumstances = {}): AuditContext {
  const today = given.on ?? TODAY;
  return {
    actor: given.roles === undefined ? actor(by) : { id: by, roles: given.roles },
    now: `${today}T12:00:00.000Z`,
    today,
    settings: given.settings ?? settings,
    calendar: given.closures === undefined ? usualDays : workingDays(given.closures),
    directory: given.directory ?? directory,
    responsibilities: responsibilitiesOf(given.settings ?? settings),
    newId: (what) => `new-${what}`,
    chance: given.chance ?? 0.5,
    facts: {
      auditorAuditsBefore: 7,
      hasReadFirstGrade: false,
      wasToldOfConcern: false,
      firstGradeReadBy: new Set(),
      recordedEvent: () => null,
      recordedItem: () => null,
      submittedOn: () => null,
      isFinding: (findingId) => findingId === 'finding-1',
      actionNamed: null,
      ...given.facts,
    },
  };
}
