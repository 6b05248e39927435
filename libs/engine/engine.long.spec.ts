import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OPERATOR } from '#domain';
import { FolderInUse, openEngine } from './index.js';
import type { Engine } from './index.js';

describe('the engine on a folder', () => {
  let place: string;
  const open: Engine[] = [];
  const engine = async (mode: 'service' | 'tool'): Promise<Engine> => {
    const opened = await openEngine({ dataDir: join(place, 'data'), masterKeyFile: join(place, 'data.key'), mode });
    open.push(opened);
    return opened;
  };

  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'plumbline-engine-'));
  });
  afterEach(async () => {
    for (const opened of open.splice(0)) await opened.close();
    rmSync(place, { recursive: true });
  });

  it('is one service at a time, with tools beside it', async () => {
    const service = await engine('service');
    await engine('tool');
    await expect(engine('service')).rejects.toThrow(FolderInUse);
    await service.close();
    await engine('service');
  });

  it('does not begin new keys for records that have keys of their own', async () => {
    await (await engine('tool')).close();
    for (const file of readdirSync(join(place, 'data')).filter((name) => name.startsWith('keys.db')))
      rmSync(join(place, 'data', file));
    await expect(engine('tool')).rejects.toThrow('none of their keys');
    expect(readdirSync(place)).toEqual(['data', 'data.key']);
  });

  it('shows a tool what the service accepted, and the other way round', async () => {
    const [service, tool] = [await engine('service'), await engine('tool')];
    const registered = await service.execute({ name: 'RegisterTeam', body: { name: 'North' }, actor: OPERATOR });
    expect(registered).toMatchObject({ accepted: true, stream: 'people' });
    await expect(
      tool.execute({ name: 'RegisterTeam', body: { name: 'north' }, actor: OPERATOR }),
    ).resolves.toMatchObject({ refused: true, kind: 'rule' });
    await tool.execute({ name: 'RegisterTeam', body: { name: 'South' }, actor: OPERATOR });
    const { directory } = await service.references.load();
    expect([...directory.teams()].map(({ name }) => name)).toEqual(['North', 'South']);
  });
});
