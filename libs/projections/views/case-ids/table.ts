/** The id of each subject as it was imported, sealed with the subject's key, and whose audit each audit is. */
export const schema = `
CREATE TABLE case_ids (subject_id TEXT PRIMARY KEY, case_id TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE audits (audit_id TEXT PRIMARY KEY, subject_id TEXT NOT NULL) STRICT, WITHOUT ROWID;`;
