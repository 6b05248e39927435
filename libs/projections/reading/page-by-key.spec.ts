import Database from 'better-sqlite3';
import fc from 'fast-check';
import { inOrder, keyIn, merged, pageOf } from './page-by-key.js';
import type { Key, Order } from './page-by-key.js';
import { Rows } from './rows.js';

interface Note {
  readonly month: string;
  readonly name: string;
  readonly id: string;
}

const ORDER: Order = { columns: [{ column: 'month', falling: true }, { column: 'name' }, { column: 'id' }], chunk: 3 };
const keyOf = ({ month, name, id }: Note): Key => [month, name, id];

const notes = fc
  .array(fc.record({ month: fc.constantFrom('01', '02', '03'), name: fc.constantFrom('a', 'b', 'c') }), {
    maxLength: 40,
  })
  .map((all) => all.map((note, index): Note => ({ ...note, id: String(index).padStart(3, '0') })));

function rowsOf(all: readonly Note[]): Rows {
  const db = new Database(':memory:');
  db.exec('CREATE TABLE notes (month TEXT, name TEXT, id TEXT PRIMARY KEY)');
  const insert = db.prepare('INSERT INTO notes VALUES (?, ?, ?)');
  for (const { month, name, id } of all) insert.run(month, name, id);
  return new Rows(db);
}

const sorted = (all: readonly Note[]): readonly Note[] =>
  [...all].sort((left, right) => {
    if (left.month !== right.month) return left.month < right.month ? 1 : -1;
    if (left.name !== right.name) return left.name < right.name ? -1 : 1;
    return left.id < right.id ? -1 : 1;
  });

const read = (rows: Rows, after?: Key, name?: string): Generator<Note> =>
  inOrder<Note>(
    rows,
    'SELECT month, name, id FROM notes',
    name === undefined ? { sql: '', values: [] } : { sql: ' WHERE name = ?', values: [name] },
    ORDER,
    keyOf,
    after,
  );

describe('pages by key', () => {
  it('put together are every row once, in order, whatever the pages hold and whatever is left out', () => {
    fc.assert(
      fc.property(notes, fc.integer({ min: 1, max: 9 }), fc.constantFrom('a', 'b', null), (all, limit, hidden) => {
        const rows = rowsOf(all);
        const pages: Note[] = [];
        let after: Key | undefined;
        for (let more = true; more;) {
          const page = pageOf(read(rows, after), keyOf, limit, (note) => (note.name === hidden ? null : note));
          expect(page.rows.length).toBeLessThanOrEqual(limit);
          pages.push(...page.rows);
          after = page.next === null ? undefined : (keyIn(page.next, ORDER) ?? undefined);
          more = after !== undefined;
        }
        expect(pages).toEqual(sorted(all).filter(({ name }) => name !== hidden));
      }),
    );
  });

  it('can be of several lists at once, each row once', () => {
    fc.assert(
      fc.property(notes, fc.subarray(['a', 'b', 'c']), (all, names) => {
        const rows = rowsOf(all);
        const lists = [...names, ...names.slice(0, 1)].map((name) => read(rows, undefined, name));
        expect([...merged(lists, ORDER, keyOf)]).toEqual(sorted(all).filter(({ name }) => names.includes(name)));
      }),
    );
  });

  it('stop after so many rows that are not shown, and go on from there', () => {
    const rows = rowsOf(
      Array.from({ length: 5_000 }, (_, index) => ({ month: '01', name: 'a', id: String(index).padStart(5, '0') })),
    );
    const first = pageOf(read(rows), keyOf, 10, () => null);
    expect([first.rows, keyIn(first.next ?? '', ORDER)]).toEqual([[], ['01', 'a', '01999']]);
  });

  it('begin at no place that no page named', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(keyIn(text, ORDER)).toBeNull();
      }),
    );
    expect(keyIn(Buffer.from('["01","a"]').toString('base64url'), ORDER)).toBeNull();
    expect(keyIn(Buffer.from('["01","a",7]').toString('base64url'), ORDER)).toBeNull();
  });
});
