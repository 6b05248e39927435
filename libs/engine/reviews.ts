import { PLAN_STREAM, RISKS_STREAM, planFold, risksFold } from '#application';
import { addMonths, byCodeUnits, londonDateOf, mayReview, responsibilitiesOf, reviewOwnership } from '#domain';
import type { Actor, Ownership, Register, Registered } from '#domain';
import type { PlanItem, RiskItem } from '#reporting';
import type { Engine } from './engine.js';
import { reportPlan, reportRisks } from './registers.js';

/** Which register something stands in: the improvement plan, or the risk register. */
export const REGISTERS = ['plan', 'risk'] as const;
export type RegisterName = (typeof REGISTERS)[number];

const KEPT = {
  plan: { stream: PLAN_STREAM, fold: planFold },
  risk: { stream: RISKS_STREAM, fold: risksFold },
} as const;

type ReviewsEngine = Pick<Engine, 'memories' | 'references' | 'ledger' | 'clock'>;

/** A review that is owed, and by whom today. */
export interface ReviewOwed extends Ownership {
  readonly register: RegisterName;
  readonly id: string;
  /** The action by its number and section, the risk by its name; null where that is erased. */
  readonly called: string | null;
  readonly due: string;
}

/** How far ahead of its day a review stands among somebody's tasks. */
const MONTHS_AHEAD = 1;

/** Every review that is late, or due within a month, the longest first. @throws StoreUnavailable, KeysUnavailable */
export async function reviewsOwed(engine: ReviewsEngine): Promise<readonly ReviewOwed[]> {
  const today = londonDateOf(engine.clock());
  const soon = addMonths(today, MONTHS_AHEAD);
  const owed = (await Promise.all(REGISTERS.map((register) => owedIn(engine, register))))
    .flat()
    .filter(({ due }) => due <= soon);
  if (owed.length === 0) return [];
  const { directory, settings } = await engine.references.load();
  const council = { directory, today, responsibilities: responsibilitiesOf(settings) };
  const names = await engine.ledger.openAll(owed.map(({ entry }) => entry.called));
  return owed
    .map(({ register, id, due, entry }, index) => {
      const called = names[index];
      return {
        register,
        id,
        called: typeof called === 'string' ? called : null,
        due,
        ...reviewOwnership(entry, council),
      };
    })
    .sort((left, right) => byCodeUnits(left.due, right.due));
}

async function owedIn(engine: ReviewsEngine, register: RegisterName) {
  return [...(await entriesOf(engine, register))].flatMap(([id, entry]) =>
    typeof entry.due === 'string' ? [{ register, id, due: entry.due, entry }] : [],
  );
}

async function entriesOf({ memories }: ReviewsEngine, register: RegisterName): Promise<Register> {
  const { stream, fold } = KEPT[register];
  return (await memories.of(fold).load(stream)).state;
}

/** Something of a register as whoever reviews it reads it. */
export type Reviewable =
  { readonly register: 'plan'; readonly item: PlanItem } | { readonly register: 'risk'; readonly item: RiskItem };

export interface ReviewableEntry {
  readonly entry: Registered;
  /** Of the register's stream, for the command. */
  readonly revision: number;
  readonly shown: Reviewable;
}

/** One thing of a register for whoever may review it; null where it is not theirs, or there is none: they are told alike. */
export async function findReviewable(
  engine: ReviewsEngine,
  register: RegisterName,
  id: string,
  actor: Actor,
): Promise<ReviewableEntry | null> {
  const { stream, fold } = KEPT[register];
  const { state, end } = await engine.memories.of(fold).load(stream);
  const entry = state.get(id);
  const { directory, settings } = await engine.references.load();
  const council = { directory, today: londonDateOf(engine.clock()), responsibilities: responsibilitiesOf(settings) };
  if (entry === undefined || !mayReview(actor, entry, council)) return null;
  const shown = await shownOf(engine, register, id);
  return shown && { entry, revision: end.revision, shown };
}

async function shownOf(engine: ReviewsEngine, register: RegisterName, id: string): Promise<Reviewable | null> {
  if (register === 'plan') {
    const item = (await reportPlan(engine, { asAt: null })).items.find(({ actionId }) => actionId === id);
    return item === undefined ? null : { register, item };
  }
  const item = (await reportRisks(engine, { asAt: null })).items.find(({ riskId }) => riskId === id);
  return item === undefined ? null : { register, item };
}
