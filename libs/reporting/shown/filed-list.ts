import { dipSamplesTable, type DipSamplesReport } from '../dip-samples-report.js';
import { feedbackTable, type FeedbackReport } from '../feedback-report.js';
import { inadequatesTable, type InadequatesReport } from '../inadequates-report.js';
import { learningTable, type LearningReport } from '../learning-report.js';
import { measuresTable, type MeasuresReport } from '../measures-report.js';
import { publishedTable, type PublishedReport } from '../published-report.js';
import { planTable, risksTable, type PlanReport, type RisksReport } from '../registers-report.js';
import type { Table } from '../table.js';
import type { Workbook } from '../workbook/workbook.js';

/** A report that is a list, and no figures of periods. */
export type ListedReport =
  | DipSamplesReport
  | FeedbackReport
  | InadequatesReport
  | LearningReport
  | MeasuresReport
  | PlanReport
  | PublishedReport
  | RisksReport;

const TITLES: Readonly<Record<ListedReport['report'], string>> = {
  'dip-samples': 'Dip samples',
  feedback: 'Feedback',
  'improvement-plan': 'Improvement plan',
  inadequate: 'Lowest grades',
  learning: 'Learning',
  measures: 'Measures',
  published: 'Published figures',
  risks: 'Risk register',
};

function tableOf(report: ListedReport): Table {
  switch (report.report) {
    case 'dip-samples':
      return dipSamplesTable(report);
    case 'feedback':
      return feedbackTable(report);
    case 'improvement-plan':
      return planTable(report);
    case 'inadequate':
      return inadequatesTable(report);
    case 'learning':
      return learningTable(report);
    case 'measures':
      return measuresTable(report);
    case 'published':
      return publishedTable(report);
    case 'risks':
      return risksTable(report);
  }
}

/** What the files of a list hold: by page, API and command line the same. */
export function filedList(report: ListedReport): Workbook {
  const { asAt, notes } = report;
  const asked = asAt === null ? [] : ([['As at', asAt]] as const);
  return {
    table: tableOf(report),
    about: { title: TITLES[report.report], asked, notes: notes.map(({ text }) => text) },
  };
}
