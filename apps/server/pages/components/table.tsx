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
}

const spans = ({ colspan, rowspan, attributes }: Cell) => ({ colspan, rowspan, ...attributes });

export function Table({ caption, captionClasses, head, rows, firstCellIsHeader = false, ...props }: TableProps) {
  const { classes, attributes } = props;
  return (
    <table class={classNames('govuk-table', classes)} {...attributes}>
      {caption !== undefined && <caption class={classNames('govuk-table__caption', captionClasses)}>{caption}</caption>}
      {head && (
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {head.map((cell) => (
              <th
                scope="col"
                class={classNames(
                  'govuk-table__header',
                  cell.format && `govuk-table__header--${cell.format}`,
                  cell.classes,
                )}
                {...spans(cell)}
              >
                {cell.text}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody class="govuk-table__body">
        {rows.map((row) => (
          <tr class="govuk-table__row">
            {row.map((cell, index) =>
              index === 0 && firstCellIsHeader ? (
                <th scope="row" class={classNames('govuk-table__header', cell.classes)} {...spans(cell)}>
                  {cell.text}
                </th>
              ) : (
                <td
                  class={classNames(
                    'govuk-table__cell',
                    cell.format && `govuk-table__cell--${cell.format}`,
                    cell.classes,
                  )}
                  {...spans(cell)}
                >
                  {cell.text}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
