import { sumsSchema } from '../../rows/kept-sums.js';
import { NOT_WHOLE_SCHEMA } from '../imports-not-whole.js';

/** What the kept counts are told apart by. */
export const COUNT_KEYS = ['stage', 'period', 'team_id', 'service', 'activity', 'origin', 'import_id'];

/**
 * `audience` is under what whoever may read an audit looks for it (`reachOf`), in the order of the board. `folded` is what
 * the next event is folded onto; of an imported audit the columns say it all.
 */
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
CREATE TABLE audience (
  key TEXT NOT NULL,
  period TEXT NOT NULL,
  reference TEXT NOT NULL,
  audit_id TEXT NOT NULL,
  PRIMARY KEY (key, period DESC, reference, audit_id)
) STRICT, WITHOUT ROWID;${sumsSchema('counts', COUNT_KEYS, ['n'])}`;

export const indexes = [
  'CREATE INDEX board_by_reference ON board (reference)',
  'CREATE INDEX board_in_order ON board (period DESC, reference, audit_id)',
  'CREATE INDEX board_by_stage ON board (stage, period DESC, reference, audit_id)',
  'CREATE INDEX board_by_service ON board (service, period DESC, reference, audit_id) WHERE service IS NOT NULL',
  'CREATE INDEX board_by_team ON board (team_id, period DESC, reference, audit_id) WHERE team_id IS NOT NULL',
  'CREATE INDEX board_by_activity ON board (activity, period DESC, reference, audit_id)',
  'CREATE INDEX board_by_origin ON board (origin, period DESC, reference, audit_id)',
  'CREATE INDEX board_by_auditor ON board (auditor_id, period DESC, reference, audit_id) WHERE auditor_id IS NOT NULL',
  'CREATE INDEX board_by_practitioner ON board (practitioner_id, period DESC, reference, audit_id) WHERE practitioner_id IS NOT NULL',
  'CREATE INDEX board_by_moderator ON board (moderator_id, period DESC, reference, audit_id) WHERE moderator_id IS NOT NULL',
  'CREATE INDEX board_by_sample ON board (sample_id) WHERE sample_id IS NOT NULL',
  'CREATE INDEX board_by_subject ON board (subject_id, period DESC, reference, audit_id)',
  'CREATE INDEX board_by_due ON board (next_due) WHERE next_due IS NOT NULL',
];
