import { Button } from '../components/button.js';
import { Details } from '../components/details.js';
import { Select } from '../components/select.js';

/** One thing a list can be narrowed by. Its first item is for not narrowing it. */
export interface FilterField {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly items: readonly { readonly value: string; readonly text: string }[];
}

interface FilterProps {
  /** The list's own address. */
  readonly address: string;
  readonly summary: string;
  readonly fields: readonly FilterField[];
  readonly open?: boolean;
  /** What the list may be sorted by, where it may be by several things: the first is how it stands otherwise. */
  readonly sort?: FilterField;
}

/** How a list is narrowed: what it is narrowed to now, each with a way to take it off, and what else there is. */
export function Filter({ address, summary, fields, open, sort }: FilterProps) {
  const chosen = fields.filter(({ value }) => value !== '');
  return (
    <>
      {chosen.length > 0 && (
        <p class="govuk-body">
          Filtered by {chosen.map(inWords).join(', ')}.{' '}
          <a class="govuk-link" href={address}>
            Clear<span class="govuk-visually-hidden"> all filters</span>
          </a>
        </p>
      )}
      <Details summary={summary} open={open}>
        <form method="get" action={address}>
          <div class="plumbline-filter">
            {[...fields, ...(sort === undefined ? [] : [sort])].map(({ name, label, value, items }) => (
              <Select name={name} label={{ text: label }} items={items} value={value} />
            ))}
          </div>
          <div class="govuk-button-group">
            <Button>Show</Button>
            <a class="govuk-link" href={address}>
              Clear
            </a>
          </div>
        </form>
      </Details>
    </>
  );
}

/** Whether a list is narrowed by anything. */
export const isNarrowed = (fields: readonly FilterField[]): boolean => fields.some(({ value }) => value !== '');

const inWords = ({ label, value, items }: FilterField): string =>
  `${label.toLowerCase()} ${items.find((item) => item.value === value)?.text ?? value}`;
