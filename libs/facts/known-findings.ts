import type { Database } from 'better-sqlite3';
import type { AuditEvent } from '#domain';
import type { EventEnvelope } from '#event-store';
import type { ThemeFound } from './fact-changes.js';

type FindingEvent = Extract<AuditEvent, { type: 'finding-recorded' | 'finding-corrected' }>;

/** The findings of each audit as they stand: which of them count is known once the audit is final. */
export function openKnownFindings(db: Database): {
  keep(auditId: string, event: EventEnvelope): void;
  of(auditId: string): readonly ThemeFound[];
} {
  const keep = db.prepare<[string, string, string, string]>('INSERT OR REPLACE INTO finding VALUES (?, ?, ?, ?)');
  const find = db.prepare<[string], ThemeFound>('SELECT DISTINCT kind, theme FROM finding WHERE audit = ?');
  return {
    keep(auditId, event) {
      if (event.type !== 'finding-recorded' && event.type !== 'finding-corrected') return;
      // The type map says which data an event of this type holds.
      const { findingId, kind, theme } = event.data as FindingEvent['data'];
      keep.run(auditId, findingId, kind, theme);
    },
    of: (auditId) => find.all(auditId),
  };
}
