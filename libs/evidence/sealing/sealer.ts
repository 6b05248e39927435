import { randomUUID } from 'node:crypto';
import { setImmediate, setTimeout as pause } from 'node:timers/promises';
import type { SealEvent } from '#domain';
import { RevisionConflict, START } from '#event-store';
import type { EventStore, Finding, Position } from '#event-store';
import { formatNote, formatVerifierKey, signCheckpoint, signText } from '#transparency';
import type { SigningKey } from '#transparency';
import { SigningKeyProblem, keepAside, makeSigningKey, putSigningKey, readSigningKey } from '../keys/signing-key.js';
import type { SigningKeyPlace } from '../keys/signing-key.js';
import { TilesFolder } from '../tiles/tiles-folder.js';
import { rotationStatement } from '../walk/key-rotation.js';
import { SEALS } from '../walk/seal-events.js';
import { SealWalk } from '../walk/seal-walk.js';
import type { Restoration, Seal } from '../walk/seal-walk.js';
import type { WitnessFile } from '../witness/witness-file.js';
import { againstWitness, notYetWitnessed, witnessedBy } from '../witness/against-witness.js';
import { partsOf, writeSealEvent } from './seal-writing.js';

/** Sealing would sign what it must not; the message says what was found and what to do. */
export class SealingRefused extends Error {
  override readonly name = 'SealingRefused';
}

export interface SealerParts {
  readonly store: EventStore;
  readonly signing: SigningKeyPlace;
  readonly witness: WitnessFile;
  readonly dataDir: string;
  /** What a log is called whose sealing begins; at random where it is left out. */
  readonly origin?: string;
  /** The time now: an ISO instant in UTC with milliseconds. */
  readonly clock: () => string;
}

export interface SealOutcome {
  /** Whether there was something to seal. */
  readonly sealed: boolean;
  /** The newest seal; nothing for a log without events. */
  readonly newest: Seal | undefined;
}

/** What a sealer knows of its log since it last looked. Numbers are of events. */
export interface SealStanding {
  readonly events: number;
  readonly covered: number;
  readonly witnessed: number;
  readonly first: Seal | undefined;
  readonly newest: Seal | undefined;
  /** Older copies that were put back, and said to be. */
  readonly restorations: readonly Restoration[];
}

/** How often others may have been there first before it is left to the next time. */
const TRIES = 50;
const LONGEST_PAUSE_MS = 1_000;
const BATCH = { maxCount: 500, maxLength: 4_000_000 };

/**
 * Seals a log: lists the events since the last seal, adds them to the tree, and signs what then stands. Any number of
 * processes may do so at once; every step is an append at an exact revision of one stream, so that one of them is first
 * and the others go on from what stands. A seal that was interrupted is finished, or made anew.
 */
export class Sealer {
  private readonly findings: Finding[] = [];
  private readonly tiles: TilesFolder;
  private readonly walk: SealWalk;
  private position: Position = START;
  private events = 0;
  private witnessed = 0;
  private working: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: SealerParts) {
    this.tiles = new TilesFolder(parts.dataDir);
    this.walk = new SealWalk({
      onFinding: (finding) => this.findings.push(finding),
      onSubtree: (level, index, hash) => this.tiles.add(level, index, hash),
    });
  }

  /**
   * Seals what is new, once what was begun before is finished. Nothing new, nothing done.
   * @throws SealingRefused, SigningKeyProblem, WitnessFileProblem, StoreUnavailable
   */
  seal(): Promise<SealOutcome> {
    return this.inTurn(() => this.work(true));
  }

  /** Signs and witnesses what was sealed, and seals nothing. @throws as `seal` does */
  finish(): Promise<SealOutcome> {
    return this.inTurn(() => this.work(false));
  }

  /**
   * A note of a text that ends with a line feed, signed with the key of the log under its name. Not for a checkpoint: its
   * second line must be no number.
   * @throws SigningKeyProblem
   */
  async signNote(text: string): Promise<string> {
    return formatNote({ text, signatures: [signText(text, this.walk.origin ?? '', await this.key())] });
  }

  /**
   * Has another key sign from now on: an event names both and is signed by both; then the new one is put where the old one was,
   * of which a copy stays beside it. Cut short, it is finished by the same again.
   * @param newFile of the new key, made where it is not there @returns the vkey that signs from now on
   * @throws SealingRefused, SigningKeyProblem, StoreUnavailable
   */
  rotate(newFile: string): Promise<string> {
    return this.inTurn(() => amongOthers(() => this.rotateNow(newFile)));
  }

  private async rotateNow(newFile: string): Promise<string> {
    const { signing, dataDir } = this.parts;
    await this.catchUp();
    const { origin, newest } = this.walk;
    if (this.findings.length > 0)
      throw new SealingRefused('The seals of this log are not whole. Run plumbline verify, which says what is wrong.');
    if (origin === undefined)
      throw new SealingRefused('Nothing of this log has been sealed yet: no key signs it that could be rotated.');
    const fresh = await makeSigningKey({ file: newFile, dataDir }, origin);
    const vkey = formatVerifierKey(fresh.key.verifier(origin));
    // An earlier rotation to this key came so far and no further.
    if (this.walk.key?.publicKey.equals(fresh.key.publicKey) !== true) {
      const old = await this.key();
      if (newest !== undefined && newest.checkpoint === undefined) await this.sign(newest);
      await keepAside(signing);
      const statement = rotationStatement(origin, old, fresh.key);
      await this.append([{ type: 'signing-key-rotated', data: { statement } }], randomUUID());
    }
    await putSigningKey(signing, fresh.key, origin);
    return vkey;
  }

  get standing(): SealStanding {
    const { events, witnessed, walk } = this;
    const { covered, seals, newest, restorations } = walk;
    return { events, covered, witnessed, first: seals[0], newest, restorations };
  }

  private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.working.then(work);
    this.working = done.catch(() => undefined);
    return done;
  }

  private async work(anew: boolean): Promise<SealOutcome> {
    let sealed = false;
    return amongOthers(async () => {
      // First what others know: the log may have grown since, and must hold it.
      const witnessed = this.parts.witness.entries();
      await this.catchUp();
      this.mustHold(witnessed);
      const { newest } = this.walk;
      if (newest !== undefined && newest.checkpoint === undefined) await this.sign(newest);
      else if (!sealed && anew && this.hasNews()) {
        await this.sealNew();
        sealed = true;
      } else {
        await this.parts.witness.append(notYetWitnessed(this.walk, witnessed));
        this.witnessed = witnessedBy(this.walk, this.parts.witness.entries());
        await this.tiles.write(newest);
        return { sealed, newest };
      }
      return undefined;
    });
  }

  /** Seal events alone are nothing new, unless the log was given another name since. */
  private hasNews(): boolean {
    const { unsealed, newest, origin } = this.walk;
    return unsealed.hasBeside(SEALS) || (newest !== undefined && newest.origin !== origin);
  }

  private async catchUp(): Promise<void> {
    for (;;) {
      const events = await this.parts.store.readAll({ after: this.position, ...BATCH });
      for (const event of events) this.walk.next(event);
      this.events += events.length;
      const last = events.at(-1);
      if (last === undefined) return;
      this.position = last.position;
      await setImmediate();
    }
  }

  private mustHold(witnessed: ReturnType<WitnessFile['entries']>): void {
    const { findings, walk } = this;
    const lacking = walk.newest !== undefined && walk.tree.size !== walk.newest.size;
    if (findings.length > 0 || lacking) {
      throw new SealingRefused(
        'The seals of this log are not whole, and nothing more is sealed. Run plumbline verify, which says what is wrong.',
      );
    }
    const [problem] = againstWitness(walk, witnessed);
    if (problem !== undefined) throw new SealingRefused(`${problem.wrong}. Nothing is sealed. Run plumbline verify.`);
  }

  private async sealNew(): Promise<void> {
    if (this.walk.origin === undefined) await this.begin();
    else await this.key();
    const { unsealed, tree } = this.walk;
    const ranges = unsealed.ranges();
    const grown = tree.copy();
    for (const range of ranges) for (const leaf of unsealed.leavesOf(range)) grown.append(leaf);
    const sealId = randomUUID();
    const parts = partsOf(ranges);
    const end = { size: grown.size, root: grown.root().toString('base64') };
    const listed: SealEvent[] = parts.map((some, part) => ({
      type: 'seal-part-recorded',
      data: { sealId, part, ranges: some },
    }));
    await this.append([...listed, { type: 'log-sealed', data: { sealId, parts: parts.length, ...end } }], sealId);
  }

  private async begin(): Promise<void> {
    const { signing, origin = `log.plumbline/${randomUUID().slice(0, 8)}` } = this.parts;
    const { name, key } = await makeSigningKey(signing, origin);
    const data = { origin: name, key: formatVerifierKey(key.verifier(name)) };
    await this.append([{ type: 'sealing-begun', data }], randomUUID());
  }

  /** Two that sign write the same. */
  private async sign({ origin, size, root }: Seal): Promise<void> {
    const checkpoint = signCheckpoint({ origin, size, root: Buffer.from(root, 'base64') }, await this.key());
    await this.append([{ type: 'checkpoint-signed', data: { checkpoint } }], randomUUID());
  }

  /** The one key of the log. @throws SigningKeyProblem */
  private async key(): Promise<SigningKey> {
    const { signing } = this.parts;
    const found = await readSigningKey(signing);
    if (found === undefined) {
      throw new SigningKeyProblem(
        `The signing key file ${signing.file} is missing, and this log is signed with one. Put the file back, or name its place in SIGNING_KEY_FILE; without it nothing is sealed.`,
      );
    }
    if (this.walk.key === undefined || !found.key.publicKey.equals(this.walk.key.publicKey)) {
      throw new SigningKeyProblem(
        `The signing key file ${signing.file} holds another key than this log is signed with. Name the right file in SIGNING_KEY_FILE.`,
      );
    }
    return found.key;
  }

  /** Each event by itself, exactly after the one before it, and read back. @throws RevisionConflict */
  private async append(events: readonly SealEvent[], commandId: string): Promise<void> {
    const { store, clock } = this.parts;
    for (const [index, event] of events.entries()) {
      const { end } = this.walk;
      const stored = writeSealEvent(event, end, { commandId, index, now: clock() });
      await store.append(SEALS, end.revision, [stored]);
      const before = end.revision;
      await this.catchUp();
      if (this.walk.end.revision === before)
        throw new SealingRefused('The log did not give back what was written to it');
    }
  }
}

/**
 * Does something until it is done, beside others who write to the same stream.
 * @param attempt undefined where there is more to do @throws SealingRefused where they are always faster
 */
async function amongOthers<Result>(attempt: () => Promise<Result | undefined>): Promise<Result> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    try {
      const done = await attempt();
      if (done !== undefined) return done;
    } catch (error) {
      if (!(error instanceof RevisionConflict)) throw error;
      // Two that write lists at once stand in one another's way until one of them waits longer.
      await pause(Math.random() * Math.min(50 * (tries + 1), LONGEST_PAUSE_MS));
    }
  }
  throw new SealingRefused('Others are sealing this log all the time. Try again.');
}
