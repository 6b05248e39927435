import { jest } from '@jest/globals';
import { START } from '#event-store';
import type { Engine } from '#engine';
import { Council } from '../support/index.js';

jest.setTimeout(120_000);

/** A command whose writer's key has been destroyed since: what it said is nobody's to compare any more. */
describe('a command of somebody who was erased', () => {
  let council: Council;
  let engine: Engine;
  const asked = (date: string, idempotencyKey: string) => ({
    name: 'AddClosure',
    body: { date, reason: 'Snow.' },
    actor: council.actor('Cora', 'coordinator'),
    idempotencyKey,
  });
  const closures = async (): Promise<number> => {
    const events = await engine.ledger.store.readAll({ after: START, maxCount: 10_000 });
    return events.filter(({ type }) => type === 'closure-added.v1').length;
  };

  beforeAll(async () => {
    council = await Council.open();
    const given = asked('2024-12-24', 'once');
    await council.does(given);
    expect(await council.does(given)).toMatchObject({ repeated: true });
    const events = await council.first.ledger.store.readAll({ after: START, maxCount: 10_000 });
    const { reason } = JSON.parse(events.find(({ type }) => type === 'closure-added.v1')?.data ?? '{}');
    await council.first.keys.destroy(reason.owner, council.now);
    // A process that began before may hold the key a while.
    engine = await council.engine('tool');
  });
  afterAll(() => council.close());

  it('that was taken before has its one effect, and is answered alike however often it is sent again', async () => {
    for (let again = 0; again < 2; again++)
      expect(await engine.execute(asked('2024-12-24', 'once'))).toMatchObject({ refused: true, code: 'record-erased' });
    expect(await closures()).toBe(1);
  });

  it('that says something else under the same key is answered no otherwise', async () => {
    expect(await engine.execute(asked('2024-12-27', 'once'))).toMatchObject({ refused: true, code: 'record-erased' });
    expect(await closures()).toBe(1);
  });

  it('that is new has none, however often it is sent', async () => {
    for (let again = 0; again < 2; again++)
      expect(await engine.execute(asked('2024-12-27', 'twice'))).toMatchObject({
        refused: true,
        code: 'record-erased',
      });
    expect(await closures()).toBe(1);
  });
});
