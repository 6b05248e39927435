/** One row an audit that was or is being carried out, so that a correction finds its own. */
export const schema = `
CREATE TABLE audited (
  audit_id TEXT PRIMARY KEY,
  activity TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  audited_on TEXT,
  import_id TEXT
) STRICT;
CREATE INDEX audited_by_activity ON audited (activity, subject_id, audited_on);
CREATE INDEX audited_by_import ON audited (import_id) WHERE import_id IS NOT NULL;
CREATE TABLE taken_back (import_id TEXT PRIMARY KEY) STRICT;
CREATE TABLE live (
  activity TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  audit_id TEXT NOT NULL,
  PRIMARY KEY (activity, subject_id)
) STRICT;
CREATE TABLE exempt (
  activity TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  PRIMARY KEY (activity, subject_id)
) STRICT;`;
