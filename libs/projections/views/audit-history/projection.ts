import type { Database } from 'better-sqlite3';
import type { View, ViewProjector } from '../../view.js';
import { auditIdOf, react } from '../../domain-events.js';
import type { Reactions, Recorded } from '../../domain-events.js';
import { schema } from './table.js';

function projector(db: Database): ViewProjector {
  const add = db.prepare('INSERT OR REPLACE INTO audited VALUES (?, ?, ?, ?, ?)');
  const date = db.prepare('UPDATE audited SET audited_on = ? WHERE audit_id = ?');
  const forget = db.prepare('DELETE FROM audited WHERE audit_id = ?');
  const isTakenBack = db.prepare<[string]>('SELECT 1 FROM taken_back WHERE import_id = ?');
  const noteTakenBack = db.prepare('INSERT OR IGNORE INTO taken_back VALUES (?)');
  const forgetImport = db.prepare('DELETE FROM audited WHERE import_id = ?');
  const hold = db.prepare('INSERT OR REPLACE INTO live VALUES (?, ?, ?)');
  const release = db.prepare('DELETE FROM live WHERE activity = ? AND subject_id = ? AND audit_id = ?');
  const exempt = db.prepare('INSERT OR IGNORE INTO exempt SELECT activity, subject_id FROM audited WHERE audit_id = ?');
  const readmit = db.prepare('DELETE FROM exempt WHERE activity = ? AND subject_id = ?');

  const ended = (event: Recorded): void => void forget.run(auditIdOf(event));
  const reactions: Reactions = {
    'audit-imported': ({ data: { auditId, activity, subjectId, auditedOn, importId = null } }) => {
      if (importId === null || isTakenBack.get(importId) === undefined)
        add.run(auditId, activity, subjectId, auditedOn, importId);
    },
    'audits-import-taken-back': ({ data: { importId } }) => {
      noteTakenBack.run(importId);
      forgetImport.run(importId);
    },
    'audit-selected': ({ data: { auditId, activity, subjectId } }) => {
      add.run(auditId, activity, subjectId, null, null);
      readmit.run(activity, subjectId);
    },
    'first-grade-submitted': (event) => void date.run(event.data.auditedOn, auditIdOf(event)),
    'record-corrected': (event) => {
      const { change } = event.data;
      if (change.field === 'auditedOn') date.run(change.to, auditIdOf(event));
    },
    'subject-substituted': ended,
    'audit-withdrawn': ended,
    'audit-exempted': (event) => {
      exempt.run(auditIdOf(event));
      ended(event);
    },
    'live-audit-reserved': ({ data: { activity, subjectId, auditId } }) => void hold.run(activity, subjectId, auditId),
    'live-audit-released': ({ data: { activity, subjectId, auditId } }) =>
      void release.run(activity, subjectId, auditId),
  };
  return { apply: (events) => react(reactions, events) };
}

/**
 * What a draw must know of earlier audits: when a subject was last audited, whether a live audit holds it, and whether
 * it was exempted. Audits of an import that is unfinished are among them: that a child was audited is true, and a child left
 * alone once too often comes to no harm. Those of an import that was taken back are not. A case once exempted stays out of draws until it is made an audit again by a directed pick.
 */
export const auditHistory: View = { name: 'audit-history', version: 2, schema, projector };
