import { randomUUID } from 'node:crypto';
import type { EventServer } from '#event-store';

/**
 * Where the councils of the suites keep their events and keys: `COUNCILS_EVENT_STORE_URL` names an event server, on which
 * each has a deployment of its own; without it each keeps them in its folder. Suites about files of a folder, such as backups,
 * need them there.
 */
export const councilEventStore = (): EventServer | undefined => {
  const url = process.env['COUNCILS_EVENT_STORE_URL'] ?? '';
  return url === '' ? undefined : deploymentOn(url);
};

/** A deployment on a server that nobody has used before. */
export const deploymentOn = (url: string): EventServer => ({ url, deployment: `council-${randomUUID().slice(0, 13)}` });
