import { classNames, type Content, type Dressed } from './content.js';

interface ButtonProps extends Dressed {
  readonly children: Content;
  /** With an address it is a link that looks like a button. */
  readonly href?: string;
  readonly type?: 'submit' | 'button' | 'reset';
  readonly name?: string;
  readonly value?: string;
  readonly id?: string;
  readonly disabled?: boolean;
  readonly preventDoubleClick?: boolean;
  readonly isStartButton?: boolean;
}

export function Button({ children, href, isStartButton = false, classes, attributes, id, ...own }: ButtonProps) {
  const common = {
    class: classNames('govuk-button', classes, isStartButton && 'govuk-button--start'),
    'data-module': 'govuk-button',
    ...attributes,
    id,
  };
  const content = isStartButton ? (
    <>
      {children}
      <StartIcon />
    </>
  ) : (
    children
  );
  if (href !== undefined)
    return (
      <a href={href} role="button" draggable={false} {...common}>
        {content}
      </a>
    );
  const { type = 'submit', name, value, disabled = false, preventDoubleClick } = own;
  return (
    <button
      type={type}
      value={value}
      name={name}
      {...(disabled && { disabled: true, 'aria-disabled': 'true' })}
      {...(preventDoubleClick !== undefined && { 'data-prevent-double-click': String(preventDoubleClick) })}
      {...common}
    >
      {content}
    </button>
  );
}

const StartIcon = () => (
  <svg
    class="govuk-button__start-icon"
    xmlns="http://www.w3.org/2000/svg"
    width="17.5"
    height="19"
    viewBox="0 0 33 40"
    aria-hidden="true"
    focusable="false"
  >
    <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" />
  </svg>
);
