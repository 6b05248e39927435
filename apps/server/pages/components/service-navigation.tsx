import { classNames, type Attributes, type Content, type Dressed } from './content.js';

interface NavigationItem {
  readonly text: Content;
  readonly href?: string;
  /** The page shown. */
  readonly current?: boolean;
  /** The page shown is below it. */
  readonly active?: boolean;
  readonly attributes?: Attributes;
}

interface ServiceNavigationProps extends Dressed {
  readonly serviceName?: string;
  readonly serviceUrl?: string;
  readonly items?: readonly NavigationItem[];
  readonly label?: string;
  readonly menuButtonText?: string;
  readonly navigationId?: string;
  readonly navigationClasses?: string;
}

export function ServiceNavigation({ serviceName, serviceUrl, items = [], ...props }: ServiceNavigationProps) {
  const { menuButtonText = 'Menu', label = menuButtonText, navigationId = 'navigation', ...own } = props;
  const { navigationClasses, classes, attributes } = own;
  const common = {
    class: classNames('govuk-service-navigation', classes),
    'data-module': 'govuk-service-navigation',
    ...attributes,
  };
  const inner = (
    <div class="govuk-width-container">
      <div class="govuk-service-navigation__container">
        {serviceName !== undefined && (
          <span class="govuk-service-navigation__service-name">
            {serviceUrl === undefined ? (
              <span class="govuk-service-navigation__text">{serviceName}</span>
            ) : (
              <a href={serviceUrl} class="govuk-service-navigation__link">
                {serviceName}
              </a>
            )}
          </span>
        )}
        {items.length > 0 && (
          <nav aria-label={label} class={classNames('govuk-service-navigation__wrapper', navigationClasses)}>
            {items.length > 1 && (
              <button
                type="button"
                class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle"
                aria-controls={navigationId}
                hidden
                aria-hidden="true"
              >
                {menuButtonText}
              </button>
            )}
            <ul class="govuk-service-navigation__list" id={navigationId}>
              {items.map((item) => (
                <Item {...item} />
              ))}
            </ul>
          </nav>
        )}
      </div>
    </div>
  );
  // With a name it is a landmark of its own; without one the navigation within is enough.
  return serviceName === undefined ? (
    <div {...common}>{inner}</div>
  ) : (
    <section aria-label="Service information" {...common}>
      {inner}
    </section>
  );
}

function Item({ text, href, current = false, active = false, attributes }: NavigationItem) {
  const isActive = current || active;
  // Whoever has colours and styles of their own still sees which it is.
  const content = isActive ? <strong class="govuk-service-navigation__active-fallback">{text}</strong> : text;
  const common = { 'aria-current': isActive ? (current ? 'page' : 'true') : undefined } as const;
  return (
    <li class={classNames('govuk-service-navigation__item', isActive && 'govuk-service-navigation__item--active')}>
      {href === undefined ? (
        <span class="govuk-service-navigation__text" {...common}>
          {content}
        </span>
      ) : (
        <a class="govuk-service-navigation__link" href={href} {...common} {...attributes}>
          {content}
        </a>
      )}
    </li>
  );
}
