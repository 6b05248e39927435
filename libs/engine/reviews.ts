import { PLAN_STREAM, RISKS_STREAM, planFold, risksFold } from '#application';
import { addMonths, byCodeUnits, londonDateOf, mayReview, responsibilitiesOf, reviewOwnership } from '#domain';
import type { Actor, Council, Ownership, Personal, Register, Registered } from '#domain';
import type { PlanItem, RiskItem } from '#reporting';
import type { Engine } from './engine.js';
import { learningOwed, learningState, type LearningOwed } from './learning.js';
import { reportPlan, reportRisks } from './registers.js';

/** Which register something stands in: the improvement plan, or the risk register. */
export const REGISTERS = ['plan', 'risk'] as const;
export type RegisterName = (typeof REGISTERS)[number];

const KEPT = {
  plan: { stream: PLAN_STREAM, fold: planFold },
  risk: { stream: RISKS_STREAM, fold: risksFold },
} as const;

/** Where something that is owed on no audit and no round stands: in a register, or in a message to staff. */
export type OwedRegister = RegisterName | LearningOwed['register'];

type ReviewsEngine = Pick<Engine, 'memories' | 'references' | 'ledger' | 'clock'>;

/** A review that is owed, or what a message to staff calls for, and by whom today. */
export interface ReviewOwed extends Ownership {
  readonly register: OwedRegister;
  /** Of the action, the risk or the discussion; of a look again, that of the message. */
  readonly id: string;
  /** The action by its number and section, the risk by its name, the message by its theme and the team; null where that is erased. */
  readonly called: string | null;
  readonly due: string;
}

/** How far ahead of its day a review stands among somebody's tasks. */
const MONTHS_AHEAD = 1;

/** Whatever is late of these, or due within a month, the longest first. @throws StoreUnavailable, KeysUnavailable */
export async function reviewsOwed(engine: ReviewsEngine): Promise<readonly ReviewOwed[]> {
  const today = londonDateOf(engine.clock());
  const soon = addMonths(today, MONTHS_AHEAD);
  const { directory, settings } = await engine.references.load();
  const council = { directory, today, responsibilities: responsibilitiesOf(settings) };
  const registered = (await Promise.all(REGISTERS.map((register) => owedIn(engine, register, council)))).flat();
  const owed = [...registered, ...learningOwed(await learningState(engine), council).map(called)].filter(
    ({ due }) => due <= soon,
  );
  const names = await engine.ledger.openAll(owed.map(({ name }) => name));
  return owed
    .map(({ name: _, told, ...each }, index): ReviewOwed => {
      const text = names[index];
      return { ...each, called: typeof text === 'string' ? told(text) : null };
    })
    .sort((left, right) => byCodeUnits(left.due, right.due));
}

interface Owed extends Omit<ReviewOwed, 'called'> {
  readonly name: Personal;
  /** What it is called, by its name. */
  readonly told: (name: string) => string;
}

const called = ({ theme: name, team, ...owed }: LearningOwed): Owed => ({
  ...owed,
  name,
  told: (theme) => (team === null ? theme : `${theme}, ${team}`),
});

async function owedIn(engine: ReviewsEngine, register: RegisterName, council: Council): Promise<readonly Owed[]> {
  return [...(await entriesOf(engine, register))].flatMap(([id, entry]) =>
    typeof entry.due === 'string'
      ? [{ register, id, due: entry.due, name: entry.called, told: (name) => name, ...reviewOwnership(entry, council) }]
      : [],
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
