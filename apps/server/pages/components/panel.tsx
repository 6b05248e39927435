import { classNames, type Content, type Dressed } from './content.js';
import { Heading, type HeadingLevel } from './heading.js';

interface PanelProps extends Dressed {
  readonly title: Content;
  readonly headingLevel?: HeadingLevel;
  readonly children?: Content;
}

export const Panel = ({ title, headingLevel = 1, children, classes, attributes }: PanelProps) => (
  <div class={classNames('govuk-panel', 'govuk-panel--confirmation', classes)} {...attributes}>
    <Heading level={headingLevel} class="govuk-panel__title">
      {title}
    </Heading>
    {children !== undefined && <div class="govuk-panel__body">{children}</div>}
  </div>
);
