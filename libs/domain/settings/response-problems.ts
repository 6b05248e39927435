import type { GradeScale } from '../grading/grade-scale.js';
import type { ProposedSettings } from './commands.js';
import { DEFAULT_RESPONSIBILITIES } from './default-settings.js';
import type { GradeResponse, Office } from './programme-settings.js';
import { callsForPlan } from './response-to-grade.js';
import { isCount, unknownGrades, wrong, type SettingsProblem } from './settings-problem.js';

/** By these roles nobody reads a case, and nobody whose own work is audited judges it. */
export const NEVER_DECIDING: readonly Office[] = [
  'inspector',
  'administrator',
  'practitioner',
  'team_manager',
  'auditor',
];
const NEVER_READING: readonly Office[] = ['inspector', 'administrator'];

/** What clashes in what grades call for. */
export function responseProblems(settings: ProposedSettings): readonly (SettingsProblem | null)[] {
  const { responseByGrade = [], scales, tools, moderation } = settings;
  const grades = responseByGrade.map(({ grade }) => grade);
  return [
    ...unknownGrades(grades, scales, 'responses by grade'),
    ...grades.map((grade, index) =>
      grades.indexOf(grade) < index ? wrong('response', `What "${grade}" calls for stands there twice.`) : null,
    ),
    ...responseByGrade.flatMap((response) => problemsOf(response, settings)),
    moderation.blind
      ? blindProblem(
          responseByGrade,
          scales.filter(({ key }) => tools.some(({ scale }) => scale === key)),
        )
      : null,
  ];
}

function problemsOf(response: GradeResponse, settings: ProposedSettings): readonly (SettingsProblem | null)[] {
  const { grade, moderatedBy, planDueInWorkingDays, signedOffBy, reviewAfterWorkingDays, copiesTo } = response;
  const clash = (sentence: string): SettingsProblem => wrong('response', `After "${grade}": ${sentence}`);
  const hasPlan = callsForPlan(settings, grade);
  const signing = signedOffBy === null ? [] : [signedOffBy];
  const isDays = (days: number | null): boolean => days === null || isCount(days);
  return [
    isDays(planDueInWorkingDays) && isDays(reviewAfterWorkingDays)
      ? null
      : clash('days are a whole number of working days, 0 or more.'),
    signedOffBy === null || hasPlan ? null : clash('a plan is to be signed off, but no plan is asked for.'),
    reviewAfterWorkingDays === null || hasPlan ? null : clash('a review is asked for, but no plan to review.'),
    copiesTo.roles.length + copiesTo.people.length === 0 || hasPlan
      ? null
      : clash('people are to get a copy of a plan, but no plan is asked for.'),
    ...[...moderatedBy, ...signing].map((office) =>
      NEVER_DECIDING.includes(office)
        ? clash(`nobody moderates or signs off as ${inWords(office)}.`)
        : nobodyIs(office, settings, clash),
    ),
    ...copiesTo.roles.map((office) =>
      NEVER_READING.includes(office)
        ? clash(`nobody reads a case as ${inWords(office)}.`)
        : nobodyIs(office, settings, clash),
    ),
  ];
}

/** Offices that the settings themselves give: without a name nobody holds them. */
export function nobodyIs(
  office: Office,
  { responsibilities: { headsOfService, programmeLead } = DEFAULT_RESPONSIBILITIES }: ProposedSettings,
  clash: (sentence: string) => SettingsProblem,
): SettingsProblem | null {
  if (office === 'head_of_service' && headsOfService.length === 0)
    return clash('the head of service is named, but the responsibilities name no head of any service.');
  if (office === 'programme_lead' && programmeLead === null)
    return clash('the programme lead is named, but the responsibilities name none.');
  return null;
}

/** Whoever is asked to moderate would learn from it what the first grade is, were it not the same for every grade. */
function blindProblem(responses: readonly GradeResponse[], scales: readonly GradeScale[]): SettingsProblem | null {
  const moderatorsOf = (grade: string): string =>
    [...new Set(responses.find((response) => response.grade === grade)?.moderatedBy ?? [])].sort().join(' ');
  const tells = scales.some(({ grades }) => new Set(grades.map(({ key }) => moderatorsOf(key))).size > 1);
  return tells
    ? wrong(
        'response-blind',
        'Audits are moderated blind: who moderates cannot depend on the grade, or it would tell the grade.',
      )
    : null;
}

export const inWords = (office: Office): string => office.replaceAll('_', ' ');

/** What clashes in which audits are audited again, and when. */
export function reauditProblems({ reaudit = [], scales }: ProposedSettings): readonly (SettingsProblem | null)[] {
  const grades = [...new Set(reaudit.map(({ grade }) => grade))];
  return [
    ...unknownGrades(grades, scales, 'shares that are audited again'),
    ...reaudit.flatMap(({ grade, share, afterMonths }, index) => [
      Number.isInteger(share) && share >= 1 && share <= 100
        ? null
        : wrong('reaudit', `The share of "${grade}" that is audited again must be a whole number from 1 to 100.`),
      Number.isInteger(afterMonths) && afterMonths >= 1 && afterMonths <= 36
        ? null
        : wrong('reaudit', `A re-audit after "${grade}" comes after 1 to 36 whole months.`),
      reaudit.findIndex((other) => other.grade === grade && other.afterMonths === afterMonths) < index
        ? wrong('reaudit', `A re-audit of "${grade}" after ${afterMonths} months stands there twice.`)
        : null,
    ]),
    ...grades.map((grade) =>
      reaudit.filter((one) => one.grade === grade).reduce((sum, { share }) => sum + share, 0) <= 100
        ? null
        : wrong('reaudit', `The shares of "${grade}" that are audited again make more than 100 per cent together.`),
    ),
  ];
}
