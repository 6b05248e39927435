import type { Database } from 'better-sqlite3';
import { DEFAULT_NOTIFICATIONS, workingDays } from '#domain';
import type { NotificationSettings, PlanRules, ProgrammeSettings, StepSettings } from '#domain';
import { fromJson, json } from '../../rows/columns.js';

interface Row {
  readonly steps: string | null;
  readonly notifications: string;
}

const NO_STEPS: StepSettings = { reminderOffsets: [], escalationLadder: [] };

/** The rules by which reminders are planned, as settings and calendar have them after the events so far. */
export class KeptRules {
  private kept: PlanRules | undefined;
  private notices: boolean | undefined;
  private readonly statements;

  constructor(private readonly db: Database) {
    this.statements = {
      read: db.prepare<[], Row>('SELECT steps, notifications FROM rules'),
      publish: db.prepare<[string, string]>(
        `INSERT INTO rules (one, steps, notifications) VALUES (1, ?, ?)
ON CONFLICT (one) DO UPDATE SET steps = excluded.steps, notifications = excluded.notifications`,
      ),
      start: db.prepare<[string, string]>(
        `INSERT INTO rules (one, notifications, started_at) VALUES (1, ?, ?)
ON CONFLICT (one) DO UPDATE SET started_at = excluded.started_at`,
      ),
      startNotices: db.prepare<[string]>(
        `INSERT INTO rules (one, notifications, notices) VALUES (1, ?, 1)
ON CONFLICT (one) DO UPDATE SET notices = 1`,
      ),
      close: db.prepare<[string]>('INSERT OR IGNORE INTO closures VALUES (?)'),
      open: db.prepare<[string]>('DELETE FROM closures WHERE date = ?'),
    };
  }

  get now(): PlanRules {
    return (this.kept ??= this.read());
  }

  publish({ reminderOffsets, escalationLadder, notifications = DEFAULT_NOTIFICATIONS }: ProgrammeSettings): void {
    this.statements.publish.run(json({ reminderOffsets, escalationLadder }), json(notifications));
    this.kept = undefined;
  }

  close(date: string): void {
    this.statements.close.run(date);
    this.kept = undefined;
  }

  open(date: string): void {
    this.statements.open.run(date);
    this.kept = undefined;
  }

  /** Messages are sent from an instant on. */
  start(from: string): void {
    this.statements.start.run(json(DEFAULT_NOTIFICATIONS), from);
  }

  /** People are told of what happens from now on. */
  startNotices(): void {
    this.statements.startNotices.run(json(DEFAULT_NOTIFICATIONS));
    this.notices = true;
  }

  get tellsNotices(): boolean {
    return (this.notices ??= this.db.prepare<[], number>('SELECT notices FROM rules').pluck().get() === 1);
  }

  private read(): PlanRules {
    const row = this.statements.read.get();
    return {
      steps: typeof row?.steps === 'string' ? fromJson<StepSettings>(row.steps) : NO_STEPS,
      notifications: row === undefined ? DEFAULT_NOTIFICATIONS : fromJson<NotificationSettings>(row.notifications),
      calendar: workingDays(this.db.prepare<[], string>('SELECT date FROM closures').pluck().all()),
    };
  }
}
