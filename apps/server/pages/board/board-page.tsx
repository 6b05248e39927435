import { Child } from '../case/child.js';
import { Tag } from '../components/tag.js';
import { WideTable } from '../components/wide-table.js';
import { Document, type Frame } from '../frame/document.js';
import { Filter, type FilterField } from '../lists/filter.js';
import { NotAllListed } from '../lists/not-all-listed.js';
import { Onward, countedOf } from '../lists/onward.js';
import type { BoardRowShown } from './present-board.js';

interface BoardPageProps {
  readonly frame: Frame;
  readonly fields: readonly FilterField[];
  readonly query: Readonly<Record<string, string>>;
  readonly rows: readonly BoardRowShown[];
  /** Where this page begins; empty for the first. */
  readonly place: string;
  readonly next: string | null;
  /** Null where they are too many to be counted for this reader. */
  readonly total: number | null;
  readonly csv: string;
  /** Earlier audits are being imported and not listed yet. */
  readonly isImporting: boolean;
  /** Not all audits are listed for the reader. */
  readonly isPartial: boolean;
}

const NOUN = ['audit', 'audits'] as const;

/** Every audit that somebody may read something of. */
export const BoardPage = ({ frame, fields, query, rows, place, next, total, csv, ...props }: BoardPageProps) => (
  <Document frame={frame} title="Audits">
    <h1 class="govuk-heading-l">Audits</h1>
    <Filter address="/audits" summary="Filter audits" fields={fields} />
    {props.isPartial && <NotAllListed />}
    {props.isImporting && (
      <p class="govuk-inset-text">Earlier audits are being imported. They are listed when all of them are there.</p>
    )}
    {rows.length === 0 ? (
      <Nothing isFiltered={fields.some(({ value }) => value !== '')} isPast={place !== ''} />
    ) : (
      <>
        <p class="govuk-body">
          {countedOf(total, rows.length, NOUN)}.{' '}
          <a class="govuk-link" href={csv} download>
            Download this list (CSV)
          </a>
        </p>
        <WideTable
          caption={`Audits, ${countedOf(total, rows.length, NOUN)}`}
          captionClasses="govuk-visually-hidden"
          firstCellIsHeader
          head={['Audit', 'Child', 'Type', 'Team', 'Stage', 'Auditor', 'Next', 'Open actions', 'Open concerns'].map(
            (text) => ({ text }),
          )}
          rows={rows.map((row) => [
            {
              text: (
                <a class="govuk-link plumbline-reference" href={row.href}>
                  {row.reference}
                </a>
              ),
            },
            { text: <Child {...row} /> },
            { text: row.type },
            { text: row.team },
            { text: row.stage },
            { text: row.auditor },
            { text: <Next {...row} />, classes: 'plumbline-wordy' },
            { text: row.actions },
            { text: row.concerns },
          ])}
        />
        <Onward address="/audits" {...{ query, place, next }} />
      </>
    )}
  </Document>
);

const Next = ({ next, due, near, isLate }: BoardRowShown) => {
  if (next === '') return <>Nothing</>;
  return (
    <>
      {next}
      <span class="plumbline-more">
        {due}, {isLate ? <Tag classes="govuk-tag--red">{near}</Tag> : near}
      </span>
    </>
  );
};

const Nothing = ({ isFiltered, isPast }: { readonly isFiltered: boolean; readonly isPast: boolean }) => {
  if (isPast)
    return (
      <p class="govuk-body">
        There are no more audits in this list.{' '}
        <a class="govuk-link" href="/audits">
          Go to the first
        </a>
      </p>
    );
  return (
    <p class="govuk-body">
      {isFiltered
        ? 'No audit fits this filter. Clear it, or choose less.'
        : 'There are no audits yet that you may see. Audits come from a sample that a coordinator draws and issues.'}
    </p>
  );
};
