import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEventStore, openKeyStore } from './opening/open-records.js';
import { OtherRecords } from './records-place.js';

describe('where a council’s records are', () => {
  let folder: string;
  let dataDir: string;
  const north = { url: 'esdb://127.0.0.1:9?tls=false', deployment: 'north' };
  const opened = async (place: Parameters<typeof openEventStore>[0]): Promise<void> => {
    const store = await openEventStore(place);
    await store.close();
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'plumbline-place-'));
    dataDir = join(folder, 'data');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is the data folder, or an event server that need not be there yet', async () => {
    await opened({ dataDir });
    expect(existsSync(join(dataDir, 'events.db'))).toBe(true);
    const replica = join(folder, 'replica');
    await opened({ dataDir: replica, eventStore: north });
    await opened({ dataDir: replica, eventStore: { ...north, url: 'esdb://127.0.0.1:10?tls=false' } });
    expect(existsSync(join(replica, 'events.db'))).toBe(false);
  });

  it('is no event server for a folder that holds a log', async () => {
    await opened({ dataDir });
    await expect(opened({ dataDir, eventStore: north })).rejects.toThrow(OtherRecords);
    await expect(opened({ dataDir, eventStore: north })).rejects.toThrow('holds a log of its own');
    await expect(openKeyStore({ dataDir, eventStore: north })).rejects.toThrow(OtherRecords);
    await opened({ dataDir });
  });

  it('stays the deployment that a folder was fed from', async () => {
    await opened({ dataDir, eventStore: north });
    await expect(opened({ dataDir })).rejects.toThrow(
      'goes with an event server, deployment north. Set EVENT_STORE_URL',
    );
    await expect(opened({ dataDir, eventStore: { ...north, deployment: 'south' } })).rejects.toThrow(
      'goes with the deployment north, not south',
    );
    expect(existsSync(join(dataDir, 'events.db'))).toBe(false);
  });
});
