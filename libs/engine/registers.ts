import { PLAN_STREAM, RISKS_STREAM } from '#application';
import type { ImprovementEvent, PlanActionRecorded, RiskRecorded } from '#domain';
import type { PlanReport, RisksReport } from '#reporting';
import { instantOf } from './audit-reading.js';
import type { Engine } from './engine.js';

interface Asked {
  /** A date, meaning its end in London, or an instant in UTC; null for what is known now. */
  readonly asAt: string | null;
}

/** The improvement plan as it was at a moment. @throws StoreUnavailable, KeysUnavailable */
export async function reportPlan(engine: Pick<Engine, 'ledger'>, { asAt }: Asked): Promise<PlanReport> {
  const actions = await known<PlanActionRecorded>(engine, PLAN_STREAM, asAt, ({ actionId }) => actionId);
  const items = actions.map(({ section, ref, reviewOn, action, lead, reviewDate, status, commentary }) => ({
    section,
    ref,
    reviewOn,
    action: textOf(action) ?? ERASED_WORDS,
    lead: textOf(lead),
    reviewDate: textOf(reviewDate),
    status: textOf(status),
    commentary: textOf(commentary),
  }));
  return { report: 'improvement-plan', asAt, items, notes: [] };
}

/** The risk register as it was at a moment. @throws StoreUnavailable, KeysUnavailable */
export async function reportRisks(engine: Pick<Engine, 'ledger'>, { asAt }: Asked): Promise<RisksReport> {
  const risks = await known<RiskRecorded>(engine, RISKS_STREAM, asAt, ({ riskId }) => riskId);
  const items = risks.map(({ risk, description, mitigation, rating }) => ({
    risk: textOf(risk) ?? ERASED_WORDS,
    description: textOf(description),
    mitigation: textOf(mitigation),
    rating: textOf(rating),
  }));
  return { report: 'risks', asAt, items, notes: [] };
}

const ERASED_WORDS = '(erased)';

/** What was erased is no text any more. */
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Each thing as last said by then, opened, in the order they were first entered. */
async function known<Event extends ImprovementEvent>(
  { ledger }: Pick<Engine, 'ledger'>,
  stream: string,
  asAt: string | null,
  idOf: (data: Event['data']) => string,
): Promise<readonly Event['data'][]> {
  const until = asAt === null ? null : instantOf(asAt);
  const { events } = await ledger.load(stream);
  const then = events.filter(({ metadata }) => until === null || metadata.recordedAt <= until);
  const last = new Map<string, Event['data']>();
  for (const { data } of then as readonly object[] as readonly Event[]) last.set(idOf(data), data);
  return ledger.openAll([...last.values()]);
}
