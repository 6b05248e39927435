import type { Database } from 'better-sqlite3';
import { byCodeUnits } from '#domain';
import { json } from '../../rows/columns.js';
import type { View, ViewProjector } from '../../view.js';
import { react } from '../../domain-events.js';
import type { Reactions } from '../../domain-events.js';
import { schema } from './table.js';

type Row = readonly [key: string, value: string];
const byKey = ([one]: Row, [other]: Row): number => byCodeUnits(one, other);

/** Every import of a subject carries the same id, since the id is what the subject is found by: the first is kept. */
function projector(db: Database): ViewProjector {
  const name = db.prepare<[Row]>('INSERT OR IGNORE INTO case_ids VALUES (?, ?)');
  const audit = db.prepare<[Row]>('INSERT OR REPLACE INTO audits VALUES (?, ?)');
  let [named, audited]: [Row[], Row[]] = [[], []];
  const reactions: Reactions = {
    'caseload-part-recorded': ({ data }) => {
      for (const { subjectId, importedId } of data.entries) named.push([subjectId, json(importedId)]);
    },
    'audit-imported': ({ data: { auditId, subjectId, subjectRef } }) => {
      named.push([subjectId, json(subjectRef)]);
      audited.push([auditId, subjectId]);
    },
    // Whoever is known from a dip sample alone is found by it, and can be erased.
    'dip-sample-answered': ({ data: { subjectId, subjectRef } }) => void named.push([subjectId, json(subjectRef)]),
    'audit-selected': ({ data: { auditId, subjectId } }) => void audited.push([auditId, subjectId]),
  };
  return {
    apply: (events) => {
      [named, audited] = [[], []];
      react(reactions, events);
      // In the order of their keys: each page is touched once.
      for (const row of named.sort(byKey)) name.run(row);
      for (const row of audited.sort(byKey)) audit.run(row);
    },
  };
}

/** The id in the case system of every child, family or other subject that is known, and whose each audit is. */
export const caseIdsView: View = { name: 'case-ids', version: 2, schema, projector };
