import { classNames, type Content, type Dressed } from './content.js';

interface HintProps extends Dressed {
  readonly children: Content;
  readonly id?: string;
}

export const Hint = ({ children, id, classes, attributes }: HintProps) => (
  <div id={id} class={classNames('govuk-hint', classes)} {...attributes}>
    {children}
  </div>
);
