import { periodName } from '#domain';
import type { PublishedItem, PublishedReport } from '#reporting';
import { asPrinted } from '#reporting';
import { InsetText } from '../components/inset-text.js';
import { WideTable } from '../components/wide-table.js';

const VERDICTS: Readonly<Record<PublishedItem['verdict'], string>> = {
  agrees: 'Agrees',
  contradicts: 'Contradicts its counts',
  'no-counts': 'Too little is printed',
};

/** Each figure beside what its counts give. */
export const PublishedTable = ({ report: { items, notes } }: { readonly report: PublishedReport }) => (
  <>
    {notes.map(({ text }) => (
      <InsetText>{text}</InsetText>
    ))}
    {items.length === 0 ? (
      <p class="govuk-body">Nothing is entered yet.</p>
    ) : (
      <WideTable
        caption="Published figures"
        captionClasses="govuk-visually-hidden"
        head={[
          { text: 'Source' },
          { text: 'Period' },
          { text: 'About' },
          { text: 'Part' },
          { text: 'Printed', format: 'numeric' },
          { text: 'Counts', format: 'numeric' },
          { text: 'Verdict' },
          { text: 'Why' },
        ]}
        rows={items.map((item) => [
          { text: item.source },
          { text: periodName(item.period) },
          { text: item.series },
          { text: item.key },
          { text: item.printed === null ? '' : `${asPrinted(item)}%`, format: 'numeric' as const },
          { text: countsOf(item), format: 'numeric' as const },
          { text: VERDICTS[item.verdict] },
          { text: item.why, classes: 'plumbline-wordy' },
        ])}
      />
    )}
  </>
);

const countsOf = ({ numerator, denominator }: PublishedItem): string =>
  numerator === null && denominator === null ? '' : `${numerator ?? '–'} of ${denominator ?? '–'}`;
