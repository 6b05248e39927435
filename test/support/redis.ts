import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from './free-port.js';

/**
 * A real Redis of its own for a suite: Debian's `redis-server` on a free port, keeping nothing on disk, so that a restart comes
 * back empty.
 */
export class RedisServer {
  private process: ChildProcess | undefined;
  private readonly folder = mkdtempSync(join(tmpdir(), 'plumbline-redis-'));

  private constructor(
    readonly port: number,
    private readonly policy: string,
  ) {}

  static async start({ policy = 'noeviction' }: { readonly policy?: string } = {}): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), policy);
    await server.begin();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Empties the server, as an operator might. */
  async flush(): Promise<void> {
    await this.command((redis) => redis.flushall());
  }

  /** Kills the server; what was in it is gone. */
  async stop(): Promise<void> {
    const { process } = this;
    this.process = undefined;
    if (process === undefined || process.exitCode !== null) return;
    const ended = once(process, 'exit');
    process.kill('SIGKILL');
    await ended;
  }

  /** Starts it again on the same port, empty. */
  async begin(): Promise<void> {
    const options = ['--port', String(this.port), '--bind', '127.0.0.1', '--dir', this.folder, '--save', ''];
    const process = spawn('redis-server', [...options, '--appendonly', 'no', '--maxmemory-policy', this.policy], {
      stdio: 'ignore',
    });
    this.process = process;
    let missing: Error | undefined;
    process.on('error', (error) => {
      missing = error;
    });
    for (;;) {
      if (missing !== undefined || process.exitCode !== null) {
        throw new Error('redis-server does not start. Install it: apt-get install redis-server', { cause: missing });
      }
      try {
        await this.command((redis) => redis.ping());
        return;
      } catch {
        await pause(20);
      }
    }
  }

  async close(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Hears of every command that the server is given from now on. Answers how to stop that. */
  async listen(hear: (command: string) => void): Promise<() => void> {
    const redis = new Redis(this.port, '127.0.0.1');
    const monitor = await redis.monitor();
    monitor.on('monitor', (_time: string, words: readonly string[]) => hear(words.join(' ')));
    return () => {
      monitor.disconnect();
      redis.disconnect();
    };
  }

  async command<Answer>(ask: (redis: Redis) => Promise<Answer>): Promise<Answer> {
    const redis = new Redis(this.port, '127.0.0.1', { lazyConnect: true, retryStrategy: () => null });
    redis.on('error', () => undefined);
    try {
      await redis.connect();
      return await ask(redis);
    } finally {
      redis.disconnect();
    }
  }
}
