import type { KeptReportShown, NamesShown } from '#engine';
import { Breadcrumbs } from '../components/breadcrumbs.js';
import { Button } from '../components/button.js';
import { SummaryList } from '../components/summary-list.js';
import { WideTable } from '../components/wide-table.js';
import { Document, type Frame } from '../frame/document.js';
import { plainDate } from '../words/dates.js';
import { plainInstant } from '../words/instants.js';

export const keptAddress = (id: string): string => `/reports/committee/kept/${id}`;

const REPORTS = { text: 'Reports', href: '/reports' };
const KEPT = { text: 'Reports to committees', href: '/reports/committee/kept' };
const ERASED = 'A report whose words are erased';

const standingOf = ({ signedOff, versions }: KeptReportShown): string =>
  signedOff === null
    ? `Draft, version ${versions.length}`
    : `Version ${signedOff.version} signed off on ${plainDate(signedOff.on)}`;

/** Every report to a committee that was kept. */
export const KeptReportsPage = ({ frame, reports }: { frame: Frame; reports: readonly KeptReportShown[] }) => (
  <Document frame={frame} title={KEPT.text} before={<Breadcrumbs items={[REPORTS, { text: KEPT.text }]} />}>
    <h1 class="govuk-heading-l">{KEPT.text}</h1>
    <Button href="/reports/committee">Write a report</Button>
    {reports.length === 0 ? (
      <p class="govuk-body">No report is kept yet.</p>
    ) : (
      <WideTable
        caption={KEPT.text}
        captionClasses="govuk-visually-hidden"
        firstCellIsHeader
        head={['Report', 'Figures', 'Standing'].map((text) => ({ text }))}
        rows={reports.map((report) => [
          {
            text: (
              <a class="govuk-link" href={keptAddress(report.reportId)}>
                {report.title ?? ERASED}
              </a>
            ),
          },
          { text: `${plainDate(report.from)} to ${plainDate(report.to)}` },
          { text: standingOf(report) },
        ])}
      />
    )}
  </Document>
);

interface KeptReportPageProps {
  readonly frame: Frame;
  readonly report: KeptReportShown;
  readonly names: NamesShown;
  readonly maySignOff: boolean;
}

const FORMATS = [
  ['docx', 'Word'],
  ['pdf', 'PDF'],
  ['html', 'Web page'],
] as const;

/** One report, its versions as files, and its sign-off. */
export function KeptReportPage({ frame, report, names, maySignOff }: KeptReportPageProps) {
  const { reportId, title, from, to, versions, signedOff } = report;
  const called = title ?? ERASED;
  return (
    <Document frame={frame} title={called} before={<Breadcrumbs items={[REPORTS, KEPT, { text: called }]} />}>
      <h1 class="govuk-heading-l">{called}</h1>
      <SummaryList
        rows={[
          { key: 'Figures', value: `${plainDate(from)} to ${plainDate(to)}` },
          { key: 'Standing', value: standingOf(report) },
          ...(signedOff === null ? [] : [{ key: 'Signed off by', value: signedOff.as ?? 'Name erased' }]),
        ]}
      />
      {maySignOff && <Button href={`${keptAddress(reportId)}/sign-off`}>Sign it off</Button>}
      <WideTable
        caption="Versions"
        firstCellIsHeader
        head={['Version', 'Kept', 'By', 'Files'].map((text) => ({ text }))}
        rows={[...versions].reverse().map(({ version, keptAt, keptBy }) => [
          { text: String(version) },
          { text: plainInstant(keptAt) },
          { text: names[keptBy] ?? 'The command line' },
          {
            text: (
              <>
                {FORMATS.map(([format, words]) => (
                  <>
                    <a class="govuk-link" href={`${keptAddress(reportId)}/${version}/${format}`} download>
                      {words}
                      <span class="govuk-visually-hidden"> of version {version}</span>
                    </a>{' '}
                  </>
                ))}
              </>
            ),
          },
        ])}
      />
    </Document>
  );
}
