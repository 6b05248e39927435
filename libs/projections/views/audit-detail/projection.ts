import type { Database } from 'better-sqlite3';
import type { EventEnvelope } from '#event-store';
import { RowWriter } from '../../rows/row-writer.js';
import type { Cell } from '../../rows/row-writer.js';
import { dataText } from '../../runner/event-log.js';
import type { View, ViewProjector } from '../../view.js';
import { asAuditEvent, auditIdOf } from '../domain-events.js';
import { schema } from './table.js';

export type Link = 'replaces' | 'replaced-by' | 'reaudit-of' | 'reaudited-by';

/** Audits numbered in memory; whoever is forgotten is looked up again. */
const REMEMBERED = 50_000;

function projector(db: Database): ViewProjector {
  const columns = 'audit_no revision position event_id type actor_id actor_role recorded_at data'.split(' ');
  const events = new RowWriter(db, 'events', columns);
  const links = new RowWriter(db, 'links', ['audit_id', 'link', 'other_id', 'recorded_at']);
  const find = db.prepare<[string], number>('SELECT audit_no FROM audits WHERE audit_id = ?').pluck();
  const number = db.prepare<[string]>('INSERT INTO audits (audit_id) VALUES (?)');
  const numbers = new Map<string, number>();

  /** Numbers follow the log, so that a rebuild gives the same ones. */
  const numberOf = (auditId: string): number => {
    const known = numbers.get(auditId) ?? find.get(auditId) ?? Number(number.run(auditId).lastInsertRowid);
    if (numbers.size >= REMEMBERED) numbers.clear();
    numbers.set(auditId, known);
    return known;
  };

  return {
    apply: (batch) => {
      const rows: Cell[][] = [];
      const linked: Cell[][] = [];
      for (const event of batch) {
        const auditId = auditIdOf(event);
        if (auditId === undefined) continue;
        const { revision, position, id, type, metadata } = event;
        const { actor, recordedAt } = metadata;
        const audit = numberOf(auditId);
        rows.push([audit, revision, position, id, type, actor.id, actor.role, recordedAt, dataText(event)]);
        linked.push(...linksOf(auditId, event));
      }
      events.write(rows);
      links.write(linked);
    },
  };
}

/** Both ways, from the later audit's selection: it is there however the log is cut. */
function linksOf(auditId: string, envelope: EventEnvelope): Cell[][] {
  const event = asAuditEvent(envelope);
  if (event.type !== 'audit-selected.v1') return [];
  const { replaces, reauditOf } = event.data;
  const at = event.metadata.recordedAt;
  const both = (link: Link, back: Link, other: string | null): Cell[][] =>
    other === null
      ? []
      : [
          [auditId, link, other, at],
          [other, back, auditId, at],
        ];
  return [...both('replaces', 'replaced-by', replaces), ...both('reaudit-of', 'reaudited-by', reauditOf)];
}

/** Everything that happened to each audit. */
export const auditDetail: View = { name: 'audit-detail', version: 1, schema, projector };
