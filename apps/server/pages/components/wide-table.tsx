import { Table, type TableProps } from './table.js';

interface WideTableProps extends Omit<TableProps, 'caption'> {
  /** Names the table, and the region in which it scrolls. */
  readonly caption: string;
}

/** A table that may be wider than the page: it scrolls by itself, in a region that has a name and takes focus. */
export const WideTable = ({ caption, captionClasses = 'govuk-table__caption--m', ...table }: WideTableProps) => (
  <div class="plumbline-wide" role="region" aria-label={caption} tabIndex={0}>
    <Table caption={caption} captionClasses={captionClasses} {...table} />
  </div>
);
