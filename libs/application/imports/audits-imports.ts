import { auditsImport, isRefusal } from '#domain';
import type { Actor, AuditsImportCommand, AuditsImportEvent, AuditsImportState, Refusal } from '#domain';
import { RevisionConflict, uuidV5 } from '#event-store';
import type { Ledger } from '#event-store';
import { recordedActor } from '../calls/recorded-actor.js';

export const auditsImportStream = (importId: string): string => `audits-import-${importId}`;

/** Somebody running the same file at the same moment decides at most these few things. */
const DECISIONS = 5;

/** How the imports stand that the audits of one file belong to. */
export class AuditsImports {
  private readonly known = new Map<string, AuditsImportState['stage']>();

  constructor(private readonly ledger: Ledger) {}

  /** As it stood when this was first asked: a few imports own the audits of a file. */
  async stageOf(importId: string): Promise<AuditsImportState['stage']> {
    let stage = this.known.get(importId);
    if (stage === undefined) {
      stage = (await this.load(importId)).state.stage;
      this.known.set(importId, stage);
    }
    return stage;
  }

  /** Decides a command on an import as it stands now, and records it. @throws StoreUnavailable */
  async record(
    importId: string,
    command: AuditsImportCommand,
    { actor, now }: { readonly actor: Actor; readonly now: string },
  ): Promise<Refusal | null> {
    for (let decision = 1; ; decision += 1) {
      const { state, end } = await this.load(importId);
      const decided = auditsImport.decide(command, state, { actor, importId });
      if (isRefusal(decided)) return decided;
      try {
        const commandId = uuidV5(importId, command.type);
        const context = { actor: recordedActor(actor, 'coordinator'), commandId, correlationId: importId, now };
        await this.ledger.append(auditsImportStream(importId), end, decided, context);
        return null;
      } catch (error) {
        if (!(error instanceof RevisionConflict) || decision === DECISIONS) throw error;
      }
    }
  }

  private async load(importId: string) {
    const end = await this.ledger.load(auditsImportStream(importId));
    const events = end.events as readonly { readonly type: string }[] as readonly AuditsImportEvent[];
    return { state: events.reduce(auditsImport.evolve, auditsImport.initial), end };
  }
}
