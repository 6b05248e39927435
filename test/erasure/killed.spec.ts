import { join } from 'node:path';
import { jest } from '@jest/globals';
import { OPERATOR } from '#domain';
import { carryOutErasures, erasuresKnown } from '#engine';
import type { Engine, KeptFiles } from '#engine';
import { ExportFiles } from '#exports';
import { PLACES_OF_RECORDS, recordsOn } from '../eventstoredb/places-of-records.js';
import { Council } from '../support/index.js';

jest.setTimeout(600_000);

/** The power goes before, or after, one of the steps. */
class PowerCut extends Error {}

/** An engine whose every step that changes something counts, and fails at one of them: before it is done or after. */
function cutAt(engine: Engine, files: KeptFiles, moment: number): { engine: Engine; files: KeptFiles } {
  let passed = 0;
  const step = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (passed++ === moment) throw new PowerCut();
    const result = await work();
    if (passed++ === moment) throw new PowerCut();
    return result;
  };
  const over = <Target extends object>(target: Target, methods: Partial<Target>): Target =>
    new Proxy(target, {
      get: (of, name) => {
        const own: unknown = Reflect.get(methods, name) ?? Reflect.get(of, name);
        return typeof own === 'function' && !(name in methods) ? own.bind(of) : own;
      },
    });
  return {
    files: { naming: (texts) => files.naming(texts), removeNaming: (texts) => step(() => files.removeNaming(texts)) },
    engine: over(engine, {
      execute: (call) => step(() => engine.execute(call)),
      keys: over(engine.keys, { destroy: (owner, at) => step(() => engine.keys.destroy(owner, at)) }),
      drafts: over(engine.drafts, { forgetOf: (owners) => step(() => engine.drafts.forgetOf(owners)) }),
    }),
  };
}

describe.each(PLACES_OF_RECORDS)('an erasure that is cut short, with records in %s', (_, startServer) => {
  const place = recordsOn(startServer);

  it('at any step is finished by the next start, and comes to one certificate', async () => {
    let moments = 0;
    for (; ; moments++) {
      const council = await Council.open('tool', place());
      try {
        const ada = await council.register('Ada', 'administrator', null);
        const gone = await council.register('Greta Gone', 'practitioner', 'South');
        const { first } = council;
        await council.does({
          name: 'ChangePerson',
          target: gone,
          body: { name: 'Greta Gone', aliases: ['G Gone'], to: '2024-04-30' },
          actor: OPERATOR,
        });
        await first.keys.ownersFor('name', ['greta gone']);
        const files = new ExportFiles(join(first.dataDir, 'exports'));
        await files.write({ exportId: 'e', format: 'csv' }, 'Greta Gone');
        const body = { of: 'person', id: gone, basis: 'retention', reason: 'Six years have passed.' };
        const { id } = await council.does({ name: 'AskErasure', body, actor: OPERATOR });
        await council.does({
          name: 'ApproveErasure',
          target: id,
          body: {},
          actor: { id: ada, roles: ['administrator'] },
        });
        const cut = cutAt(first, files, moments);
        const result = await carryOutErasures(cut.engine, cut.files).catch((error: unknown) => error);
        const wasCut = result instanceof PowerCut;
        // A process that begins anew knows nothing of the one before.
        const next = await council.engine('tool');
        await carryOutErasures(next, files);
        const { erasures } = await erasuresKnown(next);
        expect(erasures).toMatchObject([{ standing: 'completed', certificate: { keys: 2, classes: ['people'] } }]);
        const { events } = await next.ledger.load('erasures');
        expect(events.map(({ type }) => type)).toEqual([
          'erasure-requested',
          'erasure-approved',
          'erasure-begun',
          'erasure-completed',
        ]);
        expect(await next.keys.keyOf(`person:${gone}`)).toBe('destroyed');
        expect(await next.keys.findOwners('name', ['greta gone'])).toEqual(new Map());
        expect(await files.read({ exportId: 'e', format: 'csv' })).toBeUndefined();
        expect(await carryOutErasures(next, files)).toEqual([]);
        if (!wasCut) break;
      } finally {
        await council.close();
      }
    }
    // Begun, files, drafts, two keys, completed: before and after each.
    expect(moments).toBe(12);
  });
});
