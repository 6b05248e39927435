/**
 * `planned` is what is still to be told, whether or not anybody has begun to, `notices` what nobody has begun to tell of what happened; `claims` and `messages` what was. No address is
 * kept: it is opened when a message is sent.
 */
export const schema = `
CREATE TABLE owed (
  audit_id TEXT PRIMARY KEY,
  reference TEXT NOT NULL,
  state TEXT NOT NULL,
  standing TEXT NOT NULL
) STRICT;
CREATE TABLE planned (
  reminder_id TEXT PRIMARY KEY,
  audit_id TEXT NOT NULL,
  obligation TEXT NOT NULL,
  due TEXT NOT NULL,
  days INTEGER NOT NULL,
  rung TEXT NOT NULL,
  send_at TEXT NOT NULL,
  correlation_id TEXT NOT NULL
) STRICT;
CREATE INDEX planned_by_audit ON planned (audit_id);
CREATE INDEX planned_by_time ON planned (send_at);
CREATE TABLE notices (
  reminder_id TEXT PRIMARY KEY,
  audit_id TEXT NOT NULL,
  obligation TEXT NOT NULL,
  due TEXT NOT NULL,
  send_at TEXT NOT NULL,
  concerned TEXT NOT NULL,
  correlation_id TEXT NOT NULL
) STRICT;
CREATE INDEX notices_by_audit ON notices (audit_id);
CREATE INDEX notices_by_time ON notices (send_at);
CREATE TABLE claims (
  reminder_id TEXT PRIMARY KEY,
  record_id TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  claimed_at TEXT NOT NULL,
  items TEXT NOT NULL
) STRICT;
CREATE INDEX claims_by_record ON claims (record_id);
CREATE TABLE messages (
  message_id TEXT PRIMARY KEY,
  reminder_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  instead_of TEXT,
  because TEXT,
  delivery TEXT NOT NULL,
  digest_at TEXT,
  standing TEXT NOT NULL,
  channel TEXT,
  code TEXT,
  possible_duplicate INTEGER NOT NULL,
  changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX messages_by_person ON messages (person_id, changed_at);
CREATE INDEX messages_by_reminder ON messages (reminder_id);
CREATE INDEX messages_by_standing ON messages (standing, person_id, digest_at);
CREATE TABLE rules (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  steps TEXT,
  notifications TEXT NOT NULL,
  started_at TEXT,
  notices INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE round_draws (one INTEGER PRIMARY KEY CHECK (one = 1), kept TEXT NOT NULL) STRICT;
CREATE TABLE reviews (
  record_id TEXT PRIMARY KEY,
  key TEXT NOT NULL,
  due TEXT NOT NULL,
  since TEXT NOT NULL,
  correlation_id TEXT NOT NULL
) STRICT;
CREATE TABLE closures (date TEXT PRIMARY KEY) STRICT;`;
