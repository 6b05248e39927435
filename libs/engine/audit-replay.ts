import { isRefusal, refuse } from '#domain';
import type { Refusal } from '#domain';
import { isCorrection, replayAudit } from '#projections';
import type { AuditReplay, Beside, Change, Entry, Fact, FactValue } from '#projections';
import { nameAudit, readHistory } from './audit-reading.js';
import type { NamedAudit, ReadingOrder } from './audit-reading.js';
import type { Engine } from './engine.js';

/** Which step of an audit's life somebody wants to see. */
export interface StepOrder extends Omit<ReadingOrder, 'what' | 'asAt'> {
  /** From 1, counted over what they may see. */
  readonly step: number;
  /** The later step it is put beside; the last of all where it is left out. */
  readonly beside?: number;
}

/** That a step was taken: which, when it was recorded, and by whom. */
export interface StepTaken extends Pick<Entry, 'eventId' | 'type' | 'recordedAt' | 'by'> {
  readonly step: number;
}

/** One step of an audit's life: what happened, what was known then, and what became of it. */
export interface StepReplayed {
  readonly step: number;
  readonly beside: number;
  /** What happened, as it was recorded. */
  readonly entry: Entry;
  /** What has been put right of it since. */
  readonly corrections: readonly Entry[];
  /** The audit once it had happened, as it was known then. */
  readonly document: NamedAudit;
  /** What was known then, beside what is known after the later step. */
  readonly facts: readonly FactBeside[];
  readonly steps: readonly StepTaken[];
}

/** What was known of one fact then, and what is known of it after the later step. */
export interface FactBeside extends Pick<Beside<Entry, FactValue, Fact>, 'fact' | 'item' | 'then' | 'now'> {
  /** By which steps it changed in between, in order. */
  readonly since: readonly FactChange[];
}

export interface FactChange {
  readonly change: Change;
  readonly step: StepTaken;
}

/**
 * Replays one step of an audit's life, to whoever may read the audit, as far as they may read it now. The reading is recorded.
 * @throws StoreUnavailable, KeysUnavailable
 */
export async function replayStep(
  engine: Engine,
  { step, beside, ...order }: StepOrder,
): Promise<StepReplayed | Refusal> {
  const read = await readHistory(
    engine,
    { ...order, what: 'replay' },
    (history, reader): AuditReplay | Refusal => replayAudit(history, reader, step, beside) ?? NO_SUCH_STEP,
  );
  if (isRefusal(read)) return read;
  const { steps, then, facts } = read.shown;
  const entry = steps[step - 1];
  if (entry === undefined) return NO_SUCH_STEP;
  const numbers = new Map(steps.map(({ eventId }, index) => [eventId, index + 1]));
  const taken = ({ eventId, type, recordedAt, by }: Entry): StepTaken => ({
    step: numbers.get(eventId) ?? 0,
    eventId,
    type,
    recordedAt,
    by,
  });
  const opened = await engine.ledger.openAll({
    step,
    beside: beside ?? steps.length,
    entry,
    corrections: steps.filter((each) => correctedBy(each) === entry.eventId),
    document: then,
    facts: facts.map(({ since, ...fact }): FactBeside => ({
      ...fact,
      since: since.map(({ change, step: by }) => ({ change, step: taken(by) })),
    })),
    steps: steps.map(taken),
  });
  return { ...opened, document: await nameAudit(engine, opened.document, read.history.state, opened) };
}

const correctedBy = (entry: Entry): unknown =>
  isCorrection(entry) && 'corrects' in entry.data ? entry.data.corrects : undefined;

const NO_SUCH_STEP = refuse('not-found', 'no-such-replay-step', 'There is no such step to replay.');
