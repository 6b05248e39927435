import type { VNode } from 'preact';

/** What stands in an element: a text, which is escaped, or elements. */
export type Content = VNode | string | number | false | null | undefined | readonly Content[];

/** Further attributes of an element. */
export type Attributes = Readonly<Record<string, string | boolean | undefined>>;

/** What every component takes beside its own: further classes, and further attributes. */
export interface Dressed {
  readonly classes?: string;
  readonly attributes?: Attributes;
}

/** The classes of an element, those that are not there left out. */
export const classNames = (...names: readonly (string | false | null | undefined)[]): string =>
  names.filter(Boolean).join(' ');

/** Ids that describe an element, as `aria-describedby` takes them; undefined where there are none. */
export const described = (...ids: readonly (string | false | null | undefined)[]): string | undefined =>
  classNames(...ids) || undefined;
