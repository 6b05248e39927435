import { PLAN_STREAM, RISKS_STREAM } from '#application';
import type { ImprovementEvent, PlanEvent, Review, RiskEvent } from '#domain';
import type { PlanReport, ReviewItem, RisksReport } from '#reporting';
import { instantOf } from './audit-reading.js';
import type { Engine } from './engine.js';

interface Asked {
  /** A date, meaning its end in London, or an instant in UTC; null for what is known now. */
  readonly asAt: string | null;
}

/** The improvement plan as it was at a moment. @throws StoreUnavailable, KeysUnavailable */
export async function reportPlan(engine: Pick<Engine, 'ledger'>, { asAt }: Asked): Promise<PlanReport> {
  const actions = await known<PlanEvent, 'plan-action-recorded'>(engine, PLAN_STREAM, {
    asAt,
    recorded: 'plan-action-recorded',
    idOf: ({ actionId }) => actionId,
  });
  const items = actions.map(({ said, reviews, since }) => ({
    actionId: said.actionId,
    section: said.section,
    ref: said.ref,
    action: textOf(said.action) ?? ERASED_WORDS,
    lead: textOf(said.lead),
    ...dated(said, since),
    status: standingOf(since) ?? textOf(said.status),
    commentary: linesOf(textOf(said.commentary), since),
    reviews,
  }));
  return { report: 'improvement-plan', asAt, items, notes: [] };
}

/** The risk register as it was at a moment. @throws StoreUnavailable, KeysUnavailable */
export async function reportRisks(engine: Pick<Engine, 'ledger'>, { asAt }: Asked): Promise<RisksReport> {
  const risks = await known<RiskEvent, 'risk-recorded'>(engine, RISKS_STREAM, {
    asAt,
    recorded: 'risk-recorded',
    idOf: ({ riskId }) => riskId,
  });
  const items = risks.map(({ said, reviews, since }) => ({
    riskId: said.riskId,
    risk: textOf(said.risk) ?? ERASED_WORDS,
    description: textOf(said.description),
    mitigation: textOf(said.mitigation),
    rating: standingOf(since) ?? textOf(said.rating),
    lead: textOf(said.lead),
    ...dated(said, since),
    reviews,
  }));
  return { report: 'risks', asAt, items, notes: [] };
}

const ERASED_WORDS = '(erased)';

/** What was erased is no text any more. */
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

interface Dated {
  readonly reviewOn?: string | null;
  readonly reviewDate?: unknown;
  readonly reviewDue?: string | null;
}

/** When it is reviewed: as it was printed, or as its last review since says. */
function dated({ reviewOn = null, reviewDate, reviewDue = null }: Dated, since: readonly ReviewItem[]) {
  const last = since.at(-1);
  if (last === undefined) return { reviewOn, reviewDate: textOf(reviewDate), reviewDue };
  const next = last.reviewDue;
  return { reviewOn: next, reviewDate: next, reviewDue: next };
}

const standingOf = (since: readonly ReviewItem[]): string | null =>
  since.findLast(({ standing }) => standing !== null)?.standing ?? null;

/** What was printed, and a dated line for each review since. */
function linesOf(printed: string | null, since: readonly ReviewItem[]): string | null {
  const lines = since.map(({ on, words }) => `${on.split('-').reverse().join('/')}: ${words ?? ERASED_WORDS}`);
  return lines.length === 0 ? printed : [...(printed === null ? [] : [printed]), ...lines].join('\n');
}

interface Entry<Said> {
  /** As it was last said, opened. */
  readonly said: Said;
  readonly reviews: readonly ReviewItem[];
  /** Those after it was last said. */
  readonly since: readonly ReviewItem[];
}

type DataOf<Event extends ImprovementEvent, Type extends Event['type']> = Extract<Event, { type: Type }>['data'];

interface Keeping<Event extends ImprovementEvent, Type extends Event['type']> extends Asked {
  readonly recorded: Type;
  readonly idOf: (data: Event['data']) => string;
}

/** Each thing as last said by then with its reviews, opened, in the order they were first entered. */
async function known<Event extends ImprovementEvent, Type extends Event['type']>(
  { ledger }: Pick<Engine, 'ledger'>,
  stream: string,
  { asAt, recorded, idOf }: Keeping<Event, Type>,
): Promise<readonly Entry<DataOf<Event, Type>>[]> {
  const until = asAt === null ? null : instantOf(asAt);
  const { events } = await ledger.load(stream);
  const then = events.filter(({ metadata }) => until === null || metadata.recordedAt <= until);
  const last = new Map<string, { said: DataOf<Event, Type>; reviews: Review[]; before: number }>();
  for (const event of then as readonly object[] as readonly Event[]) {
    const id = idOf(event.data);
    const reviews = last.get(id)?.reviews ?? [];
    if (event.type === recorded)
      last.set(id, { said: event.data as DataOf<Event, Type>, reviews, before: reviews.length });
    else reviews.push(event.data as Review);
  }
  const opened = await ledger.openAll([...last.values()]);
  return opened.map(({ said, reviews, before }) => {
    const shown = reviews.map(shownReview);
    return { said, reviews: shown, since: shown.slice(before) };
  });
}

const shownReview = ({ on, reviewedBy, words, standing, reviewDue }: Review): ReviewItem => ({
  on,
  reviewedBy,
  words: textOf(words),
  standing: textOf(standing),
  reviewDue,
});
