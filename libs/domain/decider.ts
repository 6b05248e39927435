import type { Refusal } from './refusal.js';

/**
 * A noun's logic as three pure functions. `decide` answers the events of an accepted command or a refusal;
 * `evolve` folds one event into the state. Time, actor and reference data come in with the context.
 */
export interface Decider<State, Command, Event, Context> {
  readonly initial: State;
  readonly evolve: (state: State, event: Event) => State;
  readonly decide: (command: Command, state: State, context: Context) => readonly Event[] | Refusal;
}

/** The state after a history. */
export function fold<State, Event>(
  decider: Pick<Decider<State, never, Event, never>, 'initial' | 'evolve'>,
  events: Iterable<Event>,
): State {
  let state = decider.initial;
  for (const event of events) state = decider.evolve(state, event);
  return state;
}
