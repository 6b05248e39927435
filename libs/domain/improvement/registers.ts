import type { Actor } from '../actor.js';
import { isDutyOf, notTheirDuty, type Heads } from '../duties.js';
import type { Refusal } from '../refusal.js';
import type { PlanAction, PlanActionRecorded, Risk, RiskRecorded } from './events.js';

/** What is known of each thing of a register, by its id, in the order they were first entered. */
export type Register = ReadonlyMap<string, { readonly version: number; readonly digest: string }>;

export interface RegisterContext {
  readonly actor: Actor;
  /** Of the settings in force. */
  readonly responsibilities: Heads;
}

type Digested<Item> = Item & { readonly digest: string };

/** What is new of the improvement plan, or said otherwise; the rest makes no event, and what is left out stays. */
export function recordPlan(
  actions: readonly Digested<PlanAction>[],
  known: Register,
  context: RegisterContext,
): readonly PlanActionRecorded[] | Refusal {
  if (!isDutyOf(context.actor, 'improvement', context.responsibilities)) return notTheirDuty('improvement');
  return saidAnew(actions, known, ({ actionId }) => actionId).map((data) => ({ type: 'plan-action-recorded', data }));
}

/** The same of the risk register. */
export function recordRisks(
  risks: readonly Digested<Risk>[],
  known: Register,
  context: RegisterContext,
): readonly RiskRecorded[] | Refusal {
  if (!isDutyOf(context.actor, 'improvement', context.responsibilities)) return notTheirDuty('improvement');
  return saidAnew(risks, known, ({ riskId }) => riskId).map((data) => ({ type: 'risk-recorded', data }));
}

/** Those that are new, or say otherwise than before, each as its next version. */
export function saidAnew<Item extends { readonly digest: string }>(
  items: readonly Item[],
  known: Register,
  idOf: (item: Item) => string,
): (Item & { readonly version: number })[] {
  const said = new Map(items.map((item) => [idOf(item), item]));
  return [...said].flatMap(([id, item]) => {
    const before = known.get(id);
    return before?.digest === item.digest ? [] : [{ ...item, version: (before?.version ?? 0) + 1 }];
  });
}

export function planAfter(before: Register, events: Iterable<PlanActionRecorded>): Register {
  return after(before, events, ({ data: { actionId } }) => actionId);
}

export function risksAfter(before: Register, events: Iterable<RiskRecorded>): Register {
  return after(before, events, ({ data: { riskId } }) => riskId);
}

function after<Event extends { readonly data: { readonly version: number; readonly digest: string } }>(
  before: Register,
  events: Iterable<Event>,
  idOf: (event: Event) => string,
): Register {
  const register = new Map(before);
  for (const event of events) register.set(idOf(event), { version: event.data.version, digest: event.data.digest });
  return register;
}
