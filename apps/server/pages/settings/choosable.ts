import { MONTHS, OFFICES, ROLES, YES_PARTLY_NO } from '#domain';
import type { Office, ProposedSettings, Role } from '#domain';
import type { Option } from '../forms/field.js';
import { capitalised } from '../words/humanised.js';
import { ROLE_WORDS } from '../words/roles.js';
import { one, type Posted } from '../forms/posted.js';
import type { Choosable } from './setting-field.js';

const keyed = (entries: readonly { readonly key: string; readonly label: string }[]): readonly Option[] => [
  ...new Map(entries.map(({ key, label }) => [key, { value: key, text: label }])).values(),
];

const isRole = (office: Office): office is Role => ROLES.some((role) => role === office);
const OFFICE_WORDS = {
  head_of_service: 'The head of the case’s service',
  programme_lead: 'The programme lead',
} as const;

const offices = (some: readonly Office[]): readonly Option[] =>
  some.map((office) => ({
    value: office,
    text: isRole(office) ? capitalised(ROLE_WORDS[office].name) : OFFICE_WORDS[office],
  }));

const MONTH_OPTIONS: readonly Option[] = MONTHS.map((text, index) => ({ value: String(index + 1), text }));
const ROLE_OPTIONS: readonly Option[] = ROLES.map((role) => ({
  value: role,
  text: capitalised(ROLE_WORDS[role].name),
}));
const READING = OFFICES.filter((office) => office !== 'inspector' && office !== 'administrator');
const DECIDING: readonly Office[] = ['head_of_service', 'programme_lead', 'moderator', 'leader', 'coordinator'];

/**
 * What settings may name of one another, and of people.
 * @param people in post, by name
 * @param posted what stands in the form: a scale that was just added to a tool can be answered with at once
 */
export function choosableIn(
  { scales, tools, auditTypes, rounds = [] }: ProposedSettings,
  people: readonly Option[],
  posted: Posted,
): Choosable {
  const answerScales = keyed([...tools.flatMap((tool) => tool.answerScales ?? []), ...scalesTyped(posted)]);
  const grades = keyed(scales.flatMap((scale) => scale.grades));
  const ofScales = keyed(scales);
  return {
    'auditTypes.*.tool': keyed(tools),
    'tools.*.scale': ofScales,
    'tools.*.domains.*.descriptors.*.grade': grades,
    'tools.*.domains.*.questions.*.answers': [{ value: YES_PARTLY_NO.key, text: YES_PARTLY_NO.label }, ...answerScales],
    'tools.*.domains.*.questions.*.domainNoBetterThan': grades,
    'tools.*.domains.*.questions.*.overallNoBetterThan': grades,
    'tools.*.statements.*.scale': answerScales,
    'concordances.*.from': ofScales,
    'concordances.*.to': ofScales,
    'overallGradeLimits.*.scale': ofScales,
    'overallGradeLimits.*.noBetterThan': grades,
    'overallGradeLimits.*.gradedAtBest': grades,
    'overallGradeLimits.*.ofDomains': keyed(tools.flatMap(({ domains }) => domains)),
    'moderation.risk.grades': grades,
    responseGrades: grades,
    reauditGrades: grades,
    'responseByGrade.*.grade': grades,
    'responseByGrade.*.moderatedBy': offices(DECIDING),
    'responseByGrade.*.signedOffBy': offices(DECIDING),
    'responseByGrade.*.copiesTo.roles': offices(READING),
    'responseByGrade.*.copiesTo.people': people,
    'reaudit.*.grade': grades,
    'approvals.substitution': offices(DECIDING),
    'approvals.exemption': offices(DECIDING),
    'approvals.withdrawal': offices(DECIDING),
    'extensions.decidedBy': offices(DECIDING),
    'draw.activity': keyed(auditTypes),
    'rounds.*.activity': keyed(auditTypes),
    'rounds.*.months': MONTH_OPTIONS,
    'rounds.*.replaces': keyed(rounds),
    'expectations.*.role': ROLE_OPTIONS,
    'expectations.*.personId': people,
    'expectations.*.round': keyed(rounds),
    excludedMonths: MONTH_OPTIONS,
    'responsibilities.headsOfService.*.personId': people,
    'responsibilities.programmeLead': people,
    'responsibilities.disputesPanel.people': people,
    'responsibilities.disputesPanel.roles': ROLE_OPTIONS,
  };
}

const scalesTyped = (posted: Posted): readonly { readonly key: string; readonly label: string }[] =>
  Object.keys(posted).flatMap((name) => {
    const [, scale] = /^(tools\.\d+\.answerScales\.\d+)\.key$/.exec(name) ?? [];
    const key = one(posted, name);
    return scale === undefined || key === '' ? [] : [{ key, label: one(posted, `${scale}.label`) || key }];
  });
