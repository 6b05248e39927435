import { REPORTS, type ReportName } from '#domain';

interface PartOfReport {
  readonly of: ReportName;
  /** How the names of its series begin. */
  readonly series: readonly string[];
}

/** Reports that are part of another, with its figures: what of them may leave the QA team is worked out for the whole. */
const PARTS_OF_REPORTS = {
  questions: { of: 'standards', series: ['question:', 'statement:'] },
  outcomes: { of: 'standards', series: ['quality:'] },
  rounds: { of: 'activity', series: ['round:', 'themed_round:'] },
} as const satisfies Record<string, PartOfReport>;

type PartName = keyof typeof PARTS_OF_REPORTS;
export type NamedReport = ReportName | PartName;

export const NAMED_REPORTS: readonly NamedReport[] = [
  ...REPORTS,
  ...(Object.keys(PARTS_OF_REPORTS) as readonly PartName[]),
];

export const namedReport = (name: string): NamedReport | undefined => NAMED_REPORTS.find((each) => each === name);

const isPart = (name: NamedReport): name is PartName => name in PARTS_OF_REPORTS;

/** The report that a name asks for, or of which it asks for a part. */
export const wholeOf = (name: NamedReport): ReportName => (isPart(name) ? PARTS_OF_REPORTS[name].of : name);

/** What was asked for by a name, of the whole report. */
export function shownOf<Whole extends { readonly rows: readonly { readonly series: string }[] }>(
  name: NamedReport,
  whole: Whole,
): Whole & { readonly report: NamedReport } {
  const part: PartOfReport | null = isPart(name) ? PARTS_OF_REPORTS[name] : null;
  const isShown = ({ series }: { readonly series: string }): boolean =>
    part === null || part.series.some((begins) => series.startsWith(begins));
  return { ...whole, report: name, rows: whole.rows.filter(isShown) };
}
