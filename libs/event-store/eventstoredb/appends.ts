import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { Status } from '@eventstore/db-client/generated/status_pb.js';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import { AppendTooLarge, NO_STREAM, RevisionConflict, StoreUnavailable } from '../port.js';
import type { AppendResult } from '../port.js';
import type { AppendAnswer, AppendRequest, ServerAppend } from './append-messages.js';
import type { EventStoreDbConnection } from './connection.js';
import { isBrokenConnection, isNotLeader, StreamGone, unavailable } from './failures.js';

/** How often an append is sent: again when another node leads, its connection has broken or the server gave it up. */
const TRIES = 3;

/**
 * The server gave up an append. It also does so with an append that is sent again while it is still writing the first.
 */
class GivenUp extends StoreUnavailable {}

const ACCESS_DENIED = 7;

/** When the same append is sent again, the server answers with the position. */
const NO_POSITION = 'The event server took the events and did not say where they stand: send them again';

interface Pending {
  readonly append: ServerAppend;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Appends, pipelined on one stream of the connection. The server takes them in the order they were made.
 *
 * The batch path has no deadline, so each append has one here. An append the server did not answer leaves the whole
 * stream in doubt: it is given up with everything under way on it, all of unknown outcome, and the next append opens
 * another.
 */
export class Appends {
  private pipe: Promise<Pipe> | undefined;
  private readonly under = new Set<Promise<unknown>>();

  constructor(
    private readonly connection: EventStoreDbConnection,
    private readonly deadlineMs: number,
  ) {}

  /** @throws RevisionConflict, StoreUnavailable, AppendTooLarge, StreamGone */
  async append(append: ServerAppend): Promise<AppendResult> {
    const sent = this.persistently(append);
    const settled = sent.catch(() => undefined);
    this.under.add(settled);
    try {
      return await sent;
    } finally {
      this.under.delete(settled);
    }
  }

  /** Resolves when every append under way has its answer. */
  async settled(): Promise<void> {
    await Promise.all(this.under);
  }

  /** The same ids at the same revision have one effect, however often they are sent. */
  private async persistently(append: ServerAppend): Promise<AppendResult> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.send(append);
      } catch (error) {
        const isWorthOneMore = isBrokenConnection(error) || error instanceof GivenUp;
        if ((isNotLeader(error) && tries < TRIES) || (isWorthOneMore && tries === 1)) continue;
        throw isOfThePort(error) ? error : unavailable(error);
      }
    }
  }

  private send(append: ServerAppend): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      const settle = (then: () => void): void => {
        clearTimeout(timer);
        then();
      };
      const pending: Pending = {
        append,
        resolve: (result) => settle(() => resolve(result)),
        reject: (error) => settle(() => reject(error)),
      };
      const pipe = (this.pipe ??= this.open());
      const timer = setTimeout(() => {
        pending.reject(new StoreUnavailable('The event server did not answer an append in time'));
        this.forget(pipe);
        pipe.then(
          (opened) => opened.giveUp(),
          () => undefined,
        );
      }, this.deadlineMs);
      pipe.then((opened) => opened.send(pending), pending.reject);
    });
  }

  private open(): Promise<Pipe> {
    const opened = this.connection.batchAppend().then((call) => new Pipe(call, () => this.forget(opened)));
    opened.catch(() => this.forget(opened));
    return opened;
  }

  private forget(pipe: Promise<Pipe>): void {
    if (this.pipe === pipe) this.pipe = undefined;
  }
}

class Pipe {
  private readonly pending = new Map<number, Pending>();
  private sent = 0;
  private broken: unknown;

  constructor(
    private readonly call: ClientDuplexStream<AppendRequest, AppendAnswer>,
    onBroken: () => void,
  ) {
    const fail = (error: unknown): void => {
      this.broken ??= error;
      onBroken();
      const pending = [...this.pending.values()];
      this.pending.clear();
      for (const each of pending) each.reject(error);
    };
    call
      .on('data', (answer: AppendAnswer) => this.receive(answer))
      .on('error', fail)
      .on('end', () => fail(new StoreUnavailable('The event server ended the stream that appends share')));
  }

  send(pending: Pending): void {
    if (this.broken !== undefined) return pending.reject(this.broken);
    const number = this.sent++;
    this.pending.set(number, pending);
    this.call.write({ number, append: pending.append });
  }

  giveUp(): void {
    this.call.cancel();
  }

  private receive({ number, revision, position, error }: AppendAnswer): void {
    const pending = this.pending.get(number);
    if (pending === undefined) return;
    this.pending.delete(number);
    if (revision === undefined) return pending.reject(refusal(error, pending.append));
    if (position === undefined) return pending.reject(new StoreUnavailable(NO_POSITION));
    pending.resolve({ revision, position });
  }
}

const isOfThePort = (error: unknown): boolean =>
  [RevisionConflict, StoreUnavailable, AppendTooLarge, StreamGone].some((known) => error instanceof known);

/** What the server says of one append, as the port knows it. */
function refusal(status: Status | undefined, { stream, expectedRevision, events, bytes }: ServerAppend): Error {
  const details = status?.getDetails();
  switch (details?.getTypeName()) {
    case 'event_store.client.WrongExpectedVersion': {
      const wrong = details.unpack(
        (message) => shared.WrongExpectedVersion.deserializeBinary(message),
        'event_store.client.WrongExpectedVersion',
      );
      const actual = wrong?.hasCurrentStreamRevision() ? Number(wrong.getCurrentStreamRevision()) : NO_STREAM;
      return new RevisionConflict(stream, expectedRevision, actual);
    }
    case 'event_store.client.StreamDeleted':
      return new StreamGone(stream);
    case 'event_store.client.MaximumAppendSizeExceeded':
      return new AppendTooLarge(stream, events.length, bytes);
    case 'event_store.client.AccessDenied':
      return unavailable({ code: ACCESS_DENIED });
    case 'event_store.client.Timeout':
      return new GivenUp('The event server gave the append up: whether its events are kept is unknown');
    default:
      return new StoreUnavailable('The event server did not take the events: whether they are kept is unknown', {
        cause: status?.getMessage(),
      });
  }
}
