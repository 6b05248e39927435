import { writeSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { openKeys } from '#privacy';
import { Ledger } from '../ledger.js';
import { NEW_STREAM } from '../stream-end.js';
import { StoreUnavailable } from '../port.js';
import { SqliteEventStore } from './sqlite-event-store.js';

/**
 * A process that appends until it is killed, for the fault tests: `append-under-load.fixture.js <folder> <writers> <stall>`.
 * It says on standard output, one line each: `acknowledged <stream> <revision> <event id>` once an append has been
 * answered; `committed`, after which it holds still, once `stall` groups are committed (0 for never), with none of the
 * last one answered; `unavailable <stream> <revision>` for an append the store gave up on, after which its writer stops.
 */
const [folder = '', writers = '1', stall = '0'] = process.argv.slice(2);

const say = (line: string): void => void writeSync(1, `${line}\n`);
const now = (): string => new Date().toISOString();

const keys = await openKeys({ dataDir: `${folder}/data`, masterKeyFile: `${folder}/data.key`, now: now() });
const store = SqliteEventStore.open(`${folder}/data`);
const ledger = new Ledger({
  store,
  keys,
  types: { 'note-taken.v1': { personal: [{ path: 'text', owner: 'subjectId', kind: 'subject' }] } },
});

let commits = 0;
store.onCommit(() => {
  if (++commits !== Number(stall)) return;
  say('committed');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});

async function write(stream: string): Promise<void> {
  for (let end = NEW_STREAM; ;) {
    const data = { subjectId: 'c1', text: 'She likes school. '.repeat(20) };
    const command = { actor: { id: 'operator', role: 'coordinator' }, commandId: randomUUID(), now: now() };
    try {
      const appended = await ledger.append(stream, end, [{ type: 'note-taken', data }], {
        ...command,
        correlationId: command.commandId,
      });
      say(`acknowledged ${stream} ${appended.revision} ${appended.events[0]?.id}`);
      end = appended;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      say(`unavailable ${stream} ${end.revision + 1}`);
      return;
    }
  }
}

await Promise.all(Array.from({ length: Number(writers) }, () => write(`audit-${randomUUID()}`)));
say('done');
await store.close();
await keys.close();
