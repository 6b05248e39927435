import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_STREAM, SqliteEventStore } from '#event-store';
import { allViews } from '#projections';
import { auditLives } from '../support/audit-lives.js';
import { appendAll, rebuilding } from './rebuild.js';

describe('a rebuild that is measured', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'plumbline-rebuild-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const oneTurn = async (alsoStored: readonly string[]): Promise<number> => {
    const store = SqliteEventStore.open(folder);
    const events = [...auditLives(2)];
    await appendAll(store, events);
    for (const type of alsoStored) {
      const [like] = events;
      if (like === undefined) throw new Error('There are no audits');
      await store.append('audit-other', NO_STREAM, [{ ...like, id: '0b9dd3a1-0000-4000-8000-000000000001', type }]);
    }
    const views = allViews.filter(({ name }) => name === 'audit-board');
    const side = await rebuilding({ dataDir: folder, store, views, events: events.length });
    try {
      return await (
        await side.ready()
      )();
    } finally {
      await side.close();
    }
  };

  it('counts the events it has taken', async () => {
    await expect(oneTurn([])).resolves.toBe(60);
  });

  it('has no figure where it stops at an event that it cannot read', async () => {
    await expect(oneTurn(['audit-selected'])).rejects.toThrow('The rebuild of audit-board has not taken over');
  });
});
