import { classNames, type Content, type Dressed } from './content.js';

interface WarningTextProps extends Dressed {
  readonly children: Content;
  readonly iconFallbackText?: string;
}

export const WarningText = ({ children, iconFallbackText = 'Warning', classes, attributes }: WarningTextProps) => (
  <div class={classNames('govuk-warning-text', classes)} {...attributes}>
    <span class="govuk-warning-text__icon" aria-hidden="true">
      !
    </span>
    <strong class="govuk-warning-text__text">
      <span class="govuk-visually-hidden">{iconFallbackText}</span> {children}
    </strong>
  </div>
);
