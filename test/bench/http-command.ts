import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Benchmark, Side } from './harness.js';
import { HttpLoad } from './http-load.js';
import type { Request } from './http-load.js';
import { makeProgramme } from './programme.js';
import { serve } from './served-process.js';

const AT_ONCE = 32;
const AUDITS = 128;
const COMMANDS = 4_096;
const BARE = 16_384;

/**
 * The whole service, its projector and processes included, each command durable before it is answered. A turn is long
 * enough that the first, which is not counted, has both servers compiled.
 */
export const httpCommand: Benchmark = {
  name: 'http-command',
  what: `a command over HTTP (token, validated body, idempotency key, durable) on ${AT_ONCE} connections, against a bare Nest-on-Fastify POST`,
  unit: 'requests/s',
  goal: 0.25,
  turns: 7,
  async prepare(folder) {
    const { audits, token } = await makeProgramme(folder, AUDITS);
    let next = 0;
    const command = (): Request => {
      const audit = audits[next++ % audits.length];
      return {
        path: `/api/v1/audits/${audit?.auditId ?? ''}/update-progress`,
        headers: { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() },
        body: { actionId: audit?.actionId, note: 'The meeting was held and the plan is signed.' },
      };
    };
    const bare = (): Request => ({ ...command(), path: '/bare' });
    return {
      ours: await underLoad('apps/server/main.js', COMMANDS, command, {
        DATA_DIR: join(folder, 'council'),
        MASTER_KEY_FILE: join(folder, 'council.key'),
        SEED_DEMO: 'false',
        HOST: '127.0.0.1',
      }),
      reference: await underLoad('test/bench/bare-server.js', BARE, bare, {}),
    };
  },
};

async function underLoad(
  file: string,
  requests: number,
  request: () => Request,
  environment: Readonly<Record<string, string>>,
): Promise<Side> {
  const server = await serve(file, environment);
  const load = await HttpLoad.open(server.port, AT_ONCE);
  return {
    ready: async () => {
      const turn = Array.from({ length: requests }, request);
      return async () => {
        await load.send(turn);
        return requests;
      };
    },
    close: async () => {
      load.close();
      await server.stop();
    },
  };
}
