import { REPORTS } from '#domain';
import type { ReportName } from '#domain';
import { REPORT_WORDS } from '#reporting';
import type { DipSamplesReport, FeedbackReport, MeasuresReport, PlanReport, Report, RisksReport } from '#reporting';

/** What was entered as a list, and may be a part. */
export type ListPartReport = MeasuresReport | FeedbackReport | DipSamplesReport | PlanReport | RisksReport;
/** What a part is made of. */
export type PartReport = Report | ListPartReport;

/** What is told of what was entered. */
const LISTS = [
  'measures',
  'feedback',
  'dip-samples',
  'improvement-plan',
  'risks',
] as const satisfies readonly ListPartReport['report'][];
export type ListPart = (typeof LISTS)[number];
export type CommitteePart = ReportName | ListPart;

/** The parts a report to a committee may have: each a report, in the order they stand in. */
export const PARTS: readonly CommitteePart[] = [...REPORTS, ...LISTS];

/** Their words are the council's own, and may name people: whoever makes a report chooses them. */
const CHOSEN: readonly CommitteePart[] = ['improvement-plan', 'risks'];

/** The parts of a report of which nothing else is said. */
export const USUAL_PARTS: readonly CommitteePart[] = PARTS.filter((part) => !CHOSEN.includes(part));

export const isListPart = (part: CommitteePart): part is ListPart => LISTS.some((one) => one === part);
export const isListReport = (report: PartReport): report is ListPartReport =>
  LISTS.some((one) => one === report.report);

interface PartWords {
  readonly title: string;
  /** What it answers. */
  readonly about: string;
}

export const PART_WORDS: Readonly<Record<CommitteePart, PartWords>> = {
  ...REPORT_WORDS,
  measures: {
    title: 'Measures',
    about: 'What the council measures itself by: each reading in the band it is in, or in none.',
  },
  feedback: {
    title: 'Feedback',
    about: 'What children, families, staff and partners said, in words where they let them be shown.',
  },
  'dip-samples': {
    title: 'Dip samples',
    about: 'What was found of a theme, question by question, beside what was found the time before.',
  },
  'improvement-plan': { title: 'Improvement plan', about: 'What is to be done, who leads it, and how far it is.' },
  risks: { title: 'Risks', about: 'What may go wrong, and what is done against it.' },
};
