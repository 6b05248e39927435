import type { GradeResponse, Office, ProgrammeSettings } from './programme-settings.js';

type Responding = Pick<ProgrammeSettings, 'responseByGrade' | 'responseGrades'>;

/** What the settings say of a grade besides the stages; undefined where they say nothing. */
export function responseToGrade(
  { responseByGrade = [] }: Pick<ProgrammeSettings, 'responseByGrade'>,
  grade: string | null,
): GradeResponse | undefined {
  return responseByGrade.find((response) => response.grade === grade);
}

/** Whether a grade calls for a response plan: then its outcome is shared the same day, too. */
export function callsForPlan(settings: Responding, grade: string | null): boolean {
  if (grade === null) return false;
  return (
    settings.responseGrades.includes(grade) || (responseToGrade(settings, grade)?.planDueInWorkingDays ?? null) !== null
  );
}

/** Who alone moderates a grade; none where whoever moderates may. */
export function moderatorsOfGrade(settings: Responding, grade: string | null): readonly Office[] {
  return responseToGrade(settings, grade)?.moderatedBy ?? [];
}
