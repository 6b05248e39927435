import type { LearningReport, LearningRow } from '#reporting';
import { Button } from '../components/button.js';
import { WideTable } from '../components/wide-table.js';

const MESSAGES: Readonly<Record<string, string>> = {
  messages: 'Messages to staff',
  sources: 'What they were learned from',
  discussions: 'Discussed in teams',
  'look-again': 'Looked at again',
};

const ACTIVITIES: Readonly<Record<string, string>> = {
  activities: 'Activities',
  attended: 'Who came, of those who were asked',
  'activity-themes': 'What activities were about',
};

const BY = [
  ['theme:', 'By theme'],
  ['service:', 'By service'],
  ['team:', 'By team'],
] as const;

const counted = ({ numerator, denominator, percent }: LearningRow): string =>
  `${numerator} of ${denominator}${percent === null ? '' : `\u00a0(${percent}%)`}`;

/** What became of messages to staff, and what was held. */
export const LearningSections = ({ report: { rows } }: { readonly report: LearningReport }) => (
  <>
    <Onwards />
    {rows.length === 0 && <p class="govuk-body">No message has been issued and no activity entered yet.</p>}
    <Each headings={MESSAGES} rows={rows} />
    {BY.map(([beginning, heading]) => (
      <Apart heading={heading} beginning={beginning} rows={rows} />
    ))}
    <Each headings={ACTIVITIES} rows={rows} />
  </>
);

interface EachProps {
  /** By series. */
  readonly headings: Readonly<Record<string, string>>;
  readonly rows: readonly LearningRow[];
}

/** A table for each series that has figures of something. */
const Each = ({ headings, rows }: EachProps) => (
  <>
    {Object.entries(headings)
      .map(([series, heading]) => ({ heading, own: rows.filter((row) => row.series === series) }))
      .filter(({ own }) => own.some(({ denominator }) => denominator > 0))
      .map(({ heading, own }) => (
        <WideTable
          caption={heading}
          firstCellIsHeader
          head={[{ text: 'What' }, { text: 'How many', format: 'numeric' }]}
          rows={own.map((row) => [{ text: row.label }, { text: counted(row), format: 'numeric' }])}
        />
      ))}
  </>
);

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
