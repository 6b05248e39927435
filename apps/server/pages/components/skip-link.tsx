import { classNames, type Content, type Dressed } from './content.js';

interface SkipLinkProps extends Dressed {
  readonly href?: string;
  readonly children: Content;
}

export const SkipLink = ({ href = '#content', children, classes, attributes }: SkipLinkProps) => (
  <a href={href} class={classNames('govuk-skip-link', classes)} {...attributes} data-module="govuk-skip-link">
    {children}
  </a>
);
