import Database from 'better-sqlite3';
import fc from 'fast-check';
import { FoldedRows } from './folded-rows.js';
import { KeptMost } from './kept-most.js';
import { sumsSchema } from './kept-sums.js';

interface Stay {
  readonly team: string | null;
  readonly days: number;
}

/** Rows that come, change and go, a batch after the other. */
const batches = fc.array(
  fc.array(
    fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      value: fc.option(fc.record<Stay>({ team: fc.constantFrom('north', 'south', null), days: fc.nat(4) })),
    }),
    { maxLength: 6 },
  ),
  { maxLength: 12 },
);

function keeping() {
  const db = new Database(':memory:');
  db.exec(
    `CREATE TABLE stays (id TEXT PRIMARY KEY, team TEXT, days INTEGER NOT NULL);${sumsSchema('longest', ['team'], ['days'])}`,
  );
  const most = new KeptMost<Stay>(db, {
    table: 'longest',
    keys: ['team'],
    amount: 'days',
    of: ({ team, days }) => [{ key: [team], amount: days }],
    anew: (open) => {
      const find = open
        .prepare<string[], number | null>("SELECT max(days) FROM stays WHERE ifnull(team, '') = ?")
        .pluck();
      return (key) => find.get(...key) ?? null;
    },
  });
  const rows = new FoldedRows<Stay>(
    db,
    {
      table: 'stays',
      key: 'id',
      columns: ['team', 'days'],
      cells: ({ team, days }) => [team, days],
      value: (row) => ({ team: row['team'] === null ? null : String(row['team']), days: Number(row['days']) }),
    },
    [most],
  );
  return { db, rows };
}

describe('the largest amount of each group', () => {
  it('is that of the rows as they stand, whatever came, changed and went', () => {
    fc.assert(
      fc.property(batches, (all) => {
        const { db, rows } = keeping();
        const stand = new Map<string, Stay>();
        for (const batch of all) {
          for (const { key, value } of batch) {
            rows.get(key);
            if (value === null) {
              rows.delete(key);
              stand.delete(key);
            } else {
              rows.set(key, value);
              stand.set(key, value);
            }
          }
          rows.flush();
          const expected = new Map<string, number>();
          for (const { team, days } of stand.values())
            expected.set(team ?? '', Math.max(expected.get(team ?? '') ?? 0, days));
          const kept = db.prepare<[], [string, number]>('SELECT team, days FROM longest').raw().all();
          expect(new Map(kept)).toEqual(expected);
        }
        db.close();
      }),
    );
  });
});
