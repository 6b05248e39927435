import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../apps/server/main.js', import.meta.url));
const CLI = fileURLToPath(new URL('../../apps/cli/main.js', import.meta.url));

/** How long a service may take to answer, on a busy machine, in milliseconds. */
const STARTING_MS = 40_000;

/** A data folder and the master key beside it. */
export interface Place {
  readonly dataDir: string;
  readonly masterKeyFile: string;
}

const environmentOf = ({ dataDir, masterKeyFile }: Place): NodeJS.ProcessEnv => ({
  ...process.env,
  DATA_DIR: dataDir,
  MASTER_KEY_FILE: masterKeyFile,
  SEED_DEMO: 'false',
});

/** The service as it is shipped, in a process of its own on a free port. */
export class RunningService {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
    private readonly said: string[],
    /** Settles when the process has ended. */
    private readonly ended: Promise<void>,
  ) {}

  /** @throws Error with what the service said, where it does not come to answer */
  static async start(place: Place): Promise<RunningService> {
    const port = await freePort();
    const child = spawn(process.execPath, [MAIN], {
      env: { ...environmentOf(place), PORT: String(port), HOST: '127.0.0.1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said: string[] = [];
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
    const answering = new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`The service did not start: ${said.join('')}`)), STARTING_MS);
      const hear = (text: unknown): void => {
        said.push(String(text));
        if (!String(text).includes('Plumbline is at')) return;
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

/** Runs the command line on a data folder. */
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

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
