import { classNames, type Attributes, type Content, type Dressed } from './content.js';

interface Tab {
  /** Begins the address of its panel: `#open`. */
  readonly id: string;
  readonly label: string;
  readonly panel: Content;
  readonly attributes?: Attributes;
}

interface TabsProps extends Dressed {
  readonly items: readonly Tab[];
  readonly id?: string;
  readonly title?: string;
}

export const Tabs = ({ items, id, title = 'Contents', classes, attributes }: TabsProps) => (
  <div id={id} class={classNames('govuk-tabs', classes)} {...attributes} data-module="govuk-tabs">
    <h2 class="govuk-tabs__title">{title}</h2>
    {items.length > 0 && (
      <ul class="govuk-tabs__list">
        {items.map((tab, index) => (
          <li class={classNames('govuk-tabs__list-item', index === 0 && 'govuk-tabs__list-item--selected')}>
            <a class="govuk-tabs__tab" href={`#${tab.id}`} {...tab.attributes}>
              {tab.label}
            </a>
          </li>
        ))}
      </ul>
    )}
    {items.map((tab, index) => (
      <div class={classNames('govuk-tabs__panel', index > 0 && 'govuk-tabs__panel--hidden')} id={tab.id}>
        {typeof tab.panel === 'string' ? <p class="govuk-body">{tab.panel}</p> : tab.panel}
      </div>
    ))}
  </div>
);
