/** Orders series such as `domain:<name>` as the audit tools list their names, then those no tool knows by the alphabet. */
export function inOrderOf(
  listed: readonly { readonly key: string; readonly label: string }[],
): (left: string, right: string) => number {
  const places = new Map<string, number>();
  for (const { key, label } of listed)
    for (const name of [key, label]) if (!places.has(name)) places.set(name, places.size);
  const placeOf = (series: string): number => places.get(series.slice(series.indexOf(':') + 1)) ?? Infinity;
  return (left, right) => {
    const [first, second] = [placeOf(left), placeOf(right)];
    return first === second ? left.localeCompare(right, 'en-GB') : first - second;
  };
}
