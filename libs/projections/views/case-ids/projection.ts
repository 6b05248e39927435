import type { Database } from 'better-sqlite3';
import { json } from '../../rows/columns.js';
import type { View, ViewProjector } from '../../view.js';
import { react } from '../domain-events.js';
import type { Reactions } from '../domain-events.js';
import { schema } from './table.js';

/** Every import of a subject carries the same id, since the id is what the subject is found by: the first is kept. */
function projector(db: Database): ViewProjector {
  const name = db.prepare('INSERT OR IGNORE INTO case_ids VALUES (?, ?)');
  const audit = db.prepare('INSERT OR REPLACE INTO audits VALUES (?, ?)');
  const reactions: Reactions = {
    'caseload-part-recorded.v1': ({ data }) => {
      for (const { subjectId, importedId } of data.entries) name.run(subjectId, json(importedId));
    },
    'audit-imported.v1': ({ data: { auditId, subjectId, subjectRef } }) => {
      name.run(subjectId, json(subjectRef));
      audit.run(auditId, subjectId);
    },
    'audit-selected.v1': ({ data: { auditId, subjectId } }) => void audit.run(auditId, subjectId),
  };
  return { apply: (events) => react(reactions, events) };
}

/** Which child an audit is of, in the council's own words: its id in the case system. */
export const caseIdsView: View = { name: 'case-ids', version: 1, schema, projector };
