import { Button } from '../components/button.js';
import { WideTable } from '../components/wide-table.js';
import { Document, type Frame } from '../frame/document.js';

/** A sample as the list of samples says it. */
export interface SampleListed {
  readonly month: string;
  readonly href: string;
  readonly type: string;
  readonly standing: string;
  readonly drawn: string;
}

interface SamplesPageProps {
  readonly frame: Frame;
  readonly samples: readonly SampleListed[];
  /** There is a caseload to draw from. */
  readonly mayDraw: boolean;
}

/** The samples there are, the newest month first, and the way to draw another. */
export const SamplesPage = ({ frame, samples, mayDraw }: SamplesPageProps) => (
  <Document frame={frame} title="Samples">
    <h1 class="govuk-heading-l">Samples</h1>
    <div class="govuk-button-group">
      {mayDraw && <Button href="/samples/draw">Draw a sample</Button>}
      <Button href="/caseloads" classes="govuk-button--secondary">
        Caseloads
      </Button>
    </div>
    {!mayDraw && (
      <p class="govuk-body">
        A sample is drawn from a caseload, and there is none yet.{' '}
        <a class="govuk-link" href="/caseloads/upload">
          Upload a caseload
        </a>{' '}
        first.
      </p>
    )}
    {samples.length === 0 ? (
      <p class="govuk-body">No sample has been drawn yet.</p>
    ) : (
      <WideTable
        caption={`${samples.length} ${samples.length === 1 ? 'sample' : 'samples'}, the newest month first`}
        captionClasses="govuk-visually-hidden"
        firstCellIsHeader
        head={['Month', 'Kind of audit', 'Standing', 'Drawn'].map((text) => ({ text }))}
        rows={samples.map(({ month, href, type, standing, drawn }) => [
          {
            text: (
              <a class="govuk-link" href={href}>
                {month}
              </a>
            ),
          },
          { text: type },
          { text: standing },
          { text: drawn },
        ])}
      />
    )}
  </Document>
);
