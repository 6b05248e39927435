import type { Content } from '../components/content.js';

interface Named {
  /** In the command's body, and in the form. */
  readonly name: string;
  /** What it is called: the question, for choices. */
  readonly label: string;
  readonly hint?: Content;
  /** What is asked for where it was left empty: `Enter a reason`. */
  readonly asks: string;
  readonly optional?: true;
  /** What stands in it before anybody has written. */
  readonly value?: string | readonly string[];
}

export interface Option {
  readonly value: string;
  readonly text: string;
  readonly hint?: Content;
  /** Asked only of whoever chooses it. */
  readonly reveals?: readonly Field[];
}

/** What a form asks for, one question each. */
export type Field =
  /** In one's own words. */
  | (Named & { readonly kind: 'text'; readonly rows?: number })
  /** A few words on one line. */
  | (Named & { readonly kind: 'line'; readonly width?: 5 | 10 | 20 })
  /** `2024-05-31` in the body, three boxes on the page. */
  | (Named & { readonly kind: 'day' })
  /** `2024-05` in the body, two boxes on the page. */
  | (Named & { readonly kind: 'month' })
  /** A whole number. */
  | (Named & { readonly kind: 'number' })
  /** One of a few, all seen at once. */
  | (Named & { readonly kind: 'choice'; readonly options: readonly Option[] })
  /** One of many, from a list. */
  | (Named & { readonly kind: 'pick'; readonly options: readonly Option[]; readonly none?: string })
  /** True or false in the body. */
  | (Named & { readonly kind: 'yes-or-no'; readonly ifYes?: readonly Field[] })
  /** Several of a few: a list in the body. */
  | (Named & { readonly kind: 'several'; readonly options: readonly Option[] });

/** A field with all that it may reveal. */
export function withRevealed(field: Field): readonly Field[] {
  if (field.kind === 'yes-or-no') return [field, ...(field.ifYes ?? []).flatMap(withRevealed)];
  if (field.kind !== 'choice') return [field];
  return [field, ...field.options.flatMap(({ reveals = [] }) => reveals.flatMap(withRevealed))];
}
