import { MONTHS, ROLES, YES_PARTLY_NO } from '#domain';
import type { ProposedSettings } from '#domain';
import type { Option } from '../forms/field.js';
import { capitalised } from '../words/humanised.js';
import { ROLE_WORDS } from '../words/roles.js';
import { one, type Posted } from '../forms/posted.js';
import type { Choosable } from './setting-field.js';

const keyed = (entries: readonly { readonly key: string; readonly label: string }[]): readonly Option[] => [
  ...new Map(entries.map(({ key, label }) => [key, { value: key, text: label }])).values(),
];

/**
 * What settings may name of one another, and of people.
 * @param people in post, by name
 * @param posted what stands in the form: a scale that was just added to a tool can be answered with at once
 */
export function choosableIn(
  { scales, tools, auditTypes }: ProposedSettings,
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
    'draw.activity': keyed(auditTypes),
    excludedMonths: MONTHS.map((text, index) => ({ value: String(index + 1), text })),
    'responsibilities.headsOfService.*.personId': people,
    'responsibilities.programmeLead': people,
    'responsibilities.disputesPanel.people': people,
    'responsibilities.disputesPanel.roles': ROLES.map((role) => ({
      value: role,
      text: capitalised(ROLE_WORDS[role].name),
    })),
  };
}

const scalesTyped = (posted: Posted): readonly { readonly key: string; readonly label: string }[] =>
  Object.keys(posted).flatMap((name) => {
    const [, scale] = /^(tools\.\d+\.answerScales\.\d+)\.key$/.exec(name) ?? [];
    const key = one(posted, name);
    return scale === undefined || key === '' ? [] : [{ key, label: one(posted, `${scale}.label`) || key }];
  });
