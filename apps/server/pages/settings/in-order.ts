/** Settings of which boxes are ticked: in which order they stand says nothing. */
const TICKED = [
  /^moderation\.risk\.grades$/,
  /^(response|reaudit)Grades$/,
  /^excludedMonths$/,
  /^responsibilities\.disputesPanel\.(roles|people)$/,
  /^tools\.\d+\.family\.askedApart$/,
  /^overallGradeLimits\.\d+\.ofDomains$/,
];

/**
 * What a form says, its ticked boxes in the order in which the settings in force have them: a browser sends them in the
 * order of the page, and nobody is told that they changed what they did not touch.
 */
export function inOrder(said: unknown, standing: unknown, path: string): unknown {
  if (Array.isArray(said)) {
    const before: readonly unknown[] = Array.isArray(standing) ? standing : [];
    if (!TICKED.some((ticked) => ticked.test(path)))
      return said.map((each, index) => inOrder(each, before[index], `${path}.${index}`));
    const placeOf = (each: unknown): number => (before.includes(each) ? before.indexOf(each) : before.length);
    return [...said].sort((left, right) => placeOf(left) - placeOf(right));
  }
  if (typeof said !== 'object' || said === null) return said;
  return Object.fromEntries(
    Object.entries(said).map(([name, each]) => [name, inOrder(each, Object(standing)[name], `${path}.${name}`)]),
  );
}
