import { sumsSchema } from '../../rows/kept-sums.js';

export const COUNT_KEYS = ['list', 'status', 'team_id', 'service'];

/**
 * What is followed up on audits, an item a row. `due` is the last day in time, and the day after all days where nothing is
 * owed any more. `audience` is under what whoever may read an audit looks for it (`reachOf`); `audits` is what the next
 * event is folded onto.
 */
export const schema = `
CREATE TABLE items (
  audit_id TEXT NOT NULL,
  list TEXT NOT NULL,
  item_id TEXT NOT NULL,
  status TEXT NOT NULL,
  due TEXT NOT NULL,
  since TEXT NOT NULL,
  owner_id TEXT,
  about_id TEXT,
  team_id TEXT,
  service TEXT,
  reference TEXT NOT NULL,
  PRIMARY KEY (audit_id, list, item_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE audience (key TEXT NOT NULL, audit_id TEXT NOT NULL, PRIMARY KEY (key, audit_id)) STRICT, WITHOUT ROWID;
CREATE TABLE audits (audit_id TEXT PRIMARY KEY, folded TEXT NOT NULL) STRICT;${sumsSchema('counts', COUNT_KEYS, ['n'])}`;

/** For each of the orders, by each of what a list is narrowed by. */
export const indexes = ['due', 'since DESC'].flatMap((first) =>
  ['', 'status', 'team_id', 'service', 'owner_id'].map((by) => {
    const [order = ''] = first.split(' ');
    const columns = ['list', by, first, 'reference', 'item_id'].filter((column) => column !== '');
    return `CREATE INDEX items_by_${by === '' ? order : `${by}_${order}`} ON items (${columns.join(', ')})`;
  }),
);
