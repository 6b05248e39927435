import type { Content } from './content.js';

export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6;

interface HeadingProps {
  readonly level: HeadingLevel;
  readonly class: string;
  readonly id?: string;
  readonly children: Content;
}

/** A heading of a level that is known when the page is made. */
export function Heading({ level, ...own }: HeadingProps) {
  const Element = `h${level}` as const;
  return <Element {...own} />;
}
