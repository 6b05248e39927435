import type { Grade, GradeScale } from '#domain';
import { wordKey } from '../text/clean-text.js';

/** The scales every programme knows: Ofsted's since 2013, and the older three grades many councils graded by before. */
export const BUILT_IN_SCALES: readonly GradeScale[] = [
  {
    key: 'ofsted',
    label: 'Ofsted',
    grades: [
      { key: 'outstanding', label: 'Outstanding' },
      { key: 'good', label: 'Good' },
      {
        key: 'requires_improvement',
        label: 'Requires improvement to be good',
        aliases: ['Requires improvement', 'RI'],
      },
      { key: 'inadequate', label: 'Inadequate' },
    ],
  },
  {
    key: 'good-adequate-inadequate',
    label: 'Good, adequate, inadequate',
    grades: [
      { key: 'good', label: 'Good' },
      { key: 'adequate', label: 'Adequate' },
      { key: 'inadequate', label: 'Inadequate' },
    ],
  },
];

/** A scale by its key or label, in any case and punctuation. */
export function scaleNamed(text: string, scales: readonly GradeScale[]): GradeScale | undefined {
  const key = wordKey(text);
  return scales.find((scale) => wordKey(scale.key) === key) ?? scales.find((scale) => wordKey(scale.label) === key);
}

/** A grade of the scale by its key, label or alias, in any case and punctuation. */
export function gradeNamed(text: string, scale: GradeScale): Grade | undefined {
  const key = wordKey(text);
  return scale.grades.find((grade) =>
    [grade.key, grade.label, ...(grade.aliases ?? [])].some((name) => wordKey(name) === key),
  );
}

/** The programme's scales over the built-in ones: a scale of the same key replaces the built-in. */
export function withBuiltInScales(scales: readonly GradeScale[]): readonly GradeScale[] {
  const own = new Set(scales.map((scale) => scale.key));
  return [...scales, ...BUILT_IN_SCALES.filter((scale) => !own.has(scale.key))];
}
