import { EventServerProblem } from './server-address.js';

const NAME = /^[a-z0-9][a-z0-9-]{0,40}$/;

/** Begins the names of a deployment's streams of events. @throws EventServerProblem */
export const eventStreams = (deployment: string): string => `${checked(deployment)}:`;

/** Begins the names of its streams of keys, which no name of a stream of events can begin with. @throws EventServerProblem */
export const keyStreams = (deployment: string): string => `${checked(deployment)}!`;

/** Begins the names of its streams of drafts, which no name of a stream of events or keys can begin with. @throws EventServerProblem */
export const draftStreams = (deployment: string): string => `${checked(deployment)}~`;

function checked(deployment: string): string {
  if (NAME.test(deployment)) return deployment;
  throw new EventServerProblem(
    'the name is made of lower-case letters, digits and hyphens, at most 41, and begins with no hyphen',
    'EVENT_STORE_DEPLOYMENT',
  );
}
