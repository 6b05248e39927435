import type { Decider } from './decider.js';
import type { Refusal } from './refusal.js';

/** `decide` as a table: one rule for each command, and none missing. */
export type DecisionTable<State, Command extends { readonly type: string }, Event, Context> = {
  readonly [Type in Command['type']]: (
    command: Extract<Command, { readonly type: Type }>,
    state: State,
    context: Context,
  ) => readonly Event[] | Refusal;
};

/** The `decide` that a table makes. */
export function decideBy<State, Command extends { readonly type: string }, Event, Context>(
  table: DecisionTable<State, Command, Event, Context>,
): Decider<State, Command, Event, Context>['decide'] {
  const rules: Readonly<Record<string, unknown>> = table;
  return (command, state, context) => {
    // the table's type pairs every command with its own rule, which an index by a union cannot express
    const rule = rules[command.type] as Decider<State, Command, Event, Context>['decide'];
    return rule(command, state, context);
  };
}
