/**
 * The events of every audit, in order, their data as it is in the log; and which audits stand in for one another or
 * come after one another. An audit's document is folded from its rows when it is asked for, live or as at a moment.
 */
export const schema = `
CREATE TABLE audits (audit_no INTEGER PRIMARY KEY, audit_id TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE events (
  audit_no INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  position INTEGER NOT NULL,
  event_id TEXT NOT NULL,
  type TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  actor_role TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (audit_no, revision)
) STRICT;
CREATE TABLE links (
  audit_id TEXT NOT NULL,
  link TEXT NOT NULL CHECK (link IN ('replaces', 'replaced-by', 'reaudit-of', 'reaudited-by')),
  other_id TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (audit_id, link, other_id)
) STRICT, WITHOUT ROWID;`;
