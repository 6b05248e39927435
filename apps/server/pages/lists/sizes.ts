/** Rows of a page. */
export const SIZE = 50;

/** Rows of a file, which holds what is shown on all pages. */
export const LONGEST_FILE = 5_000;
