import { randomUUID } from 'node:crypto';
import type { EventServer } from '#event-store';

/** Why rows that need an event server are not run; undefined where there is one. The stand-in of the tests is no measure. */
export const withoutEventServer = (): string | undefined =>
  process.env['EVENT_STORE_URL'] ? undefined : 'no event server: set EVENT_STORE_URL';

/** The server to measure on, with a deployment of the run's own. */
export function eventServer(): EventServer {
  const url = process.env['EVENT_STORE_URL'];
  if (!url) throw new Error('EVENT_STORE_URL names no event server');
  return { url, deployment: `bench-${randomUUID().slice(0, 8)}` };
}
