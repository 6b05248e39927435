/** Counts only: who is in a frame stays in the log, sealed. */
export const schema = `
CREATE TABLE caseloads (
  caseload_id TEXT PRIMARY KEY,
  as_at TEXT NOT NULL,
  source TEXT NOT NULL,
  subject_type TEXT NOT NULL,
  file_name TEXT NOT NULL,
  started_at TEXT NOT NULL,
  entries INTEGER NOT NULL,
  imported_at TEXT,
  imported_by TEXT,
  manifest TEXT
) STRICT;
CREATE INDEX caseloads_by_date ON caseloads (subject_type, as_at, imported_at);`;
