import { afterAll, beforeAll } from '@jest/globals';
import type { EventServer as Deployment } from '#event-store';
import { deploymentOn } from '../support/council-event-store.js';
import { SERVER_NAME, startEventServer } from './event-server.js';
import type { EventServer } from './event-server.js';

type StartServer = (() => Promise<EventServer>) | null;

/** The two places that records can be in, by name, each with what starts the server it takes: for `describe.each`. */
export const PLACES_OF_RECORDS: readonly (readonly [name: string, startServer: StartServer])[] = [
  ['a folder', null],
  [SERVER_NAME, startEventServer],
];

/** Starts the server for the suites around it, and ends it with them; answers a new deployment each time, or null for a folder. */
export function recordsOn(startServer: StartServer): () => Deployment | null {
  let server: EventServer | undefined;
  beforeAll(async () => {
    server = await startServer?.();
  });
  afterAll(() => server?.dispose());
  return () => (server === undefined ? null : deploymentOn(server.url));
}
