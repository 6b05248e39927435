import {
  closeSync,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { OPERATOR, eventTypes } from '#domain';
import { START, SqliteEventStore, Upcasting, onLog } from '#event-store';
import { allViews, logOf, viewsEqualRebuild } from '#projections';
import { openEngine } from './engine.js';
import { verifyRecords } from './verify-records.js';
import type { VerifiedRecords } from './verify-records.js';

const VIEWS_MS = 30_000;

/** Does something to a file that only its owner should do. */
type Tampering = readonly [what: string, tamper: (file: string) => void];

/** What every reader of a log finds there: the events of each stream by its name, and all by their positions. */
async function readIn(dataDir: string, streams: readonly string[]): Promise<string> {
  const store = SqliteEventStore.open(dataDir);
  try {
    const all = await store.readAll({ after: START, maxCount: 1_000_000 });
    const byName = await Promise.all([...streams, 'nobody-knows'].map((stream) => store.readStream(stream)));
    const at = await Promise.all(all.map(({ position }) => store.eventAt(position)));
    const bare = (events: readonly (object | undefined)[]): string[] =>
      events.map((event) => JSON.stringify({ ...event, position: undefined })).sort();
    return JSON.stringify([bare(all), byName.map(bare), bare(at), all.length]);
  } finally {
    await store.close();
  }
}

const problemsIn = ({ findings, files, views }: VerifiedRecords): number =>
  findings.length + files.length + (views?.length ?? 0);

function onDatabase(file: string, work: (db: Database.Database) => void): void {
  const db = new Database(file);
  try {
    db.unsafeMode(true);
    work(db);
  } finally {
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
  }
}

const sql =
  (...statements: readonly string[]) =>
  (file: string): void =>
    onDatabase(file, (db) => statements.forEach((statement) => db.exec(statement)));

function overwrite(file: string, at: number, bytes: Buffer): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, bytes, 0, bytes.length, at);
  closeSync(handle);
}

const flip = (share: number, bit: number, file: string): void => {
  const at = Math.floor(share * statSync(file).size);
  overwrite(file, at, Buffer.of(readFileSync(file).readUInt8(at) ^ (1 << bit)));
};

/** To the bytes of any file. */
const onBytes: fc.Arbitrary<Tampering> = fc.oneof(
  fc
    .tuple(fc.double({ min: 0, max: 0.999_999, noNaN: true }), fc.nat(7))
    .map(([share, bit]): Tampering => [`flips bit ${bit} at ${share}`, (file) => flip(share, bit, file)]),
  fc
    .double({ min: 0, max: 0.999_999, noNaN: true })
    .map((share): Tampering => [
      `empties the page at ${share}`,
      (file) => overwrite(file, Math.floor((share * statSync(file).size) / 4_096) * 4_096, Buffer.alloc(4_096)),
    ]),
  fc
    .double({ min: 0, max: 1, noNaN: true })
    .map((share): Tampering => [
      `cuts off at ${share}`,
      (file) => truncateSync(file, Math.floor(share * statSync(file).size)),
    ]),
);

const ROW = fc.constantFrom(
  '(SELECT min(position) FROM events)',
  '(SELECT max(position) FROM events)',
  '7',
  '12',
  '13',
  '20',
);
const COLUMN = fc.constantFrom('position', 'id', 'stream', 'revision', 'type', 'data', 'metadata');
const VALUE = fc.constantFrom(`'x'`, `'people'`, '3', '900', `'{}'`, '(SELECT data FROM events WHERE position = 5)');
const PLANTED = [
  'CREATE TRIGGER later AFTER INSERT ON events BEGIN DELETE FROM events WHERE position < new.position; END',
  'CREATE TRIGGER never BEFORE DELETE ON events BEGIN SELECT 1; END',
  'CREATE VIEW seen AS SELECT * FROM events',
  'CREATE TABLE notes (note TEXT)',
  'CREATE INDEX events_by_type ON events (type)',
  'ALTER TABLE events ADD COLUMN note TEXT',
  'DROP INDEX events_by_stream',
  'ALTER TABLE events RENAME COLUMN type TO kind',
  'ANALYZE',
  'PRAGMA user_version = 0',
  'PRAGMA user_version = 2',
  'PRAGMA application_id = 7',
];
/** Has the index made anew by another description, and gives the old one back. */
const reindexed = (where: string): readonly string[] => [
  'PRAGMA writable_schema = ON',
  `UPDATE sqlite_schema SET sql = sql || ' WHERE ${where}' WHERE name = 'events_by_stream'`,
  'PRAGMA writable_schema = RESET',
];
const described = (change: string): readonly string[] => [
  'PRAGMA writable_schema = ON',
  `UPDATE sqlite_schema SET ${change}`,
  'PRAGMA writable_schema = RESET',
];

/** To the log. */
const onLogFile: fc.Arbitrary<Tampering> = fc.oneof(
  fc.tuple(ROW, COLUMN, VALUE).map(([row, column, value]): Tampering => {
    const statement = `UPDATE OR IGNORE events SET ${column} = ${value} WHERE position = ${row}`;
    return [statement, attempted(sql(statement))];
  }),
  fc.tuple(ROW, fc.nat(4)).map(([row, more]): Tampering => {
    const statement = `DELETE FROM events WHERE position BETWEEN ${row} AND ${row} + ${more}`;
    return [statement, sql(statement)];
  }),
  fc.tuple(ROW, ROW, COLUMN).map(([one, other, column]): Tampering => [
    `swaps ${column} of ${one} and ${other}`,
    attempted(
      sql(
        'DROP INDEX events_by_stream',
        `CREATE TEMP TABLE two AS SELECT position AS p, ${column} AS v FROM events WHERE position IN (${one}, ${other})`,
        column === 'position'
          ? `UPDATE events SET position = -position WHERE position IN (SELECT p FROM two);
             UPDATE events SET position = (SELECT v FROM two WHERE p <> -events.position) WHERE position < 0`
          : `UPDATE events SET ${column} = (SELECT v FROM two WHERE p <> events.position) WHERE position IN (SELECT p FROM two) AND (SELECT count(*) FROM two) = 2`,
        'CREATE UNIQUE INDEX events_by_stream ON events (stream, revision)',
      ),
    ),
  ]),
  fc
    .tuple(ROW, fc.constantFrom('stream', `'planted'`), fc.constantFrom('revision + 100', '0'))
    .map(([row, stream, revision]): Tampering => {
      const statement = `INSERT INTO events (id, stream, revision, type, data, metadata) SELECT id, ${stream}, ${revision}, type, data, metadata FROM events WHERE position = ${row}`;
      return [statement, attempted(sql(statement))];
    }),
  fc.constantFrom(...PLANTED).map((statement): Tampering => [statement, sql(statement)]),
  fc.constantFrom('position <> 7', `stream <> ''people''`, 'revision > 0').map((where): Tampering => [
    `takes from the index all but ${where}`,
    (file) => {
      const before = descriptionOfIndex(file);
      sql(...reindexed(where))(file);
      sql('REINDEX')(file);
      sql(...described(`sql = '${before}' WHERE name = 'events_by_stream'`))(file);
    },
  ]),
  fc
    .constantFrom(
      `sql = replace(sql, 'stream, revision', 'revision, stream') WHERE name = 'events_by_stream'`,
      `sql = replace(sql, 'UNIQUE ', '') WHERE name = 'events_by_stream'`,
      `sql = replace(sql, 'data TEXT NOT NULL', 'data TEXT NOT NULL COLLATE NOCASE') WHERE name = 'events'`,
      `sql = replace(sql, 'stream TEXT NOT NULL', 'stream TEXT NOT NULL COLLATE NOCASE') WHERE name = 'events'`,
      `rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'events') WHERE name = 'events_by_stream'`,
    )
    .map((change): Tampering => [change, attempted(sql(...described(change)))]),
  onBytes,
);

/** Where SQLite refuses a statement, nothing was tampered with. */
const attempted =
  (tamper: (file: string) => void) =>
  (file: string): void => {
    try {
      tamper(file);
    } catch {
      // Perhaps some of it was.
    }
  };

function descriptionOfIndex(file: string): string {
  const db = new Database(file, { readonly: true });
  try {
    return db.prepare<[], string>(`SELECT sql FROM sqlite_schema WHERE name = 'events_by_stream'`).pluck().get() ?? '';
  } finally {
    db.close();
  }
}

describe('verify', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-tampering-'));
  const whole = join(folder, 'whole');
  let streams: readonly string[];
  let right: string;
  let copies = 0;
  const copy = (): string => {
    const dataDir = join(folder, `copy-${(copies += 1)}`);
    cpSync(whole, dataDir, { recursive: true });
    return dataDir;
  };
  const verified = (dataDir: string, views = false): Promise<VerifiedRecords> => verifyRecords({ dataDir }, { views });

  beforeAll(async () => {
    const engine = await openEngine({ dataDir: whole, masterKeyFile: join(folder, 'key'), mode: 'tool' });
    const give = async (name: string, key: string, body: object): Promise<string> => {
      const answer = await engine.execute({ name, body, actor: OPERATOR, idempotencyKey: key });
      if ('refused' in answer) throw new Error(`${name} was refused: ${answer.code}`);
      return answer.id;
    };
    for (const team of ['North', 'South']) {
      const teamId = await give('RegisterTeam', team, { name: team, service: 'Assessment' });
      for (const ref of ['A', 'B', 'C', 'D', 'E']) {
        const person = {
          ref: `${team}-${ref}`,
          name: `Zoë ${ref}`,
          aliases: [],
          roles: ['auditor'],
          teamId,
          managerId: null,
        };
        await give('RegisterPerson', `${team} ${ref}`, person);
      }
    }
    for (let audit = 0; audit < 6; audit++) {
      const body = {
        origin: 'directed',
        activity: 'deep-dive',
        subjectId: crypto.randomUUID(),
        service: 'Assessment',
        teamId: null,
        team: null,
        practitionerId: null,
        workerMatched: false,
        period: '2026-04',
      };
      await give('SelectAudit', `audit ${audit}`, body);
    }
    const head = await engine.ledger.store.head();
    await engine.readModels.reach(
      allViews.map(({ name }) => name),
      head,
      VIEWS_MS,
    );
    await engine.processes.settle();
    await engine.readModels.reach(
      allViews.map(({ name }) => name),
      await engine.ledger.store.head(),
      VIEWS_MS,
    );
    await engine.close();
    const db = new Database(join(whole, 'events.db'), { readonly: true });
    streams = db.prepare<[], string>('SELECT DISTINCT stream FROM events').pluck().all();
    db.close();
    right = await readIn(whole, streams);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('finds nothing in a folder as it was left, and changes nothing in it', async () => {
    const dataDir = copy();
    const filesIn = (): unknown =>
      readdirSync(dataDir, { recursive: true })
        .filter((name) => !/-(wal|shm)$/.test(String(name)))
        .sort();
    const before = [filesIn(), readFileSync(join(dataDir, 'events.db')), readFileSync(join(dataDir, 'keys.db'))];
    const found = await verified(dataDir, true);
    expect(found).toMatchObject({ findings: [], files: [], views: [], unknownFiles: [] });
    expect([filesIn(), readFileSync(join(dataDir, 'events.db')), readFileSync(join(dataDir, 'keys.db'))]).toEqual(
      before,
    );
  }, 60_000);

  it('finds every tampering with the log that any reader could notice', async () => {
    await fc.assert(
      fc.asyncProperty(onLogFile, async ([, tamper]) => {
        const dataDir = copy();
        try {
          tamper(join(dataDir, 'events.db'));
          if (problemsIn(await verified(dataDir)) > 0) return;
          expect(await readIn(dataDir, streams)).toBe(right);
        } finally {
          rmSync(dataDir, { recursive: true });
        }
      }),
      { numRuns: Number(process.env['TAMPERINGS'] ?? 150) },
    );
  }, 240_000);

  it.each([
    ['a trigger', PLANTED[0] ?? '', 'events.db', 'the trigger later'],
    ['a view', PLANTED[2] ?? '', 'events.db', 'the view seen'],
    ['a table', PLANTED[3] ?? '', 'events.db', 'the table notes'],
    ['a column', PLANTED[5] ?? '', 'events.db', 'Its the table events'],
    ['an index', 'CREATE INDEX other ON keys (master_key_id)', 'keys.db', 'the index other'],
    [
      'a trigger',
      'CREATE TRIGGER t AFTER INSERT ON checkpoints BEGIN DELETE FROM promises; END',
      'processes.db',
      'the trigger t',
    ],
    [
      'a trigger',
      'CREATE TRIGGER t AFTER INSERT ON generations BEGIN DELETE FROM generations; END',
      'views/register.db',
      'the trigger t',
    ],
    ['a table', 'CREATE TABLE kept (name TEXT)', 'leases/projector.db', 'the table kept'],
  ])('names %s that was planted: %s', async (_, statement, file, named) => {
    const dataDir = copy();
    sql(statement)(join(dataDir, file));
    const { files } = await verified(dataDir);
    expect(files).toEqual([{ file, wrong: expect.stringContaining(named) }]);
  });

  it('says which positions are missing, also at the end that views have seen', async () => {
    const middle = copy();
    sql('DELETE FROM events WHERE position IN (1, 9, 10)')(join(middle, 'events.db'));
    const wrong = (await verified(middle)).findings.map((finding) => finding.wrong);
    expect(wrong).toEqual(
      expect.arrayContaining([
        'Before it position 1 is missing: 1 events are gone',
        'Before it positions 9 to 10 are missing: 2 events are gone',
      ]),
    );
    const end = copy();
    sql('DELETE FROM events WHERE position = (SELECT max(position) FROM events)')(join(end, 'events.db'));
    const { files } = await verified(end);
    expect(files.map((one) => one.wrong)).toEqual(
      expect.arrayContaining([expect.stringContaining('later events are gone')]),
    );
  });

  it('finds any change to a view that a rebuild would undo, and names the view', async () => {
    const files = readdirSync(join(whole, 'views')).filter((name) => /\.v\d+\.\d+\.db$/.test(name));
    const anyCell: fc.Arbitrary<Tampering> = fc.nat().map((seed) => [`cell ${seed}`, (file) => changeCell(file, seed)]);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), fc.oneof(anyCell, onBytes), async (name, [, tamper]) => {
        const dataDir = copy();
        try {
          tamper(join(dataDir, 'views', name));
          const found = await verified(dataDir, true);
          if (problemsIn(found) > 0) {
            const [view = ''] = name.split('.');
            const named = [...found.files.map(({ file }) => file), ...(found.views ?? []).map((one) => one.view)];
            expect(named.filter((one) => !one.includes(view))).toEqual([]);
            return;
          }
          expect(
            await onLog({ dataDir }, (store) =>
              viewsEqualRebuild(dataDir, logOf(store, new Upcasting(eventTypes)), allViews),
            ),
          ).toEqual([]);
        } finally {
          rmSync(dataDir, { recursive: true });
        }
      }),
      { numRuns: Number(process.env['TAMPERINGS'] ?? 25) },
    );
  }, 240_000);

  it('quotes nothing of what is kept, and names files that are not its own', async () => {
    const dataDir = copy();
    writeFileSync(join(dataDir, 'notes.txt'), 'Zoë');
    sql(`UPDATE people SET ref = 'Zoë was seen'`)(viewFile(dataDir, 'people'));
    const found = await verified(dataDir, true);
    expect(found.unknownFiles).toEqual(['notes.txt']);
    expect(found.views).toEqual([{ view: 'people', table: 'people' }]);
    expect(JSON.stringify(found)).not.toContain('Zoë');
  }, 60_000);
});

function viewFile(dataDir: string, view: string): string {
  const name = readdirSync(join(dataDir, 'views')).find((one) => one.startsWith(`${view}.v`) && one.endsWith('.db'));
  return join(dataDir, 'views', name ?? '');
}

/** Another value in one cell of one row of one table. */
function changeCell(file: string, seed: number): void {
  if (!existsSync(file)) return;
  onDatabase(file, (db) => {
    const tables = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all();
    const table = tables[seed % tables.length] ?? '';
    const columns = db.prepare<[], string>(`SELECT name FROM pragma_table_info('${table}')`).pluck().all();
    const column = columns[seed % columns.length] ?? '';
    const rows = db.prepare<[], number>(`SELECT count(*) FROM "${table}"`).pluck().get() ?? 0;
    if (rows === 0) return;
    try {
      db.exec(
        `UPDATE "${table}" SET "${column}" = CASE typeof("${column}") WHEN 'integer' THEN "${column}" + 1 ELSE "${column}" || 'x' END
         WHERE "${column}" IS (SELECT "${column}" FROM "${table}" LIMIT 1 OFFSET ${seed % rows})`,
      );
    } catch {
      // The table does not take it.
    }
  });
}
