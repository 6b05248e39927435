const { compare } = new Intl.Collator('en-GB');

/** In the order of the alphabet, as people look for names. */
export const byName = (left: string, right: string): number => compare(left, right);
