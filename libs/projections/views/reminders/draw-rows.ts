import type { Database } from 'better-sqlite3';
import { DRAW, drawsOwed, evolveDraws, NO_DRAWS, planReminders, roundDrawId } from '#domain';
import type { PlanRules, PlannedReminder, RoundDraws, StandingObligation } from '#domain';
import { fromJson, json } from '../../rows/columns.js';
import type { RecordedOf } from '../../domain-events.js';

type DrawEvent = RecordedOf<'draw-owed' | 'draw-excused' | 'draw-excuse-lifted' | 'draw-made' | 'draw-dropped'>;

/** A draw that is owed, and what it came of. */
interface OwedDrawRow extends StandingObligation {
  readonly drawId: string;
  readonly correlationId: string;
}

interface Kept {
  readonly draws: readonly (readonly [string, RoundDraws extends ReadonlyMap<string, infer Draw> ? Draw : never])[];
  readonly owed: readonly OwedDrawRow[];
}

/** The draws that rounds call for, and the plan of the reminders of those that are owed. There are few of them. */
export class DrawRows {
  private readonly statements;

  constructor(db: Database) {
    this.statements = {
      read: db.prepare<[], { kept: string }>('SELECT kept FROM round_draws'),
      write: db.prepare<[string]>(
        'INSERT INTO round_draws VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET kept = excluded.kept',
      ),
    };
  }

  /** @returns what is owed no longer */
  fold(event: DrawEvent): (StandingObligation & { readonly drawId: string }) | undefined {
    const { draws, owed } = this.kept();
    const after = evolveDraws(new Map(draws), event);
    const drawId = roundDrawId(event.data.round, event.data.period);
    const before = owed.find((each) => each.drawId === drawId);
    const due = drawsOwed(after).find(({ id }) => id === drawId)?.due;
    const { recordedAt: since, correlationId } = event.metadata;
    const now =
      due === undefined ? undefined : before?.due === due ? before : { drawId, key: DRAW, due, since, correlationId };
    const others = owed.filter((each) => each.drawId !== drawId);
    this.statements.write.run(json({ draws: [...after], owed: now === undefined ? others : [...others, now] }));
    return before === now ? undefined : before;
  }

  /** The reminders of every draw that is owed, each with what it came of. */
  planned(rules: PlanRules): readonly (PlannedReminder & { readonly correlationId: string })[] {
    return this.kept().owed.flatMap(({ drawId, correlationId, ...standing }) =>
      planReminders(drawId, [standing], rules).map((planned) => ({ ...planned, correlationId })),
    );
  }

  /** The ids of all draws there have been. */
  all(): readonly string[] {
    return this.kept().draws.map(([drawId]) => drawId);
  }

  private kept(): Kept {
    const row = this.statements.read.get();
    return row === undefined ? { draws: [...NO_DRAWS], owed: [] } : fromJson<Kept>(row.kept);
  }
}
