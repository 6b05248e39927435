import { mkdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';

/** An EventStoreDB or KurrentDB server that keeps a council's events and keys. */
export interface EventServer {
  /** `esdb://user:password@host:2113`: holds the password, and is never shown. */
  readonly url: string;
  /** Sets this council's streams apart on a shared server. */
  readonly deployment: string;
}

/** Where a council's records are. Plain data: it can be handed to a thread as it is. */
export interface RecordsPlace {
  /** Folder of what can be worked out anew, such as views; without an event server of the events and keys too. */
  readonly dataDir: string;
  /** Keeps events and keys in place of the folder. */
  readonly eventStore?: EventServer;
}

/** The data folder belongs to other records than those it is to be used with. */
export class OtherRecords extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'OtherRecords';
  }
}

/** The log of a folder that has one. */
export const eventsFile = (dataDir: string): string => join(dataDir, 'events.db');

const tieFile = (dataDir: string): string => join(dataDir, 'event-server.json');

/**
 * Ties a data folder to the log it is used with: a folder that holds a log never goes with an event server, and one that
 * was fed from an event server goes with that deployment and no other.
 * @throws OtherRecords
 */
export function tieToLog({ dataDir, eventStore }: RecordsPlace): void {
  const tied = deploymentOf(dataDir);
  if (eventStore === undefined) {
    if (tied === undefined) return;
    throw new OtherRecords(
      `The data folder ${dataDir} goes with an event server, deployment ${tied}. Set EVENT_STORE_URL, or set DATA_DIR to another folder.`,
    );
  }
  if (existsSync(eventsFile(dataDir))) {
    throw new OtherRecords(
      `The data folder ${dataDir} holds a log of its own, which EVENT_STORE_URL would leave behind. Move the history with plumbline export events and plumbline import events, and set DATA_DIR to a new folder; or leave out EVENT_STORE_URL.`,
    );
  }
  const { deployment } = eventStore;
  if (tied === undefined) return tie(dataDir, deployment);
  if (tied === deployment) return;
  throw new OtherRecords(
    `The data folder ${dataDir} goes with the deployment ${tied}, not ${deployment}. Set EVENT_STORE_DEPLOYMENT to ${tied}, or set DATA_DIR to another folder.`,
  );
}

function deploymentOf(dataDir: string): string | undefined {
  const file = tieFile(dataDir);
  if (!existsSync(file)) return undefined;
  try {
    const tied: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof tied === 'object' && tied !== null && 'deployment' in tied && typeof tied.deployment === 'string') {
      return tied.deployment;
    }
  } catch {
    // Told below.
  }
  throw new OtherRecords(
    `The file ${file}, which says what records the folder goes with, is damaged. Set DATA_DIR to a new folder: all that this one holds is worked out anew from the event server.`,
  );
}

function tie(dataDir: string, deployment: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writeFileSync(tieFile(dataDir), `${JSON.stringify({ deployment })}\n`);
}
