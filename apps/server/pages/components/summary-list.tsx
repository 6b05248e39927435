import { classNames, type Attributes, type Content, type Dressed } from './content.js';

interface Action {
  readonly href: string;
  readonly text: Content;
  /** What is changed: `Change` alone says nothing to whoever hears the links one by one. */
  readonly visuallyHiddenText?: string;
  readonly classes?: string;
  readonly attributes?: Attributes;
}

interface SummaryRow {
  readonly key: Content;
  readonly value: Content;
  readonly classes?: string;
  readonly actions?: readonly Action[];
}

interface SummaryListProps extends Dressed {
  readonly rows: readonly SummaryRow[];
}

export function SummaryList({ rows, classes, attributes }: SummaryListProps) {
  const hasActions = rows.some(({ actions = [] }) => actions.length > 0);
  return (
    <dl class={classNames('govuk-summary-list', classes)} {...attributes}>
      {rows.map((row) => (
        <div
          class={classNames(
            'govuk-summary-list__row',
            hasActions && row.actions === undefined && 'govuk-summary-list__row--no-actions',
            row.classes,
          )}
        >
          <dt class="govuk-summary-list__key">{row.key}</dt>
          <dd class="govuk-summary-list__value">{row.value}</dd>
          <Actions actions={row.actions ?? []} />
        </div>
      ))}
    </dl>
  );
}

function Actions({ actions }: { readonly actions: readonly Action[] }) {
  const [first] = actions;
  if (first === undefined) return null;
  return (
    <dd class="govuk-summary-list__actions">
      {actions.length === 1 ? (
        <ActionLink {...first} />
      ) : (
        <ul class="govuk-summary-list__actions-list">
          {actions.map((action) => (
            <li class="govuk-summary-list__actions-list-item">
              <ActionLink {...action} />
            </li>
          ))}
        </ul>
      )}
    </dd>
  );
}

const ActionLink = ({ href, text, visuallyHiddenText, classes, attributes }: Action) => (
  <a class={classNames('govuk-link', classes)} href={href} {...attributes}>
    {text}
    {visuallyHiddenText && <span class="govuk-visually-hidden"> {visuallyHiddenText}</span>}
  </a>
);
