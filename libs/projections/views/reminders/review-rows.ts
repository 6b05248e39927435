import type { Database } from 'better-sqlite3';
import { PLAN_REVIEW, RISK_REVIEW, planReminders } from '#domain';
import type { PlanRules, PlannedReminder, StandingObligation } from '#domain';
import type { RecordedOf } from '../../domain-events.js';

type ReviewEvent = RecordedOf<'plan-action-recorded' | 'plan-action-reviewed' | 'risk-recorded' | 'risk-reviewed'>;

interface OwedRow extends StandingObligation {
  readonly recordId: string;
  readonly correlationId: string;
}

const SELECT = 'SELECT record_id AS recordId, key, due, since, correlation_id AS correlationId FROM reviews';

/** The reviews that are owed of actions of the plan and of risks, and the plan of their reminders. */
export class ReviewRows {
  private readonly touched = new Set<string>();
  private readonly statements;

  constructor(db: Database) {
    this.statements = {
      read: db.prepare<[string], OwedRow>(`${SELECT} WHERE record_id = ?`),
      all: db.prepare<[], OwedRow>(SELECT),
      write: db.prepare<[string, string, string, string, string]>('INSERT INTO reviews VALUES (?, ?, ?, ?, ?)'),
      forget: db.prepare<[string]>('DELETE FROM reviews WHERE record_id = ?'),
    };
  }

  /** @returns what is owed no longer, or not by this date */
  fold(event: ReviewEvent): OwedRow | undefined {
    const { data, metadata } = event;
    const [recordId, key] = 'actionId' in data ? [data.actionId, PLAN_REVIEW] : [data.riskId, RISK_REVIEW];
    const due = data.reviewDue ?? null;
    const before = this.statements.read.get(recordId);
    if ((before?.due ?? null) === due && isRecorded(event)) return undefined;
    this.touched.add(recordId);
    this.statements.forget.run(recordId);
    if (due !== null) this.statements.write.run(recordId, key, due, metadata.recordedAt, metadata.correlationId);
    return before;
  }

  /** What has been touched since, or everything: each with its reminders, and what it came of. */
  planned(
    rules: PlanRules,
    everything: boolean,
  ): {
    readonly records: readonly string[];
    readonly planned: readonly (PlannedReminder & { correlationId: string })[];
  } {
    const owed = this.statements.all.all();
    const records = new Set([...this.touched, ...(everything ? owed.map(({ recordId }) => recordId) : [])]);
    this.touched.clear();
    const planned = owed
      .filter(({ recordId }) => records.has(recordId))
      .flatMap(({ recordId, correlationId, ...standing }) =>
        planReminders(recordId, [standing], rules).map((one) => ({ ...one, correlationId })),
      );
    return { records: [...records], planned };
  }

  get isTouched(): boolean {
    return this.touched.size > 0;
  }
}

/** A review ends what was owed even where the next is due on the same day; a printed line that says the same day again does not. */
const isRecorded = ({ type }: ReviewEvent): boolean => type === 'plan-action-recorded' || type === 'risk-recorded';
