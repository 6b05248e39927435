import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { dataFolders } from './data-folder.fixture.js';
import { awaitLease, takeLease } from './lease.js';

const newFolder = dataFolders();

describe('a lease on a data folder', () => {
  it('is held by one at a time, and free again once released', () => {
    const dataDir = newFolder();
    const lease = takeLease(dataDir, 'projector');
    expect(lease).toBeDefined();
    expect(takeLease(dataDir, 'projector')).toBeUndefined();
    lease?.release();
    const next = takeLease(dataDir, 'projector');
    expect(next).toBeDefined();
    next?.release();
  });

  it('is kept while its holder lives, though nothing refers to it', async () => {
    const dataDir = newFolder();
    expect(takeLease(dataDir, 'projector') === undefined).toBe(false);
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    for (let round = 0; round < 3; round++) {
      collectGarbage();
      await nextTurn();
    }
    expect(takeLease(dataDir, 'projector')).toBeUndefined();
  });

  it('is one of its name: the service and the projector do not stand in each other’s way', () => {
    const dataDir = newFolder();
    const held = [takeLease(dataDir, 'projector'), takeLease(dataDir, 'service')];
    expect(held).not.toContain(undefined);
    held.forEach((lease) => lease?.release());
  });

  it('comes to who waits for it', async () => {
    const dataDir = newFolder();
    const first = takeLease(dataDir, 'projector');
    const second = awaitLease(dataDir, 'projector', new AbortController().signal);
    first?.release();
    const lease = await second;
    expect(lease).toBeDefined();
    lease?.release();
  });

  it('comes to nobody who has stopped waiting', async () => {
    const dataDir = newFolder();
    const first = takeLease(dataDir, 'projector');
    const waiting = new AbortController();
    const second = awaitLease(dataDir, 'projector', waiting.signal);
    waiting.abort();
    await expect(second).resolves.toBeUndefined();
    first?.release();
  });
});
