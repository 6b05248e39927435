import { classNames, type Content, type Dressed } from './content.js';

export interface LabelOptions extends Dressed {
  readonly text: Content;
  readonly isPageHeading?: boolean;
}

interface LabelProps extends LabelOptions {
  readonly for?: string;
}

export function Label({ text, for: of, isPageHeading = false, classes, attributes }: LabelProps) {
  if (text === undefined) return null;
  const label = (
    <label class={classNames('govuk-label', classes)} {...attributes} for={of}>
      {text}
    </label>
  );
  return isPageHeading ? <h1 class="govuk-label-wrapper">{label}</h1> : label;
}
