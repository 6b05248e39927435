import { classNames, type Attributes, type Content, type Dressed } from './content.js';

export interface ErrorItem {
  readonly text: Content;
  /** Leads to the field: `#due-day`. */
  readonly href?: string;
  readonly attributes?: Attributes;
}

interface ErrorSummaryProps extends Dressed {
  readonly title?: Content;
  readonly description?: Content;
  readonly errors?: readonly ErrorItem[];
  readonly disableAutoFocus?: boolean;
}

export const ErrorSummary = ({
  title = 'There is a problem',
  description,
  errors = [],
  disableAutoFocus,
  classes,
  attributes,
}: ErrorSummaryProps) => (
  <div
    class={classNames('govuk-error-summary', classes)}
    {...(disableAutoFocus !== undefined && { 'data-disable-auto-focus': String(disableAutoFocus) })}
    {...attributes}
    data-module="govuk-error-summary"
  >
    <div role="alert">
      <h2 class="govuk-error-summary__title">{title}</h2>
      <div class="govuk-error-summary__body">
        {description !== undefined && <p>{description}</p>}
        {errors.length > 0 && (
          <ul class="govuk-list govuk-error-summary__list">
            {errors.map(({ text, href, attributes: own }) => (
              <li>
                {href === undefined ? (
                  text
                ) : (
                  <a href={href} {...own}>
                    {text}
                  </a>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  </div>
);
