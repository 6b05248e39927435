import { sumsSchema } from '../../rows/kept-sums.js';

/** By what tell is told alike whether somebody is there for a task, and whom it is waited for by. Empty where there is none. */
export const HOLDER = ['person_id', 'party', 'owed_as', 'team_id', 'kind'] as const;

/** Of what is late by whom: the day it was due and whoever owes it. */
export const LATE_KEYS = ['due', 'person_id', 'party', 'team_id', 'team'] as const;

/**
 * A task has what a list shows of its audit, so that lists read it alone. An owner is a person or a party to the audit;
 * `kind` is what the key begins with. `holders` counts the tasks of each kind of owner, `late` those
 * that can be late by day and owner. `audits` is what the next event is folded onto.
 */
export const schema = `
CREATE TABLE tasks (
  audit_id TEXT NOT NULL,
  key TEXT NOT NULL,
  person_id TEXT NOT NULL,
  party TEXT NOT NULL,
  owed_as TEXT NOT NULL,
  team_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  due TEXT NOT NULL,
  reference TEXT NOT NULL,
  task TEXT NOT NULL,
  stage TEXT NOT NULL,
  activity TEXT NOT NULL,
  service TEXT,
  team TEXT NOT NULL,
  PRIMARY KEY (audit_id, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE audits (audit_id TEXT PRIMARY KEY, folded TEXT NOT NULL) STRICT;${sumsSchema('holders', HOLDER, ['n'])}${sumsSchema('late', LATE_KEYS, ['n'])}`;

export const indexes = [
  'CREATE INDEX tasks_by_due ON tasks (due, reference, audit_id, key)',
  `CREATE INDEX tasks_by_holder ON tasks (${HOLDER.join(', ')}, due, reference, audit_id, key)`,
];
