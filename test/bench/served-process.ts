import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from '../support/free-port.js';

/** A server under load, in a process of its own. */
export interface ServedProcess {
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Starts a built file with a free port in `PORT`, and waits until it has written its first line.
 * @throws Error when it ends before that
 */
export async function serve(file: string, environment: Readonly<Record<string, string>>): Promise<ServedProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, [join('dist', file)], {
    env: { ...process.env, ...environment, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const first = await Promise.race([once(child.stdout, 'data'), ended.then(() => undefined)]);
  if (first === undefined) throw new Error(`${file} ended before it served`);
  // What it logs is taken and dropped, as a terminal would.
  child.stdout.resume();
  return {
    port,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
