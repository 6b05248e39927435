import type { Actor } from '../actor.js';
import { isDutyOf, notTheirDuty, type Heads } from '../duties.js';
import type { Personal } from '../personal.js';
import type { Refusal } from '../refusal.js';
import type { PlanAction, PlanActionRecorded, PlanEvent, Risk, RiskEvent, RiskRecorded } from './events.js';

/** What is known of a thing of a register. */
export interface Registered {
  readonly version: number;
  readonly digest: string;
  /** The day by which its review is owed; null where none is; undefined where it was said before reviews were owed. */
  readonly due: string | null | undefined;
  readonly leadId: string | null;
  /** An action by its number and section, a risk by its name, sealed. */
  readonly called: Personal;
}

/** By id, in the order they were first entered. */
export type Register = ReadonlyMap<string, Registered>;

export interface RegisterContext {
  readonly actor: Actor;
  /** Of the settings in force. */
  readonly responsibilities: Heads;
}

interface DatedContext extends RegisterContext {
  /** London date. */
  readonly today: string;
}

type Digested<Item> = Item & { readonly digest: string; readonly leadId?: string };
type Due<Item> = Item & { readonly reviewDue: string | null };

/** What is new of the improvement plan, or said otherwise; the rest makes no event, and what is left out stays. */
export function recordPlan(
  actions: readonly Digested<PlanAction>[],
  known: Register,
  context: DatedContext,
): readonly PlanActionRecorded[] | Refusal {
  if (!isDutyOf(context.actor, 'improvement', context.responsibilities)) return notTheirDuty('improvement');
  const idOf = ({ actionId }: PlanAction): string => actionId;
  const dated = actions.map((action) => withDue(action, action.reviewOn, known.get(idOf(action)), context));
  return saidAnew(dated, known, idOf).map((data) => ({ type: 'plan-action-recorded', data }));
}

/** The same of the risk register. */
export function recordRisks(
  risks: readonly Digested<Risk>[],
  known: Register,
  context: DatedContext,
): readonly RiskRecorded[] | Refusal {
  if (!isDutyOf(context.actor, 'improvement', context.responsibilities)) return notTheirDuty('improvement');
  const idOf = ({ riskId }: Risk): string => riskId;
  const dated = risks.map((risk) => withDue(risk, risk.reviewOn ?? null, known.get(idOf(risk)), context));
  return saidAnew(dated, known, idOf).map((data) => ({ type: 'risk-recorded', data }));
}

/**
 * A review is owed from the day its date is entered, and not of a date that was past by then: plans are printed with reviews
 * long done. One that is owed already stays so, whatever day it moves to, until it is reviewed or no date is left.
 */
function withDue<Item>(
  item: Item,
  reviewOn: string | null,
  before: Registered | undefined,
  { today }: DatedContext,
): Due<Item> {
  const isOwed = reviewOn !== null && (reviewOn >= today || typeof before?.due === 'string');
  return { ...item, reviewDue: isOwed ? reviewOn : null };
}

/** Those that are new, or say otherwise than before, each as its next version. */
export function saidAnew<Item extends { readonly digest: string; readonly reviewDue?: string | null }>(
  items: readonly Item[],
  known: ReadonlyMap<string, Pick<Registered, 'version' | 'digest' | 'due'>>,
  idOf: (item: Item) => string,
): (Item & { readonly version: number })[] {
  const said = new Map(items.map((item) => [idOf(item), item]));
  return [...said].flatMap(([id, item]) => {
    const before = known.get(id);
    const isKnown = before?.digest === item.digest && !(before.due === undefined && typeof item.reviewDue === 'string');
    return isKnown ? [] : [{ ...item, version: (before?.version ?? 0) + 1 }];
  });
}

export const planAfter = (before: Register, events: Iterable<PlanEvent>): Register =>
  after(before, events, (event) =>
    event.type === 'plan-action-reviewed'
      ? { id: event.data.actionId, due: event.data.reviewDue }
      : { id: event.data.actionId, said: event.data, called: `${event.data.ref}, ${event.data.section}` },
  );

export const risksAfter = (before: Register, events: Iterable<RiskEvent>): Register =>
  after(before, events, (event) =>
    event.type === 'risk-reviewed'
      ? { id: event.data.riskId, due: event.data.reviewDue }
      : { id: event.data.riskId, said: event.data, called: event.data.risk },
  );

type Change = { readonly id: string } & (
  | { readonly due: string | null }
  | { readonly said: (PlanActionRecorded | RiskRecorded)['data']; readonly called: Personal }
);

function after<Event>(before: Register, events: Iterable<Event>, changeOf: (event: Event) => Change): Register {
  const register = new Map(before);
  for (const event of events) {
    const change = changeOf(event);
    const entry = register.get(change.id);
    if ('due' in change) {
      if (entry !== undefined) register.set(change.id, { ...entry, due: change.due });
      continue;
    }
    const { said, called } = change;
    register.set(change.id, {
      version: said.version,
      digest: said.digest,
      due: said.reviewDue,
      leadId: said.leadId ?? null,
      called,
    });
  }
  return register;
}
