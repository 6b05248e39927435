import type { Database } from 'better-sqlite3';
import { BEFORE_SUBMISSION, isModeratedBlind } from '#domain';
import type { Stage } from '#domain';
import { foldSelected } from '../../audits/folded-audits.js';
import { textOf } from '../../audits/folded-audit.js';
import type { FoldedAudit } from '../../audits/folded-audit.js';
import { flag, fromJson, json } from '../../rows/columns.js';
import { FoldedRows } from '../../rows/folded-rows.js';
import type { FoldedTable } from '../../rows/folded-rows.js';
import { RowWriter } from '#disk';
import type { Cell } from '#disk';
import type { View, ViewProjector } from '../../view.js';
import { schema } from './table.js';

const audits: FoldedTable<FoldedAudit> = {
  table: 'audits',
  key: 'audit_id',
  columns: ['folded'],
  cells: (audit) => [textOf(audit)],
  value: (row) => fromJson(row['folded']),
};

const queue: readonly string[] =
  'audit_id reference activity service team period scale blind waiting_since due claimed_by own_grade_given first_grade reasons'.split(
    ' ',
  );

/** Stages from which an audit may yet come to moderation, and moderation itself. */
const UP_TO_MODERATION: readonly Stage[] = [...BEFORE_SUBMISSION, 'moderation'];

function waiting(auditId: string, { state, facts }: FoldedAudit): Cell[][] {
  if (state.stage !== 'moderation') return [];
  const { moderation, graded, deadlines } = state;
  const told = !isModeratedBlind(state);
  return [
    [
      auditId,
      facts.reference,
      facts.activity,
      facts.service,
      facts.team,
      facts.period,
      facts.scale,
      flag(moderation.blind),
      facts.stageSince,
      deadlines['moderate']?.due ?? facts.stageSince,
      moderation.claimedBy,
      flag(moderation.ownGrade !== null),
      told ? graded.first.grade : null,
      told ? json(moderation.reasons) : null,
    ],
  ];
}

function projector(db: Database): ViewProjector {
  const rows = new FoldedRows(db, audits);
  const writer = new RowWriter(db, 'queue', queue);
  const leave = db.prepare<[string]>('DELETE FROM queue WHERE audit_id = ?');
  return {
    apply: (events) => {
      const entries: Cell[][] = [];
      const touched = foldSelected(rows, events, (folded) =>
        UP_TO_MODERATION.includes(folded.state.stage) ? folded : undefined,
      );
      for (const auditId of touched) {
        leave.run(auditId);
        const audit = rows.get(auditId);
        if (audit !== undefined) entries.push(...waiting(auditId, audit));
      }
      writer.write(entries);
      rows.flush();
    },
  };
}

/** Audits that wait for a moderator, and those that are being moderated. */
export const moderationQueue: View = { name: 'moderation-queue', version: 5, schema, projector };
