import { classNames } from './content.js';
import { Table, type TableProps } from './table.js';

interface WideTableProps extends Omit<TableProps, 'caption'> {
  /** Names the table, and the region in which it scrolls. */
  readonly caption: string;
}

/**
 * A table that may be wider than the page: it scrolls by itself, in a region that has a name and takes focus. On a narrow
 * screen its rows stand one below another instead, so that nothing of them is out of sight; but not those of figures, which are
 * compared across.
 */
export const WideTable = ({
  caption,
  captionClasses = 'govuk-table__caption--m',
  stacks = true,
  ...table
}: WideTableProps) => (
  <div
    class={classNames('plumbline-wide', stacks && 'plumbline-wide--stacks')}
    role="region"
    aria-label={caption}
    tabIndex={0}
  >
    <Table {...{ caption, captionClasses, stacks }} {...table} />
  </div>
);
