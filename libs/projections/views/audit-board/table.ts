import { NOT_WHOLE_SCHEMA } from '../imports-not-whole.js';

/** `folded` is what the next event is folded onto; of an imported audit the columns say it all. */
export const schema = `${NOT_WHOLE_SCHEMA}
CREATE TABLE board (
  audit_id TEXT PRIMARY KEY,
  reference TEXT NOT NULL,
  activity TEXT NOT NULL,
  service TEXT,
  team_id TEXT,
  team TEXT,
  subject_id TEXT NOT NULL,
  subject_type TEXT NOT NULL,
  origin TEXT NOT NULL,
  import_id TEXT,
  sample_id TEXT,
  period TEXT NOT NULL,
  stage TEXT NOT NULL,
  auditor_id TEXT,
  practitioner_id TEXT,
  moderator_id TEXT,
  scale TEXT,
  selected_on TEXT,
  audited_on TEXT,
  shared_on TEXT,
  finalised_on TEXT,
  closed_on TEXT,
  stage_since TEXT NOT NULL,
  final_grade TEXT,
  open_actions INTEGER NOT NULL,
  open_concerns INTEGER NOT NULL,
  next_due TEXT,
  folded TEXT
) STRICT;
CREATE INDEX board_by_reference ON board (reference);
CREATE INDEX board_by_period ON board (period DESC, reference);
CREATE INDEX board_by_stage ON board (stage);
CREATE INDEX board_by_auditor ON board (auditor_id) WHERE auditor_id IS NOT NULL;
CREATE INDEX board_by_practitioner ON board (practitioner_id) WHERE practitioner_id IS NOT NULL;
CREATE INDEX board_by_moderator ON board (moderator_id) WHERE moderator_id IS NOT NULL;
CREATE INDEX board_by_sample ON board (sample_id) WHERE sample_id IS NOT NULL;`;
