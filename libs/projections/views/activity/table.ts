import { NOT_WHOLE_SCHEMA } from '../imports-not-whole.js';

/**
 * One row an audit. `days` holds the days spent in each stage that has been left; `folded` is what the next event is
 * folded onto, of an imported audit the columns say it all.
 */
export const schema = `${NOT_WHOLE_SCHEMA}
CREATE TABLE activity (
  audit_id TEXT PRIMARY KEY,
  activity TEXT NOT NULL,
  service TEXT,
  team TEXT,
  month TEXT NOT NULL,
  stage TEXT NOT NULL,
  ended_how TEXT,
  ended_because TEXT,
  not_held_because TEXT,
  moderated INTEGER NOT NULL,
  days TEXT NOT NULL,
  folded TEXT,
  import_id TEXT
) STRICT;
CREATE INDEX activity_by_month ON activity (month, activity, service, team, stage);`;
