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
