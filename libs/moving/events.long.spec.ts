import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { StoreUnavailable, eventsFile, onLog, verify } from '#event-store';
import type { EventStore, RecordsPlace } from '#event-store';
import { CannotMove, exportEvents, importEvents } from './index.js';
import type { ExportedEvents, ImportedEvents } from './index.js';
import { Workplace, eventsIn, recordHistory } from './history.fixture.js';

const STREAMS = 40;
const ROUNDS = 5;

const exporting = (place: RecordsPlace, file: string): Promise<ExportedEvents> =>
  onLog(place, (store) => exportEvents({ store, file }));
const importing = (place: RecordsPlace, file: string): Promise<ImportedEvents> =>
  onLog(place, (store) => importEvents({ store, file }));

/** The store of a machine that fails once it has answered so many appends. */
const failingAfter = (store: EventStore, appends: number): EventStore => {
  let left = appends;
  return new Proxy(store, {
    get: (target, name) => {
      if (name !== 'append') return Reflect.get(target, name).bind(target);
      return async (...order: Parameters<EventStore['append']>) => {
        if (left-- > 0) return target.append(...order);
        throw new StoreUnavailable('The machine has failed');
      };
    },
  });
};

describe('a history that is moved', () => {
  let here: Workplace;
  let source: RecordsPlace;
  let file: string;
  let exported: ExportedEvents;
  let made = 0;

  beforeAll(async () => {
    here = new Workplace();
    const records = here.records('source');
    source = records.place;
    file = here.file('history.ndjson');
    await recordHistory(records, STREAMS, ROUNDS);
    exported = await exporting(source, file);
  });
  afterAll(() => here.remove());

  const newPlace = (): RecordsPlace => here.records(`target-${made++}`).place;
  const changed = (name: string, change: (text: string) => string): string => {
    const path = here.file(name);
    writeFileSync(path, change(readFileSync(file, 'utf8')));
    return path;
  };

  it('is the same history in another log, byte for byte and in the same order', async () => {
    const target = newPlace();
    const imported = await importing(target, file);
    const events = await eventsIn(target);
    expect(events).toEqual(await eventsIn(source));
    expect(exported).toMatchObject({ events: events.length, streams: STREAMS });
    expect(imported).toEqual({ events: events.length, streams: STREAMS, added: events.length });
    const { findings } = await onLog(target, (store) => verify(store, { onFinding: () => undefined }));
    expect(findings).toBe(0);
  });

  it('is a file of lines that only its owner may read, with no draft left beside it, the same each time', async () => {
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(lines[0]).toBe('{"format":"plumbline-events","version":1}');
    expect(lines.slice(1, -1).map((line) => JSON.parse(line))).toEqual(await eventsIn(source));
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({ lines: exported.events, sha256: exported.sha256 });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(here.folder).filter((name) => name.includes('unfinished'))).toEqual([]);
    const again = here.file('again.ndjson');
    expect(await exporting(source, again)).toEqual(exported);
    expect(readFileSync(again)).toEqual(readFileSync(file));
  });

  it('adds nothing when it is imported again, and what is new at the source when it is exported again', async () => {
    const records = here.records('growing');
    const [target, older, newer] = [newPlace(), here.file('older.ndjson'), here.file('newer.ndjson')];
    await recordHistory(records, 6, 2);
    await exporting(records.place, older);
    expect(await importing(target, older)).toEqual({ events: 24, streams: 6, added: 24 });
    expect(await importing(target, older)).toEqual({ events: 24, streams: 6, added: 0 });
    await recordHistory(records, 9, 1);
    await exporting(records.place, newer);
    expect(await importing(target, newer)).toEqual({ events: 42, streams: 9, added: 18 });
    expect(await importing(target, older)).toEqual({ events: 24, streams: 6, added: 0 });
    expect(await eventsIn(target)).toEqual(await eventsIn(records.place));
  });

  it.each([1, 100, 150])('goes on after %i appends where the store failed, and keeps the order', async (appends) => {
    const target = newPlace();
    const failing = onLog(target, (store) => importEvents({ store: failingAfter(store, appends), file }));
    await expect(failing).rejects.toThrow(StoreUnavailable);
    const wanted = await eventsIn(source);
    const begun = await eventsIn(target);
    expect(begun.length).toBeGreaterThanOrEqual(appends);
    expect(begun).toEqual(wanted.slice(0, begun.length));
    expect(await importing(target, file)).toEqual({
      events: wanted.length,
      streams: STREAMS,
      added: wanted.length - begun.length,
    });
    expect(await eventsIn(target)).toEqual(wanted);
  });

  it('is not mixed with another history of the same streams', async () => {
    const other = here.records('other');
    await recordHistory(other, 1, 1);
    await expect(importing(other.place, file)).rejects.toThrow(
      'The log already holds another history: event 0 of audit-0 is not that of the file. Nothing was imported.',
    );
    expect(await eventsIn(other.place)).toHaveLength(1);
  });

  it('is not mixed with one that went another way, be it the longer or the shorter', async () => {
    const [records, target] = [here.records('forked'), here.records('forked-copy')];
    const [common, forked] = [here.file('common.ndjson'), here.file('forked.ndjson')];
    await recordHistory(records, 2, 1);
    await exporting(records.place, common);
    await importing(target.place, common);
    await recordHistory(records, 2, 1);
    await exporting(records.place, forked);
    for (const rounds of [1, 3]) {
      await recordHistory(target, 2, rounds);
      const before = await eventsIn(target.place);
      await expect(importing(target.place, forked)).rejects.toThrow(/holds another history: event \d of audit-\d/);
      expect(await eventsIn(target.place)).toEqual(before);
    }
  });

  it('goes no further when somebody else writes to the log meanwhile', async () => {
    const target = newPlace();
    await onLog(target, async (store) => {
      const [first] = await eventsIn(source);
      if (first === undefined) throw new Error('The history is empty');
      const { id: _, stream, ...event } = first;
      const other = { ...event, id: 'b7e6ac2e-58cf-4a3a-9c3f-5a3e0a8c8f11' };
      const onAppending = (): void => void store.append(stream, -1, [other]);
      await expect(importEvents({ store, file, onAppending })).rejects.toThrow('Something else wrote to audit-0');
    });
  });

  describe('in a file that is not as it was exported', () => {
    const refused = async (path: string, sentence: string | RegExp): Promise<void> => {
      const target = newPlace();
      const failing = importing(target, path);
      await expect(failing).rejects.toBeInstanceOf(CannotMove);
      await expect(failing).rejects.toThrow(sentence);
      expect(await eventsIn(target)).toEqual([]);
    };
    const withLine = (text: string, number: number, change: (line: string) => string): string =>
      text
        .split('\n')
        .map((line, index) => (index === number - 1 ? change(line) : line))
        .join('\n');

    it('is refused whole, whichever byte was changed', async () => {
      const bytes = readFileSync(file);
      const path = here.file('changed.ndjson');
      await fc.assert(
        fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
          const other = Buffer.from(bytes);
          other.writeUInt8(bytes.readUInt8(at) ^ by, at);
          writeFileSync(path, other);
          await refused(path, /changed\.ndjson/);
        }),
        { numRuns: 60 },
      );
    });

    it.each([
      ['in the middle of a line', (text: string) => text.slice(0, text.length / 2), 'was cut off'],
      ['at the end of a line', (text: string) => `${text.split('\n').slice(0, 50).join('\n')}\n`, 'was cut off'],
      ['before its last line feed', (text: string) => text.slice(0, -1), 'was cut off'],
      ['after its first line', (text: string) => `${text.split('\n')[0]}\n`, 'first line is not that of'],
      ['to nothing', () => '', 'first line is not that of'],
    ])('is found cut off: %s', async (_, cut, sentence) => {
      await refused(changed('cut.ndjson', cut), sentence);
    });

    it('says which line, where it can', async () => {
      await refused(
        changed('text.ndjson', (text) => withLine(text, 7, (line) => line.replace('"round', '"Round'))),
        /Line 7 of .* is not as it was exported: event \d of audit-\d+: Its hash is not that of its content\. Nothing of it was imported/,
      );
      await refused(
        changed('gone.ndjson', (text) => withLine(text, 3, () => '{}')),
        'Line 3 of',
      );
    });

    it('is found where lines of different streams have changed places', async () => {
      const swapped = changed('swapped.ndjson', (text) => {
        const [first, one = '', two = '', ...rest] = text.split('\n');
        return [first, two, one, ...rest].join('\n');
      });
      await refused(swapped, 'its check sum is another');
    });

    it('is none of ours, or of another version', async () => {
      await refused(
        changed('keys.ndjson', (text) => withLine(text, 1, () => '{"format":"plumbline-keys","version":1}')),
        'not what Plumbline exports',
      );
      await refused(
        changed('later.ndjson', (text) => withLine(text, 1, (line) => line.replace('1}', '2}'))),
        'another version of Plumbline',
      );
    });
  });

  it('is not exported from a damaged log, and an earlier export stays as it was', async () => {
    const damaged = newPlace();
    const kept = changed('kept.ndjson', () => 'an earlier export');
    await importing(damaged, file);
    const db = new Database(eventsFile(damaged.dataDir));
    db.prepare(`UPDATE events SET data = replace(data, '"round":1', '"round":7') WHERE position = 90`).run();
    db.close();
    await expect(exporting(damaged, kept)).rejects.toThrow(/^The log is damaged, and nothing was moved/);
    expect(readFileSync(kept, 'utf8')).toBe('an earlier export');
    expect(readdirSync(here.folder).filter((name) => name.includes('unfinished'))).toEqual([]);
  });
});
