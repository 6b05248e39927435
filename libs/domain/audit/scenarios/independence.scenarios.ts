import type { IndependenceRules, ProgrammeSettings } from '../../settings/programme-settings.js';
import { DEFAULT_INDEPENDENCE } from '../../settings/default-settings.js';
import type { AuditEvent } from '../../audit-language/events.js';
import { settings, withDeputy } from './council.fixture.js';
import { until, unclaimed, was } from './history.fixture.js';
import type { Scenario } from './scenario.fixture.js';

const allocate = (auditorId: string) => ({ type: 'AllocateAuditor', auditorId, independenceNote: null }) as const;
const claim = { type: 'ClaimModeration' } as const;
const without = (...rules: readonly (keyof IndependenceRules)[]): IndependenceRules => ({
  ...DEFAULT_INDEPENDENCE,
  ...Object.fromEntries(rules.map((rule) => [rule, false])),
});
const NONE = without('caseHolder', 'manager', 'sameTeam', 'lineReport');
const select = {
  type: 'SelectAudit',
  auditId: 'audit-1',
  origin: 'sample',
  sampleId: null,
  activity: 'deep-dive',
  subjectId: 'subject-1',
  service: null,
  teamId: 'north',
  team: 'north',
  practitionerId: 'priya',
  workerMatched: true,
  period: '2026-05',
  reauditOf: null,
  replaces: null,
} as const;
const selectedUnder = (independence: IndependenceRules, data: Parameters<typeof was.selected>[0] = {}) => [
  was.selected({ independence, ...data }),
];
/** A history of an audit that was selected under other rules. */
const under = (independence: IndependenceRules, history: readonly AuditEvent[]) =>
  history.map((event) => (event.type === 'audit-selected' ? was.selected({ independence }) : event));

/** A case of another team's, on which olu works beside who holds it, as a personal adviser does. */
const beside = (otherPractitioners: readonly string[]) => ({ practitionerId: 'priya', otherPractitioners });
/** A history of an audit of such a case. */
const workedBeside = (history: readonly AuditEvent[], others: readonly string[], independence = DEFAULT_INDEPENDENCE) =>
  history.map((event) =>
    event.type === 'audit-selected' ? was.selected({ independence, otherPractitioners: others }) : event,
  );

/** Whom each rule keeps from a case by itself, and which other rules would keep them from it too. */
const lifted = [
  ['who holds the case', 'paul', 'caseHolder', ['sameTeam', 'lineReport'], { practitionerId: 'paul', teamId: 'qa' }],
  ['who manages the case holder', 'paul', 'manager', ['sameTeam'], { practitionerId: 'pia', teamId: 'qa' }],
  ['who works the case beside its holder', 'amir', 'caseHolder', ['sameTeam', 'lineReport'], beside(['olu', 'amir'])],
  ['who manages somebody beside the holder', 'paul', 'manager', ['sameTeam', 'lineReport'], beside(['pia'])],
  ['who is in the team of somebody beside the holder', 'pia', 'sameTeam', ['lineReport'], beside(['olu'])],
  ['who shares a manager with somebody beside the holder', 'ada', 'lineReport', ['sameTeam'], beside(['amir'])],
  ['who is in the team', 'nia', 'sameTeam', ['lineReport'], {}],
  ['who reports to the case holder', 'paul', 'lineReport', [], {}],
  ['who reports to the case holder’s manager', 'rita', 'lineReport', [], {}],
] as const;

const codes = {
  caseHolder: 'not-independent-case-holder',
  manager: 'not-independent-manager',
  sameTeam: 'not-independent-same-team',
  lineReport: 'not-independent-line-report',
} as const;

export const independenceScenarios: readonly Scenario[] = [
  {
    name: 'the rules of the settings are pinned to the audit when it is selected',
    given: [],
    when: select,
    by: 'system',
    in: { settings: { ...settings, independence: without('sameTeam') } },
    then: [{ type: 'audit-selected', data: { independence: without('sameTeam') } }],
  },
  {
    name: 'settings published before they could be chosen mean all of them',
    given: [],
    when: select,
    by: 'system',
    in: { settings: older(settings) },
    then: [{ type: 'audit-selected', data: { independence: DEFAULT_INDEPENDENCE } }],
  },
  ...lifted.map(([who, auditorId, rule, others, data]): Scenario => ({
    name: `${who} may audit where the council lifts that rule`,
    given: selectedUnder(without(rule, ...others), data),
    when: allocate(auditorId),
    by: 'cora',
    then: [{ type: 'auditor-allocated', data: { auditorId } }],
  })),
  ...lifted.map(([who, auditorId, rule, , data]): Scenario => ({
    name: `${who} may not where it lifts every other`,
    given: selectedUnder({ ...NONE, [rule]: true }, data),
    when: allocate(auditorId),
    by: 'cora',
    then: codes[rule],
  })),
  {
    name: 'who works the case beside its holder may not take it over either',
    given: workedBeside(until.acceptance, ['ada'], without('sameTeam', 'lineReport')),
    when: { type: 'ReallocateAuditor', auditorId: 'ada', reason: 'On leave.', independenceNote: null },
    by: 'cora',
    then: 'not-independent-case-holder',
  },
  {
    name: 'nor claim its moderation',
    given: workedBeside(unclaimed, ['mona'], without('sameTeam', 'lineReport')),
    when: claim,
    by: 'mona',
    then: 'not-independent-case-holder',
  },
  {
    name: 'a name beside the holder that matched nobody needs a check of independence',
    given: [was.selected({ otherWorkersMatched: false })],
    when: allocate('amir'),
    by: 'cora',
    then: 'independence-check-missing',
  },
  {
    name: 'and with one the auditor may be allocated',
    given: [was.selected({ otherWorkersMatched: false })],
    when: { type: 'AllocateAuditor', auditorId: 'amir', independenceNote: 'Asked the leaving care team.' },
    by: 'cora',
    then: [{ type: 'auditor-allocated', data: { auditorId: 'amir' } }],
  },
  {
    name: 'who else works a case stands in what is selected',
    given: [],
    when: { ...select, otherPractitioners: ['olu'], otherWorkersMatched: false },
    by: 'system',
    then: [{ type: 'audit-selected', data: { otherPractitioners: ['olu'], otherWorkersMatched: false } }],
  },
  {
    name: 'settings published later do not lift a rule of an audit that is under way',
    given: until.allocation,
    when: allocate('nia'),
    by: 'cora',
    in: { settings: { ...settings, independence: NONE } },
    then: 'not-independent-same-team',
  },
  {
    name: 'a moderator of the team claims where the council lets them',
    given: under(without('sameTeam', 'lineReport'), unclaimed),
    when: claim,
    by: 'nia',
    then: [{ type: 'moderation-claimed', data: { moderatorId: 'nia' } }],
  },
  {
    name: 'a deputy of the team stands in where the council lets them',
    given: selectedUnder(without('sameTeam', 'lineReport')).concat(was.allocated()),
    when: { type: 'AcceptAudit' },
    by: 'nia',
    in: { directory: withDeputy('amir', 'nia') },
    then: [{ type: 'audit-accepted' }],
  },
  {
    name: 'no council lets an auditor moderate their own audit',
    given: under(NONE, unclaimed),
    when: claim,
    by: 'amir',
    in: { roles: ['auditor', 'moderator'] },
    then: 'not-independent-auditor',
  },
  {
    name: 'nor a moderator become the auditor of an audit they moderated',
    given: [
      ...under(NONE, until.moderation).slice(0, -1),
      was.claimed('ada'),
      was.ownGrade({ moderatorId: 'ada' }),
      was.returned(),
    ],
    when: { type: 'ReallocateAuditor', auditorId: 'ada', reason: 'On leave.', independenceNote: null },
    by: 'cora',
    then: 'not-independent-auditor',
  },
  {
    name: 'nor whoever declared a conflict take the audit after all',
    given: [...under(NONE, until.acceptance), was.conflictDeclared()],
    when: allocate('amir'),
    by: 'cora',
    then: 'not-independent-declared',
  },
];

function older({ independence: _, ...rest }: ProgrammeSettings): ProgrammeSettings {
  return rest;
}
