import type { DraftStore, KeptDraft, Standing } from '#drafts';
import { RevisionConflict } from '../port.js';
import { Appends } from './appends.js';
import { EventStoreDbConnection } from './connection.js';
import { draftStreams } from './deployment.js';
import { DraftStreams } from './draft-streams.js';
import { unavailable } from './failures.js';

export interface EventStoreDbDraftStoreOptions {
  /** As for the events of the deployment; `plumbline` by default. */
  readonly deployment?: string;
  /** How long a write may take, in milliseconds; 10 s by default. */
  readonly appendMs?: number;
}

/**
 * Drafts in EventStoreDB: a stream a draft, and a stream a person that names theirs, each showing its last event alone. A
 * draft is kept first and named after: where a process dies in between, it is found by its form all the same, and named when
 * it is next kept.
 */
export class EventStoreDbDraftStore implements DraftStore {
  private readonly appends: Appends;
  private readonly streams: DraftStreams;

  private constructor(
    private readonly connection: EventStoreDbConnection,
    { deployment = 'plumbline', appendMs = 10_000 }: EventStoreDbDraftStoreOptions,
  ) {
    this.appends = new Appends(connection, appendMs);
    this.streams = new DraftStreams(connection, this.appends, draftStreams(deployment));
  }

  /** Does not wait for the server. @throws EventServerProblem */
  static open(url: string, options: EventStoreDbDraftStoreOptions = {}): EventStoreDbDraftStore {
    return new EventStoreDbDraftStore(EventStoreDbConnection.to(url), options);
  }

  async standing(_personId: string, id: string): Promise<Standing> {
    const { content: draft, revision } = await guarded(() => this.streams.draft(id));
    return { draft, version: revision };
  }

  async put(draft: KeptDraft, version: number): Promise<boolean> {
    const { id, personId, begunAt } = draft;
    return guarded(async () => {
      if (!(await isFirst(() => this.streams.keepDraft(draft, version)))) return false;
      await this.name(personId, id, begunAt);
      return true;
    });
  }

  async forget(personId: string, id: string): Promise<void> {
    await guarded(async () => {
      for (;;) {
        const { content, revision } = await this.streams.draft(id);
        if (content === null || (await isFirst(() => this.streams.forgetDraft(id, revision)))) break;
      }
      await this.name(personId, id, null);
      // Somebody may have begun it anew meanwhile.
      const { content } = await this.streams.draft(id);
      if (content !== null) await this.name(personId, id, content.begunAt);
    });
  }

  async of(personId: string): Promise<readonly Pick<KeptDraft, 'id' | 'begunAt'>[]> {
    const { content } = await guarded(() => this.streams.named(personId));
    return Object.entries(content ?? {}).map(([id, begunAt]) => ({ id, begunAt }));
  }

  async *all(): AsyncIterable<Omit<KeptDraft, 'box'>> {
    for (const [personId, ids] of await guarded(() => this.streams.everybodys())) {
      for (const id of ids) {
        const { content } = await guarded(() => this.streams.draft(id));
        if (content !== null) yield content;
        else await guarded(() => this.name(personId, id, null));
      }
    }
  }

  async close(): Promise<void> {
    await this.appends.settled();
    await this.connection.close();
  }

  /** Names a draft among a person's, or no more, whoever else does so at the same time. */
  private async name(personId: string, id: string, begunAt: string | null): Promise<void> {
    for (;;) {
      const { content, revision } = await this.streams.named(personId);
      const { [id]: known = null, ...others } = content ?? {};
      if (known === begunAt) return;
      const named = begunAt === null ? others : { ...others, [id]: begunAt };
      if (await isFirst(() => this.streams.keepNamed(personId, named, revision))) return;
    }
  }
}

/** Whether a write found its stream as it expected. */
async function isFirst(write: () => Promise<void>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (error instanceof RevisionConflict) return false;
    throw error;
  }
}

async function guarded<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    throw unavailable(error);
  }
}
