/**
 * How one kind of stream folds into a state. Its methods are methods, not function members, so that a fold of known
 * types stands wherever some fold is wanted: each only ever meets the state it made itself.
 */
export interface StreamFold<State = unknown> {
  readonly initial: State;
  /** The state after more events of the stream, in order. */
  after(state: State, events: readonly unknown[]): State;
}

/** A decider's fold, event by event. */
export function foldOf<State, Event>(decider: {
  readonly initial: State;
  readonly evolve: (state: State, event: Event) => State;
}): StreamFold<State> {
  return {
    initial: decider.initial,
    after(state: State, events: readonly Event[]): State {
      return events.reduce(decider.evolve, state);
    },
  };
}
