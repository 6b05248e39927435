import type { Database } from 'better-sqlite3';
import { LEARNING_DISCUSSION, LOOK_AGAIN, PLAN_REVIEW, RISK_REVIEW, planReminders } from '#domain';
import type { PlanRules, PlannedReminder, StandingObligation } from '#domain';
import type { RecordedOf } from '../../domain-events.js';

type ReviewEvent = RecordedOf<
  | 'plan-action-recorded'
  | 'plan-action-reviewed'
  | 'risk-recorded'
  | 'risk-reviewed'
  | 'learning-message-issued'
  | 'learning-discussed'
  | 'learning-looked-again'
  | 'learning-message-withdrawn'
>;

interface OwedRow extends StandingObligation {
  readonly recordId: string;
  readonly correlationId: string;
}

const SELECT = 'SELECT record_id AS recordId, key, due, since, correlation_id AS correlationId FROM reviews';

/** What is owed on no audit and no round: reviews of plan actions and risks, what messages to staff call for; and its reminders. */
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
  fold(event: ReviewEvent): readonly OwedRow[] {
    return changesOf(event).flatMap((change) => this.change(change, event) ?? []);
  }

  private change({ recordId, key, due }: Change, event: ReviewEvent): OwedRow | undefined {
    const { recordedAt, correlationId } = event.metadata;
    const before = this.statements.read.get(recordId);
    if ((before?.due ?? null) === due && isRecorded(event)) return undefined;
    this.touched.add(recordId);
    this.statements.forget.run(recordId);
    if (due !== null) this.statements.write.run(recordId, key, due, recordedAt, correlationId);
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

interface Change {
  readonly recordId: string;
  readonly key: string;
  /** Null where it is owed no longer. */
  readonly due: string | null;
}

/** What an event says of what is owed. */
function changesOf({ type, data }: ReviewEvent): readonly Change[] {
  switch (type) {
    case 'plan-action-recorded':
    case 'plan-action-reviewed':
      return [{ recordId: data.actionId, key: PLAN_REVIEW, due: data.reviewDue ?? null }];
    case 'risk-recorded':
    case 'risk-reviewed':
      return [{ recordId: data.riskId, key: RISK_REVIEW, due: data.reviewDue ?? null }];
    case 'learning-message-issued':
      return [
        ...data.discussions.map(({ discussionId }) => discussed(discussionId, data.confirmBy)),
        { recordId: data.messageId, key: LOOK_AGAIN, due: data.lookAgainOn },
      ];
    case 'learning-discussed':
      return [discussed(data.discussionId, null)];
    case 'learning-looked-again':
      return [{ recordId: data.messageId, key: LOOK_AGAIN, due: data.lookAgainOn }];
    case 'learning-message-withdrawn':
      return [
        ...data.discussions.map((discussionId) => discussed(discussionId, null)),
        { recordId: data.messageId, key: LOOK_AGAIN, due: null },
      ];
  }
}

const discussed = (recordId: string, due: string | null): Change => ({ recordId, key: LEARNING_DISCUSSION, due });
