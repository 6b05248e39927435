import { classNames, type Content, type Dressed } from './content.js';

interface InsetTextProps extends Dressed {
  readonly children: Content;
  readonly id?: string;
}

export const InsetText = ({ children, id, classes, attributes }: InsetTextProps) => (
  <div id={id} class={classNames('govuk-inset-text', classes)} {...attributes}>
    {children}
  </div>
);
