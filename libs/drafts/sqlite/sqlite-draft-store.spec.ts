import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { asideOf } from '#disk';
import { describeDraftStore } from '../contract/describe-draft-store.js';
import type { KeptDraft } from '../port.js';
import { SqliteDraftStore, draftsFile } from './sqlite-draft-store.js';

describeDraftStore('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-drafts-'));
  return {
    open: async () => SqliteDraftStore.open(folder),
    dispose: async () => rmSync(folder, { recursive: true }),
  };
});

const NOW = '2026-05-04T09:00:00.000Z';
const draft: KeptDraft = {
  id: 'a'.repeat(64),
  personId: 'p1',
  owner: 'subject:1',
  box: 'c2VhbGVk',
  begunAt: NOW,
  savedAt: NOW,
};

describe('drafts in a file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'plumbline-drafts-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are for the service’s own user alone', async () => {
    const store = SqliteDraftStore.open(folder);
    await store.put(draft, 0);
    expect(statSync(draftsFile(folder)).mode & 0o777).toBe(0o600);
    await store.close();
  });

  it('leave nothing of a forgotten one in the file', async () => {
    const store = SqliteDraftStore.open(folder);
    await store.put(draft, 0);
    await store.forget(draft.personId, draft.id);
    await store.close();
    const written = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'latin1'));
    expect(written.join('')).not.toContain(draft.box);
  });

  it('are begun anew where the file is damaged, and the damaged one is kept to be looked at', async () => {
    writeFileSync(draftsFile(folder), 'no database');
    const store = SqliteDraftStore.open(folder);
    expect(await store.put(draft, 0)).toBe(true);
    expect(readFileSync(asideOf(draftsFile(folder)), 'utf8')).toBe('no database');
    await store.close();
  });

  it('are begun anew where the file is damaged while it is open: what is being typed is kept', async () => {
    const store = SqliteDraftStore.open(folder);
    const other = new Database(draftsFile(folder));
    other.exec('DROP TABLE draft');
    other.close();
    expect(await store.put(draft, 0)).toBe(true);
    expect(existsSync(asideOf(draftsFile(folder)))).toBe(true);
    expect((await store.standing(draft.personId, draft.id)).draft).toEqual(draft);
    await store.close();
  });
});
