import type { Ledger } from '#event-store';
import type { StreamFold } from './stream-fold.js';
import { StreamMemory } from './stream-memory.js';

/** One memory for each fold, shared by everyone who loads with it. */
export class StreamMemories {
  private readonly byFold = new Map<StreamFold, StreamMemory>();

  constructor(private readonly ledger: Ledger) {}

  of<State>(fold: StreamFold<State>): StreamMemory<State>;
  of(fold: StreamFold): StreamMemory {
    let memory = this.byFold.get(fold);
    if (memory === undefined) {
      memory = new StreamMemory(this.ledger, fold);
      this.byFold.set(fold, memory);
    }
    return memory;
  }
}
