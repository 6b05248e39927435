const FIRST_MS = 60_000;
const LONGEST_MS = 6 * 3_600_000;

/**
 * When to ask what became of a message: a minute after it was sent, then at distances that double up to six hours. The same for
 * all who ask and after any restart.
 * @param sentAt ISO instant
 * @returns the first such instant that has not passed
 */
export function nextLook(sentAt: string, now: string): string {
  const from = Date.parse(now);
  let at = Date.parse(sentAt) + FIRST_MS;
  for (let distance = FIRST_MS; at < from; distance = Math.min(2 * distance, LONGEST_MS)) at += distance;
  return new Date(at).toISOString();
}
