import type { ClientReadableStream } from '@grpc/grpc-js';
import type { News } from '../news.js';
import { START } from '../port.js';
import type { Position } from '../port.js';
import type { EventStoreDbConnection } from './connection.js';
import type { ReadAnswer } from './read-answer.js';
import { newsRequest } from './reads.js';

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5_000;

/**
 * Rings when the server has something new: at each event that a live subscription of the server announces, and now and
 * then by itself, so that whatever becomes of that subscription nothing waits long.
 *
 * The client's subscriptions never resubscribe, and one whose server was killed may say nothing at all. This one opens
 * another when it breaks; and when events were found that it should have announced and did not.
 */
export class Bell {
  private call: ClientReadableStream<ReadAnswer> | undefined;
  private retry: NodeJS.Timeout | undefined;
  private readonly looking: NodeJS.Timeout;
  private stopped = false;
  private failures = 0;
  /**
   * How far the present subscription has announced events, or need not because they came before it; undefined until
   * that is known.
   */
  private announced: Position | undefined;
  private newest: Position = START;
  private newestAtLastLook: Position = START;

  constructor(
    private readonly connection: EventStoreDbConnection,
    private readonly prefix: string,
    private readonly news: News,
    private readonly tail: () => Promise<Position>,
    lookMs: number,
  ) {
    this.looking = setInterval(() => this.look(), lookMs);
    this.listen();
  }

  /** Told of every event that a subscription has come to. */
  delivered(position: Position): void {
    this.newest = Math.max(this.newest, position);
  }

  stop(): void {
    this.stopped = true;
    clearInterval(this.looking);
    clearTimeout(this.retry);
    this.call?.cancel();
  }

  private look(): void {
    const { announced, newestAtLastLook } = this;
    this.newestAtLastLook = this.newest;
    // Found a whole look ago and still not announced: the server's subscription has fallen silent.
    if (announced !== undefined && newestAtLastLook > announced) this.call?.cancel();
    this.news.ring();
  }

  private listen(): void {
    this.announced = undefined;
    this.connection.listen(newsRequest(this.prefix)).then(
      (call) => this.hear(call),
      () => this.again(),
    );
  }

  private hear(call: ClientReadableStream<ReadAnswer>): void {
    this.call = call;
    let over = false;
    const end = (): void => {
      if (over) return;
      over = true;
      call.cancel();
      this.again();
    };
    call.on('error', end).on('end', end).on('close', end);
    call.on('data', ({ event, isConfirmation }: ReadAnswer) => {
      if (over) return;
      this.failures = 0;
      if (event !== undefined && this.announced !== undefined) this.announced = event.position;
      if (isConfirmation) this.countFromHere(() => !over);
      this.news.ring();
    });
    if (this.stopped) call.cancel();
  }

  private countFromHere(isOn: () => boolean): void {
    this.tail().then(
      (tail) => {
        if (isOn()) this.announced = tail;
      },
      // The connection that failed here fails the subscription too, or else it is only not watched for silence.
      () => undefined,
    );
  }

  private again(): void {
    this.call = undefined;
    this.announced = undefined;
    if (this.stopped) return;
    const longest = Math.min(FIRST_RETRY_MS * 2 ** this.failures++, LONGEST_RETRY_MS);
    this.retry = setTimeout(() => this.listen(), longest * (0.5 + Math.random() / 2));
  }
}
