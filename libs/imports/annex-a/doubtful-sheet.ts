import type { Sheet } from '../workbook/workbook.js';

/** Why a sheet may not be the list it looks like. */
export type Doubt = 'hidden' | 'copy' | 'guidance';

/** Sheets about a list: their rows may repeat its headers, with made-up children as an example. */
const ABOUT_LISTS =
  /guidance|instruction|definition|validation|read ?me|example|template|(?<![a-z])(?:notes?|cover|contents|lookups?)(?![a-z])/i;
/** What a sheet is called that was kept beside the one that replaced it; `(2)` is how Excel names a copy. */
const A_COPY =
  /(?<![a-z])(?:old|copy|backup|archived?|superseded|obsolete|previous|prior|draft|replaced|do not use)(?![a-z])|\(\d+\)\s*$/i;

/** The gravest doubt about a sheet first. */
export function doubtIn({ name, hidden }: Pick<Sheet, 'name' | 'hidden'>): Doubt | null {
  if (ABOUT_LISTS.test(name)) return 'guidance';
  if (A_COPY.test(name)) return 'copy';
  return hidden ? 'hidden' : null;
}

export const SAYS: Readonly<Record<Doubt, string>> = {
  hidden: 'The sheet is hidden',
  copy: 'The name of this sheet says that it is a copy',
  guidance: 'The name of this sheet says guidance',
};
