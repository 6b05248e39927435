/** A key or code as words: `not_met` as `Not met`, `case-closed` as `Case closed`. */
export function humanised(key: string): string {
  const words = key.replaceAll(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
