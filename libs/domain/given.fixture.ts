import type { Decider } from './decider.js';
import { isRefusal, type RefusalKind } from './refusal.js';

/** given these events, when this command, then these events (or this refusal). */
export function specOf<State, Command, Event, Context>(
  decider: Decider<State, Command, Event, Context>,
  defaultContext: () => Context,
) {
  return (...history: readonly Event[]) => ({
    when: (command: Command, context: Context = defaultContext()) => {
      const state = history.reduce((before, event) => decider.evolve(before, event), decider.initial);
      const answer = decider.decide(command, state, context);
      return {
        then: (...events: readonly Event[]) => expect(answer).toEqual(events),
        refused: (code: string, kind?: RefusalKind) => {
          expect(answer).toMatchObject({ refused: true, code, ...(kind && { kind }) });
          if (isRefusal(answer)) expect(answer.sentence).toMatch(/^[A-Z].*\.$/);
        },
        answer,
      };
    },
  });
}
