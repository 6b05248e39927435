import type { EventServer } from '../records-place.js';
import { eventStreams } from './deployment.js';
import { EventServerProblem, readServerAddress } from './server-address.js';

/** What is wrong with the settings of an event server, a sentence each; never shows the address. The server is not asked. */
export function eventServerProblems({ url, deployment }: EventServer): readonly string[] {
  return [() => readServerAddress(url), () => eventStreams(deployment)].flatMap((check) => {
    try {
      check();
      return [];
    } catch (error) {
      if (error instanceof EventServerProblem) return [error.message];
      throw error;
    }
  });
}
