import { sumsSchema } from '../../rows/kept-sums.js';
import { NOT_WHOLE_SCHEMA } from '../imports-not-whole.js';

/** By what activity is asked for. */
const GROUP = ['activity', 'service', 'team', 'month'];

export const COUNT_KEYS = [...GROUP, 'stage', 'import_id'];
export const NOT_DONE_KEYS = [...GROUP, 'what', 'because'];
export const STAYED_KEYS = [...GROUP, 'stage'];

/**
 * What is counted is kept: how many audits there are of each kind, what was not done, and how long audits stayed in each
 * stage that they have left. `activity` has one row an audit, which nobody reads but to count on: `days` are those spent in
 * each stage; `folded` is what the next event is folded onto, of an imported audit the columns say it all.
 */
export const schema = `${NOT_WHOLE_SCHEMA}
CREATE TABLE activity (
  audit_id TEXT PRIMARY KEY,
  activity TEXT NOT NULL,
  service TEXT,
  team TEXT,
  month TEXT NOT NULL,
  moderated INTEGER NOT NULL,
  import_id TEXT,
  days TEXT NOT NULL,
  folded TEXT
) STRICT;
CREATE INDEX activity_in_group ON activity (activity, ifnull(service, ''), ifnull(team, ''), month);${[
  sumsSchema('counts', COUNT_KEYS, ['n', 'moderated']),
  sumsSchema('not_done', NOT_DONE_KEYS, ['n']),
  sumsSchema('stayed', STAYED_KEYS, ['n', 'days']),
  sumsSchema('stayed_longest', STAYED_KEYS, ['days']),
].join('')}`;
