import { classNames, type Attributes, type Content, type Dressed } from './content.js';

interface BreadcrumbsProps extends Dressed {
  /** The last, without an address, is the page itself. */
  readonly items: readonly { readonly text: Content; readonly href?: string; readonly attributes?: Attributes }[];
  readonly collapseOnMobile?: boolean;
  readonly labelText?: string;
}

export const Breadcrumbs = ({
  items,
  collapseOnMobile = false,
  labelText = 'Breadcrumb',
  classes,
  attributes,
}: BreadcrumbsProps) => (
  <nav
    class={classNames('govuk-breadcrumbs', classes, collapseOnMobile && 'govuk-breadcrumbs--collapse-on-mobile')}
    {...attributes}
    aria-label={labelText}
  >
    <ol class="govuk-breadcrumbs__list">
      {items.map(({ text, href, attributes: own }) =>
        href === undefined ? (
          <li class="govuk-breadcrumbs__list-item" aria-current="page">
            {text}
          </li>
        ) : (
          <li class="govuk-breadcrumbs__list-item">
            <a class="govuk-breadcrumbs__link" href={href} {...own}>
              {text}
            </a>
          </li>
        ),
      )}
    </ol>
  </nav>
);
