/** Names, aliases and addresses are sealed JSON; of a token there is no digest. */
export const schema = `
CREATE TABLE people (
  person_id TEXT PRIMARY KEY,
  ref TEXT NOT NULL,
  name TEXT NOT NULL,
  aliases TEXT NOT NULL,
  email TEXT NOT NULL,
  team_id TEXT,
  manager_id TEXT,
  roles TEXT NOT NULL,
  in_post_from TEXT,
  in_post_to TEXT
) STRICT;
CREATE INDEX people_by_team ON people (team_id);
CREATE TABLE teams (team_id TEXT PRIMARY KEY, name TEXT NOT NULL, service TEXT) STRICT;
CREATE TABLE absences (
  absence_id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  away_from TEXT NOT NULL,
  away_to TEXT,
  deputy_id TEXT,
  ended_on TEXT
) STRICT;
CREATE INDEX absences_by_deputy ON absences (deputy_id);
CREATE TABLE changes (change_id TEXT PRIMARY KEY, roles TEXT NOT NULL, email TEXT NOT NULL) STRICT;
CREATE TABLE tokens (
  token_id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  roles TEXT NOT NULL,
  created_at TEXT NOT NULL,
  expires_on TEXT,
  revoked INTEGER NOT NULL,
  whole INTEGER NOT NULL,
  through TEXT
) STRICT;
CREATE INDEX tokens_by_person ON tokens (person_id);`;
