import type { PeriodLength } from '#domain';
import { aboutReport, REPORT_WORDS, type About, type ReportShown, type Workbook } from '#reporting';
import { list, section, sectionsOf, told, type Composition } from './build-document.js';
import type { CommitteeDocument } from './document.js';

/** Of which council, and when the figures stood: an instant. */
interface Standing extends Pick<Composition, 'council' | 'asAt'> {
  readonly settings: Composition['settings'];
}

const LONGEST: PeriodLength = 'year';

/** One report as a document by itself: what was asked, its tables and charts, and how to read them. */
export function reportDocument(report: ReportShown, { council, asAt, settings }: Standing): CommitteeDocument {
  const about = aboutReport(report);
  const words = REPORT_WORDS[report.report].about;
  const figures = sectionsOf(report, report.by ?? LONGEST, settings, 'Figures', [{ kind: 'paragraph', text: words }]);
  return documentOf(about, figures, { council, asAt });
}

/** A list that was entered, as a document with one table. */
export function listDocument(
  { table: { head, rows }, about }: Workbook,
  standing: Pick<Standing, 'council' | 'asAt'>,
): CommitteeDocument {
  const cells = rows.map((row) => row.map((field) => String(field ?? '')));
  const table = { caption: about.title, head: head.map(inWords), rows: cells };
  return documentOf(about, [section('Figures', [{ kind: 'table', table }])], standing);
}

const documentOf = (
  { title, asked, notes }: About,
  figures: CommitteeDocument['sections'],
  standing: Pick<Standing, 'council' | 'asAt'>,
): CommitteeDocument => ({
  ...standing,
  title,
  facts: asked.map(([name, value]) => ({ name, value })),
  sections: [...figures, ...told('How to read the figures', list(notes, false))],
});

/** `review_date`: Review date. */
const inWords = (heading: string): string => {
  const words = heading.replaceAll('_', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
};
