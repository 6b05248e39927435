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

/** A scale ready to be read: by its key or label, its grades by key, label or alias, in any case and punctuation. */
export interface ScaleReader {
  readonly key: string;
  /** The grade's key, or undefined where the scale has no such grade. */
  grade(text: string): string | undefined;
}

/** Says which scale a name means, or undefined. Built once a file: a hundred thousand rows ask it a dozen times each. */
export function scalesByName(scales: readonly GradeScale[]): (text: string) => ScaleReader | undefined {
  const readers = scales.map((scale) => ({ scale, reader: readerOf(scale) }));
  // Keys go in last, so that a label never hides another scale's key.
  const byName = new Map([
    ...readers.map(({ scale, reader }) => [wordKey(scale.label), reader] as const),
    ...readers.map(({ scale, reader }) => [wordKey(scale.key), reader] as const),
  ]);
  return (text) => byName.get(wordKey(text));
}

function readerOf(scale: GradeScale): ScaleReader {
  const names = (grade: Grade) => [...(grade.aliases ?? []), grade.label, grade.key];
  const byName = new Map(
    scale.grades.flatMap((grade) => names(grade).map((name) => [wordKey(name), grade.key] as const)),
  );
  return { key: scale.key, grade: (text) => byName.get(text) ?? byName.get(wordKey(text)) };
}

/** The programme's scales over the built-in ones: a scale of the same key replaces the built-in. */
export function withBuiltInScales(scales: readonly GradeScale[]): readonly GradeScale[] {
  const own = new Set(scales.map((scale) => scale.key));
  return [...scales, ...BUILT_IN_SCALES.filter((scale) => !own.has(scale.key))];
}
