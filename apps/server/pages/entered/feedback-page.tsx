import { ShareChart } from '#charts';
import { InsetText } from '../components/inset-text.js';
import { WideTable } from '../components/wide-table.js';
import type { FeedbackSection } from '#reporting';

/** What each kind of people said: drawn, in a table, and the words that may be shown. */
export const FeedbackSections = ({
  sections,
  notes,
}: {
  readonly sections: readonly FeedbackSection[];
  readonly notes: readonly string[];
}) => (
  <>
    {notes.map((note) => (
      <InsetText>{note}</InsetText>
    ))}
    {sections.length === 0 && <p class="govuk-body">Nothing is entered yet.</p>}
    {sections.map(({ id, title, rows, bars, quotes }) => (
      <section aria-labelledby={id}>
        <h2 class="govuk-heading-m" id={id}>
          {title}
        </h2>
        {bars !== null && <ShareChart id={`${id}-chart`} title={`What ${title.toLowerCase()} said`} bars={bars} />}
        <WideTable
          caption={`Ratings: ${title}`}
          captionClasses="govuk-visually-hidden"
          firstCellIsHeader
          head={[{ text: 'Period' }, { text: 'Rating' }, { text: 'Share', format: 'numeric' }]}
          rows={rows.map(({ period, rating, figure }) => [
            { text: period },
            { text: rating },
            { text: figure, format: 'numeric' as const },
          ])}
        />
        {quotes.length > 0 && (
          <>
            <h3 class="govuk-heading-s">In their words</h3>
            {quotes.map(({ period, text }) => (
              <InsetText>
                <span class="plumbline-written">{text}</span>
                <span class="plumbline-more">{period}</span>
              </InsetText>
            ))}
          </>
        )}
      </section>
    ))}
  </>
);
