/** Reports asked for as files. The files themselves are beside the views and can be made again. */
export const schema = `
CREATE TABLE exports (
  export_id TEXT PRIMARY KEY,
  requested_by TEXT NOT NULL,
  requested_at TEXT NOT NULL,
  ordered TEXT NOT NULL,
  with_small_numbers INTEGER NOT NULL,
  made_at TEXT,
  bytes INTEGER,
  digest TEXT
) STRICT;
CREATE INDEX exports_by_person ON exports (requested_by, requested_at);
CREATE INDEX exports_waiting ON exports (requested_at) WHERE made_at IS NULL;`;
