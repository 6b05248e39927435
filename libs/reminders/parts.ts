import type { CommandAnswer, CommandCall, ReferenceData, StreamMemories } from '#application';
import type { Ledger } from '#event-store';
import type { Reached, Views } from '#projections';

/** What reminders need of the engine. */
export interface ReminderEngine {
  readonly ledger: Ledger;
  readonly memories: StreamMemories;
  readonly references: ReferenceData;
  readonly readModels: {
    readonly views: Views;
    reach(names: readonly string[], position: number, timeoutMs: number): Promise<Reached>;
  };
  readonly clock: () => string;
  execute(call: CommandCall): Promise<CommandAnswer>;
}
