import { Breadcrumbs } from '../components/breadcrumbs.js';
import { WideTable } from '../components/wide-table.js';
import { Document, type Frame } from '../frame/document.js';

/** An audit that a figure counts. */
export interface BehindShown {
  readonly reference: string;
  readonly recorded: string;
  /** Where it is read as it was known when that was recorded. */
  readonly corrected: boolean;
}

interface BehindPageProps {
  readonly frame: Frame;
  readonly report: { readonly text: string; readonly href: string };
  /** The figure: `Good, overall grade, April to June 2026`. */
  readonly figure: string;
  readonly total: number;
  readonly audits: readonly BehindShown[];
}

/** The audits behind one figure of a report. */
export const BehindPage = ({ frame, report, figure, total, audits }: BehindPageProps) => (
  <Document
    frame={frame}
    title={figure}
    before={<Breadcrumbs items={[{ text: 'Reports', href: '/reports' }, report, { text: 'Audits behind a figure' }]} />}
  >
    <h1 class="govuk-heading-l">{figure}</h1>
    <p class="govuk-body">
      {total === 1 ? 'One audit is counted here.' : `${total} audits are counted here.`}
      {audits.length < total && ` The first ${audits.length} are listed.`}
    </p>
    <WideTable
      caption="Audits behind this figure"
      captionClasses="govuk-visually-hidden"
      firstCellIsHeader
      head={[{ text: 'Audit' }, { text: 'Recorded so' }, { text: 'Put right later' }]}
      rows={audits.map(({ reference, recorded, corrected }) => [
        {
          text: (
            <a class="govuk-link" href={`/audits/${reference}`}>
              {reference}
            </a>
          ),
        },
        { text: recorded },
        { text: corrected ? 'Yes' : 'No' },
      ])}
    />
  </Document>
);
