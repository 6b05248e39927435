/** An owner is a person or a party to the audit. `audits` is what the next event is folded onto. */
export const schema = `
CREATE TABLE tasks (
  audit_id TEXT NOT NULL,
  key TEXT NOT NULL,
  person_id TEXT,
  party TEXT,
  owed_as TEXT NOT NULL,
  due TEXT NOT NULL,
  task TEXT NOT NULL,
  stage TEXT NOT NULL,
  PRIMARY KEY (audit_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX tasks_by_person ON tasks (person_id, due) WHERE person_id IS NOT NULL;
CREATE INDEX tasks_by_party ON tasks (party, due) WHERE party IS NOT NULL;
CREATE INDEX tasks_by_due ON tasks (due);
CREATE TABLE audits (
  audit_id TEXT PRIMARY KEY,
  reference TEXT NOT NULL,
  activity TEXT NOT NULL,
  service TEXT,
  team TEXT,
  team_id TEXT,
  folded TEXT NOT NULL
) STRICT;`;
