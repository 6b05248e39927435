import { classNames, type Content, type Dressed } from './content.js';

export interface TagProps extends Dressed {
  readonly children: Content;
}

export const Tag = ({ children, classes, attributes }: TagProps) => (
  <strong class={classNames('govuk-tag', classes)} {...attributes}>
    {children}
  </strong>
);
