import { randomUUID } from 'node:crypto';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import { caughtUpAnswer, checkpointAnswer, confirmationAnswer, eventAnswer, nameOf } from './messages.js';
import { streamDeleted, unreadable } from './problems.js';
import type { Problem } from './problems.js';
import { drained, filterOf } from './reading.js';
import type { ReadCall } from './reading.js';
import type { Entry, ServerLog } from './server-log.js';
import type { VersionAnswers } from './versions.js';

/** Events considered between two checkpoints, times the client's multiplier, where the client says nothing else. */
const DEFAULT_WINDOW = 32;

/** One subscription: what is there, then that it has caught up, then what comes. */
export class ServerSubscription {
  private readonly id = randomUUID();
  /** Set by the stand-in to play a server whose subscription has died without a word. */
  isMute = false;

  constructor(
    private readonly log: ServerLog,
    private readonly call: ReadCall,
    private readonly options: ReadReq.Options,
    private readonly answers: VersionAnswers,
  ) {}

  /** Resolves when the client has gone; what it resolves with ends the call. */
  run(): Promise<Problem | undefined> {
    return this.options.hasStream() ? this.followStream() : this.followAll();
  }

  private get isOver(): boolean {
    return this.call.cancelled || this.call.destroyed;
  }

  private async followStream(): Promise<Problem | undefined> {
    const of = this.options.getStream();
    const stream = nameOf(of?.getStreamIdentifier());
    if (this.log.isTombstoned(stream)) return streamDeleted(stream);
    let after = of?.hasRevision() ? BigInt(of.getRevision()) : of?.hasEnd() ? this.log.lastRevision(stream) : -1n;
    this.call.write(confirmationAnswer(this.id));
    let hasCaughtUp = false;
    while (!this.isOver) {
      const exists = this.log.lastRevision(stream) >= 0n && (hasCaughtUp || !this.log.isSoftDeleted(stream));
      const fresh = exists ? this.log.visible(stream).filter(({ revision }) => revision > after) : [];
      for (const entry of fresh) {
        after = entry.revision;
        await this.send(entry);
        if (entry.type === '$streamDeleted') return streamDeleted(stream);
      }
      if (fresh.length > 0) continue;
      if ((exists || this.answers.caughtUpWithoutStream) && !hasCaughtUp) {
        hasCaughtUp = true;
        this.call.write(caughtUpAnswer());
      }
      await this.news();
    }
    return undefined;
  }

  private async followAll(): Promise<Problem | undefined> {
    const all = this.options.getAll();
    const from = all?.hasPosition() ? Number(all.getPosition()?.getCommitPosition()) : undefined;
    let next = all?.hasEnd() ? this.log.writer : from === undefined ? 0 : from + 1;
    if (from !== undefined && from < this.log.writer && this.log.all()[this.log.indexOf(from)]?.position !== from) {
      return unreadable('ReadAllResult');
    }
    const matches = filterOf(this.options);
    const checkpoints = this.checkpoints();
    this.call.write(confirmationAnswer(this.id));
    let hasCaughtUp = false;
    while (!this.isOver) {
      const entry = this.log.all()[this.log.indexOf(next)];
      if (entry === undefined) {
        if (!hasCaughtUp) this.sayCaughtUp();
        hasCaughtUp = true;
        await this.news();
        continue;
      }
      next = entry.position + 1;
      if (matches(entry)) await this.send(entry);
      if (checkpoints()) this.call.write(checkpointAnswer(entry.position));
    }
    return undefined;
  }

  private sayCaughtUp(): void {
    if (this.options.hasFilter() && this.answers.checkpointOnceCaughtUp) {
      this.call.write(checkpointAnswer(this.log.all().at(-1)?.position ?? 0));
    }
    this.call.write(caughtUpAnswer());
  }

  /** Called for every event considered: whether a checkpoint is due. Only filtered subscriptions have them. */
  private checkpoints(): () => boolean {
    const filter = this.options.getFilter();
    if (filter === undefined) return () => false;
    const window = filter.hasMax() ? filter.getMax() : DEFAULT_WINDOW;
    const interval = window * filter.getCheckpointintervalmultiplier();
    let considered = 0;
    return () => ++considered % interval === 0;
  }

  private async send(entry: Entry): Promise<void> {
    if (!this.isMute && !this.call.write(eventAnswer(entry))) await drained(this.call);
  }

  private news(): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.log.off('written', wake);
        this.call.off('cancelled', wake).off('close', wake);
        resolve();
      };
      this.log.on('written', wake);
      this.call.on('cancelled', wake).on('close', wake);
    });
  }
}
