import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import serverFeaturesService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import { credentials } from '@grpc/grpc-js';
import { EventStoreDbEventStore } from '#eventstoredb';
import { EventStoreDbStandIn, measuredVersion } from '../support/eventstoredb-stand-in/index.js';
import type { MeasuredVersion } from '../support/eventstoredb-stand-in/index.js';
import { freePort } from '../support/free-port.js';

/**
 * The server that these suites run against, the first of these that there is:
 * - `EVENT_STORE_URL` names one that runs already;
 * - `EVENT_STORE_START` is a command that starts one in the foreground, given a port, a data folder and further options
 *   of the server;
 * - with neither, and for suites that stop and kill a server that is somebody else's, the stand-in, which answers as `EVENT_STORE_STAND_IN` does: 23.10 or 26.1.
 */
export interface EventServer {
  readonly url: string;
  dispose(): Promise<void>;
}

/** A server of a suite's own, which may be stopped, killed and frozen; its data stay. */
export interface ControlledServer extends EventServer {
  kill(): Promise<void>;
  stop(): Promise<void>;
  restart(): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** Closes the chunk being written, so that a scavenge looks at what is in it. */
  completeChunk(): Promise<void>;
}

const URL_GIVEN = process.env['EVENT_STORE_URL'] ?? '';
const START = (process.env['EVENT_STORE_START'] ?? '').split(' ').filter((word) => word !== '');

const STAND_IN_VERSION = measuredVersion(process.env['EVENT_STORE_STAND_IN'] ?? '23.10');

const REAL = 'a real event server';
const STAND_IN = `the stand-in for an event server ${STAND_IN_VERSION}`;

/** How the output calls the server of the suites that leave it running, and of those that stop, kill and restart it. */
export const SERVER_NAME = URL_GIVEN !== '' || START.length > 0 ? REAL : STAND_IN;
export const CONTROLLED_NAME = START.length > 0 ? REAL : STAND_IN;

export async function startEventServer(): Promise<EventServer> {
  return URL_GIVEN === '' ? startControlledServer() : { url: URL_GIVEN, dispose: async () => undefined };
}

export async function startControlledServer(): Promise<ControlledServer> {
  return START.length > 0 ? RealServer.start() : new StandInServer(await EventStoreDbStandIn.start(STAND_IN_VERSION));
}

/** What a server says of itself, such as `23.10.8`. */
export async function versionOf(url: string): Promise<MeasuredVersion> {
  const { ServerFeaturesClient } = serverFeaturesService;
  const client = new ServerFeaturesClient(new URL(url).host, credentials.createInsecure());
  const version = await new Promise<string>((resolve, reject) => {
    client.getSupportedMethods(new shared.Empty(), (error, answer) =>
      error === null ? resolve(answer.getEventStoreServerVersion()) : reject(error),
    );
  });
  client.close();
  return measuredVersion(version);
}

class StandInServer implements ControlledServer {
  constructor(readonly standIn: EventStoreDbStandIn) {}

  get url(): string {
    return this.standIn.url;
  }

  kill = (): Promise<void> => this.standIn.kill();
  stop = (): Promise<void> => this.standIn.stop();
  restart = (): Promise<void> => this.standIn.restart();
  freeze = (): void => this.standIn.freeze();
  thaw = (): void => this.standIn.thaw();
  dispose = (): Promise<void> => this.standIn.kill();

  async completeChunk(): Promise<void> {
    this.standIn.completeChunk();
  }
}

/** Larger than any event the suites send: a server whose chunks cannot hold an event does not survive being sent one. */
const CHUNK_BYTES = 20 * 1_048_576;
/** Under the append limit of every version. */
const FILLING_BYTES = 900_000;

class RealServer implements ControlledServer {
  private process: ChildProcess | undefined;

  private constructor(
    private readonly port: number,
    private readonly folder: string,
  ) {}

  static async start(): Promise<RealServer> {
    const server = new RealServer(await freePort(), await mkdtemp(join(tmpdir(), 'plumbline-eventstoredb-')));
    await server.restart();
    return server;
  }

  get url(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  async restart(): Promise<void> {
    const [command = '', ...given] = START;
    const options = [String(this.port), this.folder, `--chunk-size=${CHUNK_BYTES}`];
    this.process = spawn(command, [...given, ...options], { stdio: 'ignore' });
    const store = EventStoreDbEventStore.open(this.url, { deployment: 'filler' });
    while (!(await isUp(store))) {
      if (this.process.exitCode !== null) throw new Error(`The server ended with ${this.process.exitCode}`);
      await pause(200);
    }
    await store.close();
  }

  kill = (): Promise<void> => this.end('SIGKILL');
  stop = (): Promise<void> => this.end('SIGTERM');
  freeze = (): void => void this.process?.kill('SIGSTOP');
  thaw = (): void => void this.process?.kill('SIGCONT');

  /** Fills it: the log is cut into chunks of a size chosen at its start. */
  async completeChunk(): Promise<void> {
    const store = EventStoreDbEventStore.open(this.url, { deployment: 'filler' });
    const data = JSON.stringify('x'.repeat(FILLING_BYTES));
    const { revision } = await store.append('filler', -1, []);
    for (let index = 1; index <= (1.5 * CHUNK_BYTES) / FILLING_BYTES; index++) {
      const id = crypto.randomUUID();
      await store.append('filler', revision + index - 1, [{ id, type: 'filled', data, metadata: '{}' }]);
    }
    await store.close();
  }

  async dispose(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { process } = this;
    this.process = undefined;
    if (process === undefined || process.exitCode !== null) return;
    const ended = new Promise((resolve) => process.once('exit', resolve));
    process.kill(signal);
    await ended;
  }
}

const SIGN_OF_LIFE = { id: randomUUID(), type: 'up', data: '{}', metadata: '{}' };

/** A server that has started answers reads before it takes appends. */
const isUp = (store: EventStoreDbEventStore): Promise<boolean> =>
  store.append('up', -1, [SIGN_OF_LIFE]).then(
    () => true,
    () => false,
  );
