import type { GradeScale } from '#domain';

/** The grade scales that occur in a report. Grades of different scales are never added together. */
export interface ReportScales {
  /** Its series have plain names. */
  readonly main: GradeScale;
  readonly all: readonly GradeScale[];
  /** The name of a series of this scale. */
  seriesName(series: string, scale: string): string;
}

/**
 * The main scale is the first of the programme's scales that occurs; the programme's first where none does.
 * @param named whether series of the main scale end in it too
 * @param occurring the scale and key of every grade counted. A scale the programme does not know has the grades that occur.
 */
export function reportScales(
  known: readonly GradeScale[],
  occurring: readonly { readonly scale: string; readonly key: string }[],
  named = false,
): ReportScales {
  const keys = new Set(occurring.map(({ scale }) => scale));
  const unknown = [...keys]
    .filter((key) => !known.some((scale) => scale.key === key))
    .sort()
    .map((key) => scaleFromGrades(key, occurring));
  const occurs = [...known.filter(({ key }) => keys.has(key)), ...unknown];
  const main = occurs[0] ?? known[0] ?? { key: '', label: '', grades: [] };
  return {
    main,
    all: occurs.length === 0 ? [main] : occurs,
    seriesName: (series, scale) => (scale === main.key && !named ? series : `${series}:${scale}`),
  };
}

function scaleFromGrades(
  scale: string,
  occurring: readonly { readonly scale: string; readonly key: string }[],
): GradeScale {
  const keys = new Set(occurring.filter((grade) => grade.scale === scale).map(({ key }) => key));
  return { key: scale, label: scale, grades: [...keys].map((key) => ({ key, label: key })) };
}
