import { Button } from '../components/button.js';
import { WideTable } from '../components/wide-table.js';
import { Filter, type FilterField } from '../lists/filter.js';
import { ListHead } from '../lists/list-head.js';
import { countedOf } from '../lists/onward.js';
import { Document, type Frame } from '../frame/document.js';

/** A sample as the list of samples says it. */
export interface SampleListed {
  readonly month: string;
  readonly href: string;
  readonly type: string;
  readonly standing: string;
  readonly drawn: string;
  readonly selected: number;
  readonly reservesUsed: number;
}

interface SamplesPageProps {
  readonly frame: Frame;
  readonly samples: readonly SampleListed[];
  readonly fields: readonly FilterField[];
  readonly sort: FilterField;
  readonly csv: string;
  /** There is a caseload to draw from. */
  readonly mayDraw: boolean;
  /** What the council's settings have besides: rounds, expected audits. */
  readonly more: readonly { readonly text: string; readonly href: string }[];
}

/** The samples there are, the newest month first, and the way to draw another. */
export const SamplesPage = ({ frame, samples, fields, sort, csv, mayDraw, more }: SamplesPageProps) => (
  <Document frame={frame} title="Samples">
    <h1 class="govuk-heading-l">Samples</h1>
    <div class="govuk-button-group">
      {mayDraw && <Button href="/samples/draw">Draw a sample</Button>}
      <Button href="/caseloads" classes="govuk-button--secondary">
        Caseloads
      </Button>
      {more.map(({ text, href }) => (
        <Button href={href} classes="govuk-button--secondary">
          {text}
        </Button>
      ))}
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
    <Filter address="/samples" summary="Filter or sort samples" fields={fields} sort={sort} />
    {samples.length === 0 ? (
      <p class="govuk-body">
        {fields.some(({ value }) => value !== '')
          ? 'No sample is of this type. Clear the filter to see the others.'
          : 'No sample has been drawn yet. The first is drawn from a caseload.'}
      </p>
    ) : (
      <>
        <ListHead counted={countedOf(samples.length, samples.length, ['sample', 'samples'])} csv={csv} />
        <WideTable
          caption="Samples"
          captionClasses="govuk-visually-hidden"
          firstCellIsHeader
          head={[
            ...['Month', 'Kind of audit', 'Standing', 'Drawn'].map((text) => ({ text })),
            { text: 'Selected', format: 'numeric' as const },
          ]}
          rows={samples.map(({ month, href, type, standing, drawn, selected }) => [
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
            { text: selected, format: 'numeric' },
          ])}
        />
      </>
    )}
  </Document>
);
