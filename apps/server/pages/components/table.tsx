import { classNames, type Attributes, type Content, type Dressed } from './content.js';

interface HeadCell {
  readonly text: Content;
  readonly format?: 'numeric';
  readonly classes?: string;
  readonly colspan?: number;
  readonly rowspan?: number;
  readonly attributes?: Attributes;
}

export type Cell = HeadCell;

export interface TableProps extends Dressed {
  readonly caption?: Content;
  readonly captionClasses?: string;
  readonly head?: readonly HeadCell[];
  readonly rows: readonly (readonly Cell[])[];
  readonly firstCellIsHeader?: boolean;
  /** On a narrow screen rows stand one below another, each cell under its column's heading (`wide-table.tsx`). */
  readonly stacks?: boolean;
}

/** Said outright where the styles lay a table out as something else: a screen reader goes by it. */
const role = <Name extends string>(stacks: boolean, name: Name): { role?: Name } => (stacks ? { role: name } : {});

const spans = ({ colspan, rowspan, attributes }: Cell) => ({ colspan, rowspan, ...attributes });

export function Table({ caption, captionClasses, head, rows, firstCellIsHeader = false, ...props }: TableProps) {
  const { classes, attributes, stacks = false } = props;
  const row = { class: 'govuk-table__row', ...role(stacks, 'row') };
  /** What stands above a cell: by the styles, on a narrow screen alone. */
  const under = (index: number) => {
    const heading = head?.[index]?.text;
    return stacks && typeof heading === 'string' ? { 'data-heading': heading } : {};
  };
  return (
    <table class={classNames('govuk-table', classes)} {...role(stacks, 'table')} {...attributes}>
      {caption !== undefined && <caption class={classNames('govuk-table__caption', captionClasses)}>{caption}</caption>}
      {head && (
        <thead class="govuk-table__head" {...role(stacks, 'rowgroup')}>
          <tr {...row}>
            {head.map((cell) => (
              <th
                scope="col"
                class={classNames(
                  'govuk-table__header',
                  cell.format && `govuk-table__header--${cell.format}`,
                  cell.classes,
                )}
                {...role(stacks, 'columnheader')}
                {...spans(cell)}
              >
                {cell.text}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody class="govuk-table__body" {...role(stacks, 'rowgroup')}>
        {rows.map((cells) => (
          <tr {...row}>
            {cells.map((cell, index) =>
              index === 0 && firstCellIsHeader ? (
                <th
                  scope="row"
                  class={classNames('govuk-table__header', cell.classes)}
                  {...role(stacks, 'rowheader')}
                  {...spans(cell)}
                >
                  {cell.text}
                </th>
              ) : (
                <td
                  class={classNames(
                    'govuk-table__cell',
                    cell.format && `govuk-table__cell--${cell.format}`,
                    cell.classes,
                  )}
                  {...role(stacks, 'cell')}
                  {...under(index)}
                  {...spans(cell)}
                >
                  {stacks ? <div>{cell.text}</div> : cell.text}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
