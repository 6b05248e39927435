import type { LearningReport, LearningRow } from '#reporting';
import { Button } from '../components/button.js';
import { WideTable } from '../components/wide-table.js';

const HEADINGS: Readonly<Record<string, string>> = {
  messages: 'Messages to staff',
  sources: 'What they were learned from',
  discussions: 'Discussed in teams',
  'look-again': 'Looked at again',
};

const BY = [
  ['theme:', 'By theme'],
  ['service:', 'By service'],
  ['team:', 'By team'],
] as const;

const counted = ({ numerator, denominator, percent }: LearningRow): string =>
  `${numerator} of ${denominator}${percent === null ? '' : `\u00a0(${percent}%)`}`;

/** What became of messages to staff. */
export function LearningSections({ report: { rows } }: { readonly report: LearningReport }) {
  if (rows.length === 0)
    return (
      <>
        <p class="govuk-body">No message has been issued yet.</p>
        <Onwards />
      </>
    );
  return (
    <>
      <Onwards />
      {Object.entries(HEADINGS).map(([series, heading]) => (
        <WideTable
          caption={heading}
          firstCellIsHeader
          head={[{ text: 'What' }, { text: 'How many', format: 'numeric' }]}
          rows={rows
            .filter((row) => row.series === series)
            .map((row) => [{ text: row.label }, { text: counted(row), format: 'numeric' }])}
        />
      ))}
      {BY.map(([beginning, heading]) => (
        <Apart heading={heading} beginning={beginning} rows={rows} />
      ))}
    </>
  );
}

const Onwards = () => (
  <p class="govuk-body">
    <Button href="/learning" classes="govuk-button--secondary">
      Read the messages
    </Button>
  </p>
);

interface ApartProps {
  readonly heading: string;
  readonly beginning: string;
  readonly rows: readonly LearningRow[];
}

/** A line for each theme, service or team, with a column for each standing. */
function Apart({ heading, beginning, rows }: ApartProps) {
  const own = rows.filter(({ series }) => series.startsWith(beginning));
  const names = [...new Set(own.map(({ series }) => series))];
  const [first] = names;
  if (first === undefined) return null;
  const head = own.filter(({ series }) => series === first).map(({ label }) => label);
  return (
    <WideTable
      caption={heading}
      firstCellIsHeader
      head={[{ text: heading.slice('By '.length) }, ...head.map((text) => ({ text, format: 'numeric' as const }))].map(
        (cell) => ({ ...cell, text: cell.text.charAt(0).toUpperCase() + cell.text.slice(1) }),
      )}
      rows={names.map((name) => [
        { text: name.slice(beginning.length) },
        ...own
          .filter(({ series }) => series === name)
          .map((row) => ({ text: counted(row), format: 'numeric' as const })),
      ])}
    />
  );
}
