import { hasGrade } from '../grading/grade-order.js';
import type { GradeScale } from '../grading/grade-scale.js';

/** Why settings cannot be published. */
export interface SettingsProblem {
  /** Stable, kebab-case. */
  readonly code: string;
  /** What a coordinator understands. */
  readonly sentence: string;
}

const KEY = /^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$/;

/** Keys must be keys, labels words, and nothing may stand there twice. */
export function twice(
  items: readonly { readonly key: string; readonly label: string }[],
  code: string,
  where = '',
): (SettingsProblem | null)[] {
  const what = code.replaceAll('-', ' ');
  return items.flatMap(({ key, label }, index) => [
    KEY.test(key)
      ? null
      : wrong(code, `The ${what} key "${key}"${where} must be lower-case words joined by hyphens or underscores.`),
    label.trim() === '' ? wrong(code, `The ${what} "${key}"${where} needs a label.`) : null,
    items.findIndex((item) => item.key === key) < index
      ? wrong(code, `The ${what} "${key}" stands twice${where}.`)
      : null,
  ]);
}

export function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

export function wrong(code: string, sentence: string): SettingsProblem {
  return { code: `settings-${code}`, sentence };
}

export function unknownGrades(
  grades: readonly string[],
  scales: readonly GradeScale[],
  where: string,
): (SettingsProblem | null)[] {
  return grades.map((grade) =>
    scales.some((scale) => hasGrade(scale, grade))
      ? null
      : wrong('grade-unknown', `The ${where} name "${grade}", which is a grade of no scale.`),
  );
}
