import { BandChart } from '#charts';
import { InsetText } from '../components/inset-text.js';
import { SummaryList } from '../components/summary-list.js';
import { WideTable } from '../components/wide-table.js';
import type { MeasureSection } from '#reporting';

/** Each measure: its bands, what in them does not hold together, and its readings, drawn and in a table. */
export const MeasureSections = ({
  sections,
  notes,
}: {
  readonly sections: readonly MeasureSection[];
  readonly notes: readonly string[];
}) => (
  <>
    {notes.map((note) => (
      <InsetText>{note}</InsetText>
    ))}
    {sections.length === 0 && <p class="govuk-body">No measure is published yet.</p>}
    {sections.map(({ id, title, facts, findings, rows, chart }) => (
      <section aria-labelledby={id}>
        <h2 class="govuk-heading-m" id={id}>
          {title}
        </h2>
        <SummaryList rows={facts} />
        {findings.length > 0 && (
          <>
            <h3 class="govuk-heading-s">What in these bands does not hold together</h3>
            <ul class="govuk-list govuk-list--bullet">
              {findings.map((finding) => (
                <li>{finding}</li>
              ))}
            </ul>
          </>
        )}
        {chart !== null && <BandChart id={`${id}-chart`} title={`Readings of ${title}`} {...chart} />}
        {rows.length === 0 ? (
          <p class="govuk-body">It has no reading yet.</p>
        ) : (
          <WideTable
            caption={`Readings of ${title}`}
            captionClasses="govuk-visually-hidden"
            firstCellIsHeader
            head={[
              { text: 'Period' },
              { text: 'Counts', format: 'numeric' },
              { text: 'Reading', format: 'numeric' },
              { text: 'Band' },
            ]}
            rows={rows.map(({ period, counts, value, band }) => [
              { text: period },
              { text: counts, format: 'numeric' as const },
              { text: value, format: 'numeric' as const },
              { text: band },
            ])}
          />
        )}
      </section>
    ))}
  </>
);
