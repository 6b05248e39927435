import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { limitCosts } from './costly-requests.js';
import { COSTLY } from './limits.js';

const ROUTE = 'POST /api/v1/search';
const [limits] = COSTLY.filter(({ routes }) => routes.includes(ROUTE));
const fromThere = limits?.address.atOnce ?? 0;
const OF_ONE = 250;

describe('requests that are dear to answer', () => {
  let fastify: FastifyInstance;
  let url: string;
  /** Whoever is being answered, and how to let each go. */
  let answering: string[];
  let letGo: (() => void)[];
  beforeEach(async () => {
    [answering, letGo] = [[], []];
    fastify = Fastify({ trustProxy: true });
    limitCosts(fastify, async ({ headers }) => headers.authorization ?? null);
    fastify.post('/api/v1/search', async ({ headers }) => {
      const { authorization: who } = headers;
      if (who === undefined || who.startsWith('quick')) return 'at once';
      answering.push(who);
      await new Promise<void>((resolve) => letGo.push(resolve));
      return who;
    });
    url = await fastify.listen({ port: 0, host: '127.0.0.1' });
  });
  afterEach(async () => {
    for (const go of letGo) go();
    await fastify.close();
  });

  const ask = (who?: string, from = '10.0.0.1'): Promise<Response> =>
    fetch(`${url}/api/v1/search`, {
      method: 'POST',
      headers: { 'x-forwarded-for': from, ...(who !== undefined && { authorization: who }) },
    });
  const isAnswering = async (...who: readonly string[]): Promise<void> => {
    while (answering.length < who.length) await new Promise((resolve) => setImmediate(resolve));
    expect(answering).toEqual(who);
  };

  it('are bounded for all who ask from one address, and for nobody elsewhere', async () => {
    for (let asked = 0; asked < fromThere; asked += OF_ONE)
      await Promise.all(Array.from({ length: OF_ONE }, (_, at) => ask(`quick ${asked} ${at % 20}`)));
    // one more may be made up for meanwhile
    const answers = await Promise.all(Array.from({ length: 500 }, (_, at) => ask(`quick and late ${at % 25}`)));
    const answer = answers.find(({ status }) => status === 429);
    expect(await answer?.json()).toMatchObject({ code: 'too-many-from-there' });
    expect(Number(answer?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    for (const [who, from] of [
      ['quick', '10.0.0.2'],
      [undefined, '10.0.0.1'],
    ] as const)
      expect((await ask(who, from)).status).toBe(200);
  }, 60_000);

  it('are answered one after another to one person, and at once to another', async () => {
    const first = ask('ann');
    await isAnswering('ann');
    const [second, others] = [ask('ann'), ask('ben')];
    await isAnswering('ann', 'ben');
    letGo[1]?.();
    expect(await (await others).text()).toBe('ben');
    letGo[0]?.();
    expect(await (await first).text()).toBe('ann');
    await isAnswering('ann', 'ben', 'ann');
    letGo[2]?.();
    expect(await (await second).text()).toBe('ann');
  });

  it('wait for no more than a few of the same person', async () => {
    const asked = Array.from({ length: 31 }, () => ask('ann'));
    expect(await (await Promise.race(asked)).json()).toMatchObject({ status: 429, code: 'too-many-at-once' });
    expect(answering).toEqual(['ann']);
    while (answering.length < 30) {
      letGo[answering.length - 1]?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    letGo[29]?.();
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(30);
  });
});
