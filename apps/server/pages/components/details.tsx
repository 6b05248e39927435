import { classNames, type Content, type Dressed } from './content.js';

interface DetailsProps extends Dressed {
  readonly summary: Content;
  readonly children: Content;
  readonly id?: string;
  readonly open?: boolean;
}

export const Details = ({ summary, children, id, open = false, classes, attributes }: DetailsProps) => (
  <details id={id} class={classNames('govuk-details', classes)} {...attributes} open={open}>
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">{summary}</span>
    </summary>
    <div class="govuk-details__text">{children}</div>
  </details>
);
