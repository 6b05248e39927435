/** The order of texts by their UTF-16 code units, the same on every machine; ISO instants stand in it as they came. For `sort`. */
export const byCodeUnits = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
