import { EventStoreDbStandIn } from '../support/eventstoredb-stand-in/index.js';

/** The server that these suites run against: whatever `EVENT_STORE_URL` names, or else the stand-in. */
export interface EventServer {
  readonly url: string;
  /** What the output calls it. */
  readonly name: string;
  dispose(): Promise<void>;
}

export async function startEventServer(): Promise<EventServer> {
  const url = process.env['EVENT_STORE_URL'];
  if (url !== undefined && url !== '') {
    return { url, name: SERVER_NAME, dispose: async () => undefined };
  }
  const standIn = await EventStoreDbStandIn.start();
  return { url: standIn.url, name: SERVER_NAME, dispose: () => standIn.kill() };
}

/** For the names of suites, which are chosen before anything runs. */
export const SERVER_NAME = process.env['EVENT_STORE_URL']
  ? 'the server that EVENT_STORE_URL names'
  : 'the stand-in for EventStoreDB';
