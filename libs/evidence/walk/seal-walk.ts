import type { SealEvent, SealedRange } from '#domain';
import { NEW_STREAM } from '#event-store';
import type { Finding, RecordedEvent, StreamEnd } from '#event-store';
import {
  GrowingTree,
  NoteProblem,
  NotAKey,
  parseCheckpoint,
  parseVerifierKey,
  renamed,
  signersOf,
} from '#transparency';
import type { Checkpoint, OnSubtree, VerifierKey } from '#transparency';
import { rotationIn } from './key-rotation.js';
import { hashIn, leafOf } from './leaf.js';
import { SEALS, sealEvent } from './seal-events.js';
import { Unsealed, byName } from './unsealed.js';

/** A seal as it stands in the log. */
export interface Seal {
  /** Of its `log-sealed`, in the stream of seals. */
  readonly revision: number;
  readonly origin: string;
  /** Leaves. */
  readonly size: number;
  /** Base 64. */
  readonly root: string;
  /** ISO instant, UTC: when the list and the root stood. */
  readonly sealedAt: string;
  /** Signed note; nothing until it is signed. */
  readonly checkpoint?: string;
}

/** An older copy that was put back, and said to be. */
export interface Restoration {
  /** In the stream of seals. */
  readonly revision: number;
  /** ISO instant, UTC. */
  readonly restoredAt: string;
  /** What the log was called before, and from then on. */
  readonly from: string;
  readonly to: string;
  /** Leaves of the newest seal that was put back, and of the newest checkpoint that a witness had. */
  readonly size: number;
  readonly witnessedSize: number;
  readonly lost: number;
}

/** A seal whose events may not all have been met yet. */
interface Listed {
  readonly seal: Seal;
  readonly ranges: readonly SealedRange[];
}

export interface SealWalkOptions {
  readonly onFinding?: (finding: Finding) => void;
  /** Of the growing tree. */
  readonly onSubtree?: OnSubtree;
  /** Told of every leaf in the order of the tree. */
  readonly onLeaf?: (stream: string, revision: number) => void;
}

/**
 * Walks the events of a log in any order in which those of each stream are, and keeps what its seals make of them: one
 * growing tree, the newest seal, and the leaves that no seal has taken. Who seals, who verifies and who keeps tiles go
 * by this one walk. Its memory is a number for each stream and the leaves not sealed yet, never the log.
 */
export class SealWalk {
  readonly unsealed = new Unsealed();
  readonly tree: GrowingTree;
  /** Where the stream of seals stands. */
  end: StreamEnd = NEW_STREAM;
  origin: string | undefined;
  /** What its checkpoints are signed with. */
  key: VerifierKey | undefined;
  /** Every seal in order. */
  readonly seals: Seal[] = [];
  readonly restorations: Restoration[] = [];
  /** Every key that may have signed, as vkeys. */
  readonly keys: VerifierKey[] = [];
  /** Leaves that a seal covers whose events, root and signature are as they should be. */
  covered = 0;
  /** The first seal whose root is not that of its events. */
  firstWrongRoot: Seal | undefined;
  /** Seals that are listed, and whose events were not all met. */
  private readonly waiting: Listed[] = [];
  private attempt: { readonly sealId: string; readonly parts: SealedRange[][] } | undefined;
  /** Leaves of the newest seal that the tree has come to, while it is that of the seals. */
  private held = 0;
  private readonly wellSigned = new Set<number>();

  constructor(private readonly options: SealWalkOptions = {}) {
    this.tree = new GrowingTree(options.onSubtree);
  }

  /** The newest seal; nothing where there is none. */
  get newest(): Seal | undefined {
    return this.seals.at(-1);
  }

  next(event: RecordedEvent): void {
    this.unsealed.add(event.stream, event.revision, leafOf(event));
    if (event.stream === SEALS) this.readSeal(event);
    while (this.waiting.length > 0 && this.takeWaiting()) continue;
  }

  /** Says of seals that never came to be whole what they lack; no event is to come. */
  finish(): void {
    for (const [at, { seal, ranges }] of this.waiting.entries()) {
      for (const range of ranges) {
        const problem = this.unsealed.problemWith(range);
        const { stream, from, to } = range;
        // Told once, of the first seal that stands in the way.
        if (problem === 'is not what comes next' && at === 0)
          this.tell(stream, from, `The seal at ${seal.revision} of ${SEALS} lists it out of its turn`);
        if (typeof problem === 'object')
          this.tell(
            stream,
            problem.missingFrom,
            `It is not there: the seal of ${seal.sealedAt} covers the stream up to ${to}`,
          );
      }
    }
  }

  private tell(stream: string, revision: number, wrong: string): void {
    this.options.onFinding?.({ stream, revision, wrong });
  }

  private readSeal(event: RecordedEvent): void {
    const { revision } = event;
    const { recordedAt } = metadataOf(event.metadata);
    this.end = { revision, lastHash: hashIn(event.metadata), lastRecordedAt: recordedAt };
    const read = sealEvent(event);
    const wrong = read === undefined ? 'It is no event of seals' : this.apply(read, revision, recordedAt);
    if (wrong !== undefined) this.tell(SEALS, revision, wrong);
  }

  /** What is wrong with an event of the stream. */
  private apply(event: SealEvent, revision: number, recordedAt: string): string | undefined {
    switch (event.type) {
      case 'sealing-begun':
        return this.begin(event.data);
      case 'seal-part-recorded':
        return this.addPart(event.data);
      case 'log-sealed':
        return this.addSeal(event.data, revision, recordedAt);
      case 'checkpoint-signed':
        return this.addCheckpoint(event.data.checkpoint);
      case 'signing-key-rotated':
        return this.rotate(event.data.statement);
      case 'log-restored':
        return this.restore(event.data, revision, recordedAt);
    }
  }

  private begin({ origin, key }: { readonly origin: string; readonly key: string }): string | undefined {
    if (this.origin !== undefined) return 'Sealing was begun before';
    this.origin = origin;
    try {
      const parsed = parseVerifierKey(key);
      if (parsed.name !== origin) return 'Its key is none of its log';
      this.key = parsed;
      this.keys.push(parsed);
      return undefined;
    } catch (error) {
      if (error instanceof NotAKey) return 'Its key is none';
      throw error;
    }
  }

  private rotate(statement: string): string | undefined {
    const { origin, key, newest } = this;
    this.attempt = undefined;
    if (newest !== undefined && newest.checkpoint === undefined) return 'The seal before it was not signed';
    const said = rotationIn(statement);
    if (said === undefined) return 'Its statement is none that both keys signed';
    if (said.origin !== origin || key === undefined || !said.from.publicKey.equals(key.publicKey))
      return 'It takes the place of another key than the log is signed with';
    this.key = said.to;
    this.keys.push(said.to);
    return undefined;
  }

  private restore(
    data: { readonly witnessed: string; readonly lost: number; readonly origin: string },
    revision: number,
    restoredAt: string,
  ): string | undefined {
    const { origin: from, key, newest } = this;
    if (from === undefined || key === undefined) return 'Nothing says what log it is of';
    const witnessed = signedBy(data.witnessed, this.keys);
    const size = newest?.size ?? 0;
    if (witnessed?.origin !== from || witnessed.size <= size)
      return 'The checkpoint that it names is none of this log from after what was put back';
    const { lost, origin: to } = data;
    this.restorations.push({ revision, restoredAt, from, to, size, witnessedSize: witnessed.size, lost });
    this.origin = to;
    this.key = renamed(key, to);
    this.keys.push(this.key);
    return undefined;
  }

  private addPart(data: {
    readonly sealId: string;
    readonly part: number;
    readonly ranges: readonly SealedRange[];
  }): string | undefined {
    const { sealId, part, ranges } = data;
    if (part === 0) this.attempt = { sealId, parts: [] };
    if (this.attempt?.sealId !== sealId || this.attempt.parts.length !== part)
      return 'It is not the next part of a seal';
    this.attempt.parts.push([...ranges]);
    return undefined;
  }

  private addSeal(
    data: { readonly sealId: string; readonly parts: number; readonly size: number; readonly root: string },
    revision: number,
    sealedAt: string,
  ): string | undefined {
    const { sealId, parts, size, root } = data;
    const { attempt, origin, newest } = this;
    this.attempt = undefined;
    if (origin === undefined) return 'Nothing says what log it is of';
    if (attempt?.sealId !== sealId || attempt.parts.length !== parts) return 'The parts of its list are not there';
    if (newest !== undefined && newest.checkpoint === undefined) return 'The seal before it was not signed';
    const ranges = attempt.parts.flat();
    const leaves = ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0);
    const seal: Seal = { revision, origin, size, root, sealedAt };
    this.seals.push(seal);
    this.waiting.push({ seal, ranges });
    const before = newest?.size ?? 0;
    if (size <= before) return `It is of ${size} events where one of ${before} was signed: the log was sealed twice`;
    if (size !== before + leaves) return `It is of ${size} events, and its list is of ${leaves} after ${before}`;
    return isSorted(ranges) ? undefined : 'Its list is not in order';
  }

  private addCheckpoint(note: string): string | undefined {
    const { newest } = this;
    if (newest === undefined || newest.checkpoint !== undefined) return 'There is no seal that it could be of';
    this.seals[this.seals.length - 1] = { ...newest, checkpoint: note };
    const said = signedBy(note, this.key === undefined ? [] : [this.key]);
    if (said === undefined) return 'It is not signed by the key of the log';
    const { origin, size, root } = said;
    if (origin !== newest.origin || size !== newest.size || root.toString('base64') !== newest.root)
      return 'It says something else than the seal before it';
    this.wellSigned.add(size);
    this.cover();
    return undefined;
  }

  private cover(): void {
    if (this.wellSigned.has(this.held)) this.covered = this.held;
  }

  /** Takes the first waiting seal into the tree, once all its events are there; whether it did. */
  private takeWaiting(): boolean {
    const [first] = this.waiting;
    if (first === undefined || first.ranges.some((range) => this.unsealed.problemWith(range) !== undefined))
      return false;
    this.waiting.shift();
    for (const range of first.ranges) {
      this.unsealed.take(range).forEach((leaf, at) => {
        this.tree.append(leaf);
        this.options.onLeaf?.(range.stream, range.from + at);
      });
    }
    const { revision, root, size } = first.seal;
    if (this.firstWrongRoot !== undefined) return true;
    if (this.tree.root().toString('base64') === root && this.tree.size === size) {
      this.held = size;
      this.cover();
      return true;
    }
    this.firstWrongRoot = first.seal;
    this.tell(SEALS, revision, 'Its root is not that of the events it lists: some of them are others than were sealed');
    return true;
  }
}

/** What a note says that one of these keys signed; nothing where it is no checkpoint, or not signed by them. */
export function signedBy(note: string, keys: readonly VerifierKey[]): Checkpoint | undefined {
  try {
    const { note: parsed, checkpoint } = parseCheckpoint(note);
    return signersOf(parsed, keys).length > 0 ? checkpoint : undefined;
  } catch (error) {
    if (error instanceof NoteProblem) return undefined;
    throw error;
  }
}

const isSorted = (ranges: readonly SealedRange[]): boolean =>
  ranges.every((range, at) => {
    const before = ranges[at - 1];
    return before === undefined || byName(before, range) < 0;
  });

function metadataOf(text: string): { readonly recordedAt: string } {
  try {
    const { recordedAt = '' }: { recordedAt?: string } = JSON.parse(text);
    return { recordedAt };
  } catch {
    return { recordedAt: '' };
  }
}
