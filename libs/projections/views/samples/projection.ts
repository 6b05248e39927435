import type { Database } from 'better-sqlite3';
import type { SampleEvent } from '#domain';
import { json } from '../../rows/columns.js';
import { RowWriter } from '#disk';
import type { View, ViewProjector } from '../../view.js';
import { react } from '../../domain-events.js';
import type { Reactions } from '../../domain-events.js';
import { schema } from './table.js';

type Drawn = Extract<SampleEvent, { type: 'sample-drawn' }>['data'];

/** What a draw was made of, without the lists, which are rows. */
export type Draw = Pick<
  Drawn,
  'round' | 'frameRoot' | 'frameSize' | 'rules' | 'seed' | 'algorithm' | 'settingsVersion' | 'excluded'
>;

/** Samples are few and their events far between: rows are changed where they are. */
function projector(db: Database): ViewProjector {
  const samples = new RowWriter(db, 'samples', [
    'sample_id',
    'period',
    'activity',
    'caseload_id',
    'drawn_at',
    'drawn_by',
    'draw',
    'standing',
  ]);
  const cases = new RowWriter(db, 'cases', [
    'sample_id',
    'position',
    'drawn_as',
    'place',
    'subject_id',
    'stratum',
    'reason',
    'standing',
  ]);
  const stand = db.prepare('UPDATE samples SET standing = ?, issued = ? WHERE sample_id = ?');
  const issue = db.prepare(
    `UPDATE cases SET standing = 'issued', audit_id = ?, replaces = coalesce(?, replaces) WHERE sample_id = ? AND position = ?`,
  );
  const skip = db.prepare(
    `UPDATE cases SET standing = 'skipped', skipped_because = ? WHERE sample_id = ? AND position = ?`,
  );
  const exhaust = db.prepare('INSERT OR IGNORE INTO exhausted VALUES (?, ?)');
  const reactions: Reactions = {
    'sample-drawn': ({ data, metadata }) => {
      const { sampleId, period, activity, caseloadId, selected, reserves, excludedByHistory: _, ...draw } = data;
      samples.write([
        [sampleId, period, activity, caseloadId, metadata.recordedAt, metadata.actor.id, json(draw), 'drawn'],
      ]);
      const listed = { selected, reserve: reserves };
      for (const [drawnAs, list] of Object.entries(listed)) {
        cases.write(
          list.map(({ position, subjectId, stratum }, place) => [
            sampleId,
            position,
            drawnAs,
            place,
            subjectId,
            stratum,
            null,
            'drawn',
          ]),
        );
      }
    },
    'case-directed': ({ data: { sampleId, position, subjectId, reason }, revision }) =>
      cases.write([[sampleId, position, 'directed', revision, subjectId, null, json(reason), 'drawn']]),
    'sample-issue-started': ({ data }) => void stand.run('issuing', null, data.sampleId),
    'sample-case-issued': ({ data: { sampleId, position, auditId } }) =>
      void issue.run(auditId, null, sampleId, position),
    'sample-case-skipped': ({ data: { sampleId, position, reason } }) => void skip.run(reason, sampleId, position),
    'reserve-taken': ({ data: { sampleId, position, auditId, replaces } }) =>
      void issue.run(auditId, replaces, sampleId, position),
    'reserves-exhausted': ({ data }) => void exhaust.run(data.sampleId, data.replaces),
    'sample-issued': ({ data: { sampleId, audits, skipped } }) =>
      void stand.run('issued', json({ audits, skipped }), sampleId),
  };
  return { apply: (events) => react(reactions, events) };
}

/** Samples as drawn and issued: selected, reserves used and unused, excluded counts. */
export const samplesView: View = { name: 'samples', version: 1, schema, projector };
