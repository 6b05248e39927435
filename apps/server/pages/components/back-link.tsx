import { classNames, type Content, type Dressed } from './content.js';

interface BackLinkProps extends Dressed {
  readonly href: string;
  readonly children?: Content;
}

export const BackLink = ({ href, children = 'Back', classes, attributes }: BackLinkProps) => (
  <a href={href} class={classNames('govuk-back-link', classes)} {...attributes}>
    {children}
  </a>
);
