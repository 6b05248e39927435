/**
 * `fact`: one row for each fact, numbered from 0 in the order of the log; finds an audit's facts and says which event of
 * its stream made each known. `fact_column`: the facts themselves, by column, `FACTS_PER_BLOCK` to a row (see columns.ts):
 * fact n stands in block n / FACTS_PER_BLOCK. `finding`: the findings of each audit as they stand, of which nothing is a fact before
 * the audit is final. The rest is what a report needs to know beside the audits, with the instants
 * between which it was known, in milliseconds since 1970.
 */
export const schema = `
  CREATE TABLE fact (
    fact INTEGER PRIMARY KEY,
    audit TEXT NOT NULL,
    revision INTEGER NOT NULL,
    recorded_from INTEGER NOT NULL,
    recorded_to INTEGER
  ) STRICT;
  CREATE UNIQUE INDEX open_fact_of_audit ON fact (audit) WHERE recorded_to IS NULL;
  CREATE TABLE fact_column (
    block INTEGER NOT NULL,
    name TEXT NOT NULL,
    cells BLOB NOT NULL,
    PRIMARY KEY (block, name)
  ) STRICT;
  CREATE TABLE fact_name (code INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE fact_grade (
    code INTEGER PRIMARY KEY,
    scale TEXT NOT NULL,
    grade TEXT NOT NULL,
    UNIQUE (scale, grade)
  ) STRICT;
  CREATE TABLE programme (
    version INTEGER NOT NULL,
    recorded_from INTEGER NOT NULL,
    settings TEXT NOT NULL
  ) STRICT;
  CREATE TABLE closure (
    day TEXT NOT NULL,
    recorded_from INTEGER NOT NULL,
    recorded_to INTEGER
  ) STRICT;
  CREATE TABLE import (
    import TEXT PRIMARY KEY,
    audits INTEGER NOT NULL,
    started_from INTEGER NOT NULL,
    whole_from INTEGER,
    taken_back_from INTEGER
  ) STRICT;
  CREATE TABLE draw (
    sample TEXT PRIMARY KEY,
    period TEXT NOT NULL,
    activity TEXT NOT NULL,
    eligible INTEGER NOT NULL,
    recorded_from INTEGER NOT NULL,
    issued_from INTEGER,
    round TEXT,
    round_period TEXT,
    theme TEXT,
    all_issued_from INTEGER,
    audits INTEGER NOT NULL DEFAULT 0,
    skipped INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE finding (
    audit TEXT NOT NULL,
    finding TEXT NOT NULL,
    kind TEXT NOT NULL,
    theme TEXT NOT NULL,
    PRIMARY KEY (audit, finding)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE excused_draw (
    round TEXT NOT NULL,
    round_period TEXT NOT NULL,
    recorded_from INTEGER NOT NULL,
    recorded_to INTEGER
  ) STRICT;
`;
