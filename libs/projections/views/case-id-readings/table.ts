/** Audits and people are numbered: every list anybody opens adds rows here. */
export const schema = `
CREATE TABLE audits (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE people (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE shown (
  audit_no INTEGER NOT NULL,
  at TEXT NOT NULL,
  person_no INTEGER NOT NULL,
  list TEXT NOT NULL,
  PRIMARY KEY (audit_no, at, person_no)
) STRICT, WITHOUT ROWID;`;
