import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { RecordsPlace } from '#event-store';
import { freePort } from './free-port.js';

const SERVER = fileURLToPath(new URL('../../apps/server/main.js', import.meta.url));
const WORKER = fileURLToPath(new URL('../../apps/worker/main.js', import.meta.url));
const CLI = fileURLToPath(new URL('../../apps/cli/main.js', import.meta.url));

/** How long a service may take to answer, on a busy machine, in milliseconds. */
const STARTING_MS = 40_000;

/** Where a process finds the records, and the master key. */
export interface Place extends RecordsPlace {
  readonly masterKeyFile: string;
}

/** Settings of a process besides its place. */
export type Settings = Readonly<Record<string, string>>;

/** The environment of a process on a place; the event server that the suites run against is not that of every process. */
const environmentOf = ({ dataDir, eventStore, masterKeyFile }: Place, settings: Settings = {}): NodeJS.ProcessEnv => ({
  ...process.env,
  DATA_DIR: dataDir,
  EVENT_STORE_URL: eventStore?.url ?? '',
  EVENT_STORE_DEPLOYMENT: eventStore?.deployment ?? '',
  MASTER_KEY_FILE: masterKeyFile,
  SEED_DEMO: 'false',
  ...settings,
});

/** What a process says when it has come to do what it is for. */
const READY = /^Plumbline (is at|makes|sends) /m;

/** The service, or the worker, as it is shipped, in a process of its own; the service on a free port. */
export class RunningService {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
    private readonly said: string[],
    /** Settles when the process has ended. */
    private readonly ended: Promise<void>,
  ) {}

  /**
   * @param waitFor what it says when it has started
   * @throws Error with what the service said, where it does not come to answer
   */
  static async start(place: Place, settings: Settings = {}, waitFor = READY): Promise<RunningService> {
    return RunningService.run(SERVER, place, settings, waitFor);
  }

  static async startWorker(place: Place, settings: Settings): Promise<RunningService> {
    return RunningService.run(WORKER, place, settings, READY);
  }

  private static async run(main: string, place: Place, settings: Settings, waitFor: RegExp): Promise<RunningService> {
    const port = await freePort();
    const child = spawn(process.execPath, [main], {
      env: { ...environmentOf(place, settings), PORT: String(port), HOST: '127.0.0.1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said: string[] = [];
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
    const answering = new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`The service did not start: ${said.join('')}`)), STARTING_MS);
      const hear = (text: unknown): void => {
        said.push(String(text));
        if (!waitFor.test(String(text))) return;
        clearTimeout(late);
        resolve();
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      void ended.then(() => {
        clearTimeout(late);
        reject(new Error(`The service ended: ${said.join('')}`));
      });
    });
    try {
      await answering;
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    }
    return new RunningService(`http://127.0.0.1:${port}`, child, said, ended);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Everything it wrote so far, its request log included. */
  get log(): string {
    return this.said.join('');
  }

  /** At once; resolves when the process is gone. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** Stops it between two instructions, as a machine does that has other things to do. */
  holdStill(): void {
    this.child.kill('SIGSTOP');
  }

  goOn(): void {
    this.child.kill('SIGCONT');
  }

  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    await this.ended;
  }
}

/** Runs the command line on a place. */
export async function commandLine(
  place: Place,
  ...words: readonly string[]
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const child = spawn(process.execPath, [CLI, ...words], {
    env: environmentOf(place),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const heard = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => (heard.stdout += String(text)));
  child.stderr.on('data', (text) => (heard.stderr += String(text)));
  const code = await new Promise<number>((resolve) => child.once('close', (ended) => resolve(ended ?? -1)));
  return { code, ...heard };
}
