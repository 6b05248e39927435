import type { ReferenceData, CommandAnswer, CommandCall, StreamMemories } from '#application';
import type { Drafts } from '#drafts';
import { StoreUnavailable } from '#event-store';
import type { Ledger } from '#event-store';
import type { FileReader } from '#imports';
import type { KeyRing } from '#privacy';
import type { ProcessRunner } from '#processes';
import type { Engine } from './engine.js';
import type { KnownNames } from './known-names.js';
import type { ReadModels } from './read-models.js';

/**
 * The engine of a service that answers before its records can be reached: until it is there, everything asked of it is
 * unavailable, in the same words as when an event server goes away later.
 */
export class AwaitedEngine implements Engine {
  private engine: Engine | undefined;

  constructor(readonly dataDir: string) {}

  /** From now on it is this engine. */
  arrived(engine: Engine): void {
    this.engine = engine;
  }

  get ledger(): Ledger {
    return this.there.ledger;
  }
  get keys(): KeyRing {
    return this.there.keys;
  }
  get drafts(): Drafts {
    return this.there.drafts;
  }
  get memories(): StreamMemories {
    return this.there.memories;
  }
  get references(): ReferenceData {
    return this.there.references;
  }
  get files(): FileReader {
    return this.there.files;
  }
  get readModels(): ReadModels {
    return this.there.readModels;
  }
  get names(): KnownNames {
    return this.there.names;
  }
  get processes(): ProcessRunner {
    return this.there.processes;
  }
  get clock(): () => string {
    return this.there.clock;
  }
  get checkpoint(): () => Promise<string | null> {
    return this.there.checkpoint;
  }

  /** A member, not a method: it is handed on by itself. */
  readonly execute = async (call: CommandCall): Promise<CommandAnswer> => this.there.execute(call);

  /** Files that are being read are not read on. */
  endReading(): void {
    this.engine?.files.end();
  }

  async close(): Promise<void> {
    await this.engine?.close();
  }

  /** @throws StoreUnavailable */
  private get there(): Engine {
    if (this.engine === undefined) throw new StoreUnavailable('The records cannot be reached yet');
    return this.engine;
  }
}
