import { randomUUID } from 'node:crypto';
import type { KeptDraft } from '#drafts';
import { canonicalJson } from '../canonical-json.js';
import { NO_STREAM, RevisionConflict, START } from '../port.js';
import type { Position, RecordedEvent } from '../port.js';
import type { Appends } from './appends.js';
import type { EventStoreDbConnection } from './connection.js';
import { allRequest, streamRequest } from './reads.js';

/** The last word of a stream, and where it stands. */
export interface Last<Content> {
  /** Null for a stream without any, and for one whose last word is that there is nothing more. */
  readonly content: Content | null;
  readonly revision: number;
}

/** A person's drafts: when each was begun, by its id. */
export type NamedDrafts = Readonly<Record<string, string>>;

const DRAFT = 'draft-kept.v1';
const FORGOTTEN = 'draft-forgotten.v1';
const NAMED = 'drafts-named.v1';

const PAGE = 1_000;
const READ_LIMITS = { silenceMs: 10_000 };

/** Where drafts stand on the server; each write is one append at an exact revision, and only the last is shown. */
export class DraftStreams {
  constructor(
    private readonly connection: EventStoreDbConnection,
    private readonly appends: Appends,
    private readonly prefix: string,
  ) {}

  async draft(id: string): Promise<Last<KeptDraft>> {
    return this.last(this.draftName(id));
  }

  /** @throws RevisionConflict */
  async keepDraft(draft: KeptDraft, revision: number): Promise<void> {
    await this.append(this.draftName(draft.id), revision, DRAFT, draft);
  }

  /** Only that is left once the server scavenges. @throws RevisionConflict */
  async forgetDraft(id: string, revision: number): Promise<void> {
    await this.append(this.draftName(id), revision, FORGOTTEN, null);
  }

  async named(personId: string): Promise<Last<NamedDrafts>> {
    return this.last(this.namesOf(personId));
  }

  /** @throws RevisionConflict */
  async keepNamed(personId: string, drafts: NamedDrafts, revision: number): Promise<void> {
    await this.append(this.namesOf(personId), revision, NAMED, drafts);
  }

  /** The ids of everybody's drafts, by person. */
  async everybodys(): Promise<ReadonlyMap<string, readonly string[]>> {
    const found = new Map<string, readonly string[]>();
    const prefix = this.namesOf('');
    for (let after: Position = START; ;) {
      const page = await this.read(allRequest({ from: after, maxCount: PAGE, prefixes: [prefix] }));
      for (const { stream, data, position } of page)
        // Until the server scavenges it shows what came before, too: the last holds.
        if (position > after) found.set(stream.slice(prefix.length), Object.keys(JSON.parse(data)));
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return found;
      after = last.position;
    }
  }

  private draftName(id: string): string {
    return `${this.prefix}draft:${id}`;
  }

  private namesOf(personId: string): string {
    return `${this.prefix}of:${personId}`;
  }

  private async last<Content>(name: string): Promise<Last<Content>> {
    const [last] = await this.read(streamRequest(name, { direction: 'backwards', maxCount: 1 }));
    return last === undefined
      ? { content: null, revision: NO_STREAM }
      : { content: JSON.parse(last.data), revision: last.revision };
  }

  private read(request: Parameters<EventStoreDbConnection['events']>[0]): Promise<RecordedEvent[]> {
    return this.connection.events(request, READ_LIMITS);
  }

  private async append(name: string, expectedRevision: number, type: string, content: unknown): Promise<void> {
    if (expectedRevision === NO_STREAM) await this.showLastAlone(name);
    await this.write(name, expectedRevision, type, content);
  }

  /** Before there is anything in it, so that nothing is ever shown that was typed over. */
  private async showLastAlone(name: string): Promise<void> {
    try {
      await this.write(`$$${name}`, NO_STREAM, '$metadata', { $maxCount: 1 });
    } catch (error) {
      if (!(error instanceof RevisionConflict)) throw error;
    }
  }

  private async write(name: string, expectedRevision: number, type: string, content: unknown): Promise<void> {
    const data = canonicalJson(content);
    const event = { id: randomUUID(), type, data, metadata: '' };
    const bytes = Buffer.byteLength(data);
    await this.appends.append({ stream: name, name, expectedRevision, events: [event], bytes, isJson: true });
  }
}
