import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeSessionStore } from '../contract/describe-session-store.js';
import { Sessions } from '../sessions.js';
import { SqliteSessionStore, sessionsFile } from './sqlite-session-store.js';

describeSessionStore('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-sessions-'));
  return {
    open: async () => SqliteSessionStore.open(folder),
    dispose: async () => rmSync(folder, { recursive: true }),
  };
});

const WHO = { personId: 'p', roles: ['leader'], way: 'password', endings: 0, provider: null } as const;

describe('sessions in a file', () => {
  let folder: string;
  const clock = () => '2026-05-04T09:00:00.000Z';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'plumbline-sessions-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('hold nothing that opens one', async () => {
    const store = SqliteSessionStore.open(folder);
    const { secret } = await new Sessions({ store, clock }).begin(WHO);
    const written = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'latin1'));
    expect(written.join('')).toContain('leader');
    expect(written.join('')).not.toContain(secret);
    await store.close();
  });

  it('are begun anew where the file is damaged: everybody signs in again', async () => {
    writeFileSync(sessionsFile(folder), 'no database');
    const store = SqliteSessionStore.open(folder);
    const sessions = new Sessions({ store, clock });
    const { secret } = await sessions.begin(WHO);
    expect(await sessions.find(secret)).toMatchObject({ personId: 'p' });
    await store.close();
  });
});
