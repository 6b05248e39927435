import { BUILT_IN_SCALES, type GradeScale } from '#domain';
import { wordKey } from '../text/clean-text.js';

/** Says which scale a name means, by key or label in any case and punctuation; undefined where none does. */
export function scalesByName(scales: readonly GradeScale[]): (text: string) => GradeScale | undefined {
  // Keys go in last, so that a label never hides another scale's key.
  const byName = new Map([
    ...scales.map((scale) => [wordKey(scale.label), scale] as const),
    ...scales.map((scale) => [wordKey(scale.key), scale] as const),
  ]);
  return (text) => byName.get(wordKey(text));
}

/** The programme's scales over the built-in ones: a scale of the same key replaces the built-in. */
export function withBuiltInScales(scales: readonly GradeScale[]): readonly GradeScale[] {
  const own = new Set(scales.map((scale) => scale.key));
  return [...scales, ...BUILT_IN_SCALES.filter((scale) => !own.has(scale.key))];
}
