import { classNames, type Attributes, type Content, type Dressed } from './content.js';

interface PageLink {
  readonly href: string;
  readonly text?: Content;
  readonly labelText?: string;
  readonly attributes?: Attributes;
}

type PageItem =
  | { readonly ellipsis: true }
  | {
      readonly number: number | string;
      readonly href: string;
      readonly current?: boolean;
      readonly visuallyHiddenText?: string;
      readonly attributes?: Attributes;
    };

interface PaginationProps extends Dressed {
  readonly items?: readonly PageItem[];
  readonly previous?: PageLink;
  readonly next?: PageLink;
  readonly landmarkLabel?: string;
}

export function Pagination({ items, previous, next, landmarkLabel = 'Pagination', ...props }: PaginationProps) {
  const { classes, attributes } = props;
  const isBlock = items === undefined && (previous !== undefined || next !== undefined);
  return (
    <nav
      class={classNames('govuk-pagination', isBlock && 'govuk-pagination--block', classes)}
      aria-label={landmarkLabel}
      {...attributes}
    >
      {previous && <ArrowLink kind="prev" link={previous} isBlock={isBlock} />}
      {items && (
        <ul class="govuk-pagination__list">
          {items.map((item) =>
            'ellipsis' in item ? (
              <li class="govuk-pagination__item govuk-pagination__item--ellipsis">⋯</li>
            ) : (
              <li class={classNames('govuk-pagination__item', item.current && 'govuk-pagination__item--current')}>
                <a
                  class="govuk-link govuk-pagination__link"
                  href={item.href}
                  aria-label={item.visuallyHiddenText ?? `Page ${item.number}`}
                  aria-current={item.current ? 'page' : undefined}
                  {...item.attributes}
                >
                  {item.number}
                </a>
              </li>
            ),
          )}
        </ul>
      )}
      {next && <ArrowLink kind="next" link={next} isBlock={isBlock} />}
    </nav>
  );
}

interface ArrowLinkProps {
  readonly kind: 'prev' | 'next';
  readonly link: PageLink;
  readonly isBlock: boolean;
}

const WORDS = { prev: 'Previous', next: 'Next' } as const;

const ArrowLink = ({ kind, link: { href, text, labelText, attributes }, isBlock }: ArrowLinkProps) => (
  <div class={`govuk-pagination__${kind}`}>
    <a class="govuk-link govuk-pagination__link" href={href} rel={kind} {...attributes}>
      {(isBlock || kind === 'prev') && <Arrow kind={kind} />}
      <span
        class={classNames(
          'govuk-pagination__link-title',
          isBlock && labelText === undefined && 'govuk-pagination__link-title--decorated',
        )}
      >
        {text ?? (
          <>
            {WORDS[kind]}
            <span class="govuk-visually-hidden"> page</span>
          </>
        )}
      </span>
      {isBlock && labelText !== undefined && (
        <>
          <span class="govuk-visually-hidden">:</span> <span class="govuk-pagination__link-label">{labelText}</span>
        </>
      )}
      {!isBlock && kind === 'next' && <Arrow kind={kind} />}
    </a>
  </div>
);

const ARROWS = {
  prev: 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  next: 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
} as const;

const Arrow = ({ kind }: { readonly kind: 'prev' | 'next' }) => (
  <svg
    class={`govuk-pagination__icon govuk-pagination__icon--${kind}`}
    xmlns="http://www.w3.org/2000/svg"
    height="13"
    width="15"
    aria-hidden="true"
    focusable="false"
    viewBox="0 0 15 13"
  >
    <path d={ARROWS[kind]} />
  </svg>
);
