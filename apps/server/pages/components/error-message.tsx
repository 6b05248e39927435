import { classNames, type Content, type Dressed } from './content.js';

interface ErrorMessageProps extends Dressed {
  readonly children: Content;
  readonly id?: string;
  /** What screen readers say before it; nothing where it is empty. */
  readonly visuallyHiddenText?: string;
}

export const ErrorMessage = ({
  children,
  id,
  visuallyHiddenText = 'Error',
  classes,
  attributes,
}: ErrorMessageProps) => (
  <p id={id} class={classNames('govuk-error-message', classes)} {...attributes}>
    {visuallyHiddenText && (
      <>
        <span class="govuk-visually-hidden">{visuallyHiddenText}:</span>{' '}
      </>
    )}
    {children}
  </p>
);
