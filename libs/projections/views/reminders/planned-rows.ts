import type { Database } from 'better-sqlite3';
import { initialAudit, isSelected, obligationsOf, planReminders } from '#domain';
import type { AuditState, PlanRules, PlannedReminder, StandingObligation } from '#domain';
import { evolveState } from '../../audits/folded-audit.js';
import { fromJson, json } from '../../rows/columns.js';
import { FoldedRows } from '../../rows/folded-rows.js';
import type { FoldedTable } from '../../rows/folded-rows.js';
import { RowWriter } from '#disk';
import type { RecordedAuditEvent } from '../../domain-events.js';

/** What is owed, and what it came of. */
interface PlannedObligation extends StandingObligation {
  readonly correlationId: string;
}

interface Owed {
  readonly state: AuditState;
  /** What is owed now, and since when by this date. */
  readonly standing: readonly PlannedObligation[];
}

const owed: FoldedTable<Owed> = {
  table: 'owed',
  key: 'audit_id',
  columns: ['reference', 'state', 'standing'],
  cells: ({ state, standing }) => [isSelected(state) ? state.reference : '', json(state), json(standing)],
  value: (row) => ({ state: fromJson(row['state']), standing: fromJson(row['standing']) }),
};

/** Folds audits and keeps the plan of what they owe. */
export class PlannedRows {
  private readonly audits: FoldedRows<Owed>;
  private readonly touched = new Map<string, readonly PlannedObligation[]>();
  private readonly planned: RowWriter;
  private readonly forget;
  private readonly all;

  constructor(db: Database) {
    this.audits = new FoldedRows(db, owed);
    this.planned = new RowWriter(db, 'planned', [
      'reminder_id',
      'audit_id',
      'obligation',
      'due',
      'days',
      'rung',
      'send_at',
      'correlation_id',
    ]);
    this.forget = db.prepare<[string]>('DELETE FROM planned WHERE audit_id = ?');
    this.all = db.prepare<[], { auditId: string; standing: string }>(
      `SELECT audit_id AS auditId, standing FROM owed WHERE standing <> '[]'`,
    );
  }

  /** @returns what is owed no longer, or not by this date */
  fold(auditId: string, event: RecordedAuditEvent): readonly StandingObligation[] {
    const before = this.audits.before(auditId, event);
    // An imported audit owes nothing.
    if (before === undefined && event.type !== 'audit-selected') return [];
    const state = evolveState(before?.state ?? initialAudit, event);
    const { metadata } = event;
    const standing = obligationsOf(state).map(
      ({ key, due }) =>
        before?.standing.find((same) => same.key === key && same.due === due) ?? {
          key,
          due,
          since: metadata.recordedAt,
          correlationId: metadata.correlationId,
        },
    );
    this.audits.set(auditId, { state, standing });
    this.touched.set(auditId, standing);
    return (before?.standing ?? []).filter((former) => !standing.includes(former));
  }

  /** An audit as it stands after what has been folded. */
  stateOf(auditId: string): AuditState | undefined {
    return this.audits.get(auditId)?.state;
  }

  /** Writes the plan of what has been touched, or of everything where the rules have changed. */
  flush(rules: PlanRules, everything: boolean): void {
    this.audits.flush();
    if (everything) {
      for (const { auditId, standing } of this.all.all()) this.touched.set(auditId, fromJson(standing));
    }
    for (const [auditId, standing] of this.touched) {
      const cameOf = (key: string, by: string): string | null =>
        standing.find((each) => each.key === key && each.due === by)?.correlationId ?? null;
      const planned = planReminders(auditId, standing, rules);
      this.write(
        [auditId],
        planned.map((one) => ({ ...one, correlationId: cameOf(one.obligation, one.due) })),
      );
    }
    this.touched.clear();
  }

  /** Writes the plan of some records in place of what it was. */
  write(
    records: readonly string[],
    planned: readonly (PlannedReminder & { readonly correlationId: string | null })[],
  ): void {
    for (const record of records) this.forget.run(record);
    this.planned.write(
      planned.map(({ reminderId, auditId, obligation, due, step, at, correlationId }) => [
        reminderId,
        auditId,
        obligation,
        due,
        step.days,
        step.to,
        at,
        correlationId,
      ]),
    );
  }
}
