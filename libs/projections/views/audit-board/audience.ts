import type { Database, Statement } from 'better-sqlite3';
import { RowWriter } from '#disk';
import type { Cell } from '#disk';
import { keysOf } from '#domain';
import type { FoldedAudit } from '../../audits/folded-audit.js';
import type { Beside } from '../../rows/folded-rows.js';

/** Keeps, for each audit, under what it is looked for by whoever may read something of it. */
export class Audience implements Beside<FoldedAudit> {
  private readonly rows: RowWriter;
  private readonly clear: Statement<[string]>;
  private readonly written = new Map<string, string>();
  private readonly changed = new Map<string, readonly Cell[][]>();

  constructor(db: Database) {
    this.rows = new RowWriter(db, 'audience', ['key', 'period', 'reference', 'audit_id']);
    this.clear = db.prepare<[string]>('DELETE FROM audience WHERE audit_id = ?');
  }

  read(auditId: string, audit: FoldedAudit | undefined): void {
    this.written.set(auditId, JSON.stringify(rowsOf(auditId, audit)));
  }

  change(auditId: string, audit: FoldedAudit | undefined): void {
    const rows = rowsOf(auditId, audit);
    const text = JSON.stringify(rows);
    if ((this.written.get(auditId) ?? '[]') === text) return;
    this.written.set(auditId, text);
    this.changed.set(auditId, rows);
  }

  forget(auditId: string): void {
    this.written.delete(auditId);
  }

  flush(): void {
    for (const auditId of this.changed.keys()) this.clear.run(auditId);
    this.rows.write([...this.changed.values()].flat());
    this.changed.clear();
  }
}

function rowsOf(auditId: string, audit: FoldedAudit | undefined): Cell[][] {
  if (audit === undefined) return [];
  const { period, reference } = audit.facts;
  return keysOf(audit.state).map((key) => [key, period, reference, auditId]);
}
