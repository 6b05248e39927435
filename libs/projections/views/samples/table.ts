export const schema = `
CREATE TABLE samples (
  sample_id TEXT PRIMARY KEY,
  period TEXT NOT NULL,
  activity TEXT NOT NULL,
  caseload_id TEXT NOT NULL,
  drawn_at TEXT NOT NULL,
  drawn_by TEXT NOT NULL,
  draw TEXT NOT NULL,
  standing TEXT NOT NULL,
  issued TEXT
) STRICT;
CREATE INDEX samples_by_period ON samples (period, activity);
CREATE TABLE cases (
  sample_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  drawn_as TEXT NOT NULL,
  place INTEGER NOT NULL,
  subject_id TEXT NOT NULL,
  stratum TEXT,
  reason TEXT,
  standing TEXT NOT NULL,
  audit_id TEXT,
  skipped_because TEXT,
  replaces TEXT,
  PRIMARY KEY (sample_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX cases_by_audit ON cases (audit_id);
CREATE TABLE exhausted (sample_id TEXT NOT NULL, replaces TEXT NOT NULL, PRIMARY KEY (sample_id, replaces)) STRICT, WITHOUT ROWID;`;
