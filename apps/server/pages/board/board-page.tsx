import { Document, type Frame } from '../frame/document.js';
import { Filter, type FilterField } from '../lists/filter.js';
import { ListHead } from '../lists/list-head.js';
import { NotAllListed } from '../lists/not-all-listed.js';
import { Onward, countedOf } from '../lists/onward.js';
import { AuditTable } from './audit-table.js';
import type { BoardRowShown } from './present-board.js';

interface BoardPageProps {
  readonly frame: Frame;
  readonly fields: readonly FilterField[];
  readonly sort: FilterField;
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
export const BoardPage = ({ frame, fields, sort, query, rows, place, next, total, csv, ...props }: BoardPageProps) => (
  <Document frame={frame} title="Audits">
    <h1 class="govuk-heading-l">Audits</h1>
    <Filter address="/audits" summary="Filter or sort audits" fields={fields} sort={sort} />
    {props.isPartial && <NotAllListed />}
    {props.isImporting && (
      <p class="govuk-inset-text">Earlier audits are being imported. They are listed when all of them are there.</p>
    )}
    {rows.length === 0 ? (
      <Nothing isFiltered={fields.some(({ value }) => value !== '')} isPast={place !== ''} />
    ) : (
      <>
        <ListHead counted={countedOf(total, rows.length, NOUN)} csv={csv} />
        <AuditTable caption={`Audits, ${countedOf(total, rows.length, NOUN)}`} rows={rows} />
        <Onward address="/audits" {...{ query, place, next }} />
      </>
    )}
  </Document>
);

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
