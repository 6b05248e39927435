/**
 * First grade and reasons are null while the audit is moderated blind: they are not in the queue for anyone to see.
 * `audits` is what the next event is folded onto, as long as an audit may still come to moderation.
 */
export const schema = `
CREATE TABLE queue (
  audit_id TEXT PRIMARY KEY,
  reference TEXT NOT NULL,
  activity TEXT NOT NULL,
  service TEXT,
  team TEXT,
  period TEXT NOT NULL,
  scale TEXT,
  blind INTEGER NOT NULL,
  waiting_since TEXT NOT NULL,
  due TEXT NOT NULL,
  claimed_by TEXT,
  own_grade_given INTEGER NOT NULL,
  first_grade TEXT,
  reasons TEXT
) STRICT;
CREATE INDEX queue_by_due ON queue (due);
CREATE TABLE audits (audit_id TEXT PRIMARY KEY, folded TEXT NOT NULL) STRICT;`;
