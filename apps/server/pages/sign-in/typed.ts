/** A text of a form; empty where there is none, or something else was sent. */
export function textIn(body: unknown, name: string): string {
  const value: unknown = Object(body)[name];
  return typeof value === 'string' ? value.slice(0, 8_000) : '';
}
