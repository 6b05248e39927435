import { EventStoreDBClient } from '@eventstore/db-client';
import type { BaseOptions } from '@eventstore/db-client';
import type { StreamsClient as Streams } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import { Channel, credentials } from '@grpc/grpc-js';
import type { ChannelOptions, ClientDuplexStream, ClientReadableStream } from '@grpc/grpc-js';
import type { RecordedEvent } from '../port.js';
import { appendAnswer, appendRequest } from './append-messages.js';
import type { AppendAnswer, AppendRequest } from './append-messages.js';
import { readAnswer } from './read-answer.js';
import type { ReadAnswer } from './read-answer.js';
import { newestRequest } from './reads.js';
import { isBrokenConnection, isNotLeader } from './failures.js';
import { EventServerProblem, readServerAddress } from './server-address.js';
import type { ServerAddress } from './server-address.js';

const { StreamsClient } = streamsService;

const READ_PATH = '/event_store.client.streams.Streams/Read';
const APPEND_PATH = '/event_store.client.streams.Streams/BatchAppend';

/** Every call asks for the leader: another node may be behind, and what is read must be what was last written. */
const FROM_LEADER: BaseOptions = { requiresLeader: true };

/** The largest answer in bytes, as in the client. */
const LARGEST_MESSAGE = 17 * 1_048_576;

/** The client's own, where the address names no other. */
const KEEP_ALIVE_MS = 10_000;

/** The longest time that a timer of Node's can be set to. */
const NEVER_MS = 2 ** 31 - 1;

/** How long to wait before a failed connection is tried again, in milliseconds. */
const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 1_000;

/** How long closing waits for the calls it cancels, in milliseconds. */
const GOODBYE_MS = 2_000;

/** No answer, and no error either: to the port this is the deadline of a call (gRPC code 4). */
class ServerSilent extends Error {
  readonly code = 4;
}

export interface ReadLimits {
  /**
   * How long the server may be silent, in milliseconds. While it searches the log it may be so for longer, if it answers
   * other questions: of ten million records that are not wanted it says nothing for ten seconds and more.
   */
  readonly silenceMs: number;
  /** Whether nothing more is wanted after an event; asked once of each. */
  readonly isEnough?: (event: RecordedEvent) => boolean;
}

/**
 * The client's connection: finding the cluster's leader, TLS, credentials, keep-alive and reconnecting are the client's.
 * The calls are made here from its generated protocol code, since its own methods lose what the port promises
 * (docs/adr/0010-eventstoredb.md says which and why).
 */
export class EventStoreDbConnection extends EventStoreDBClient {
  /** @throws EventServerProblem */
  static to(url: string): EventStoreDbConnection {
    if (/(^|[\s,])(\*|esdb)/.test(process.env['DEBUG'] ?? '')) {
      throw new EventServerProblem('with DEBUG set, the client prints the password: start without it');
    }
    const address = readServerAddress(url);
    const settings = connectionSettings(address);
    const connection = connectionOf(settings, address);
    connection.openChannelsLike(address);
    return connection;
  }

  /**
   * The client opens another channel when one breaks, and they all share how long they wait before they try the server
   * again: up to two minutes, once it has been away for some. Here that is a second.
   */
  private openChannelsLike({ channel, tuning: { keepAliveInterval, keepAliveTimeout } }: ServerAddress): void {
    const options: ChannelOptions = {
      'grpc.keepalive_time_ms': keepAliveOf(keepAliveInterval),
      'grpc.keepalive_timeout_ms': keepAliveOf(keepAliveTimeout),
      'grpc.max_receive_message_length': LARGEST_MESSAGE,
      'grpc.initial_reconnect_backoff_ms': FIRST_RETRY_MS,
      'grpc.max_reconnect_backoff_ms': LONGEST_RETRY_MS,
    };
    const security = channel.insecure
      ? credentials.createInsecure()
      : credentials.createSsl(channel.rootCertificate, channel.userKeyFile, channel.userCertFile);
    // The client says its own is private; nothing else decides how a channel is opened.
    Object.defineProperty(this, 'createChannel', {
      value: async () => new Channel(await this.resolveUri(), security, options),
    });
  }

  /** The stream that appends share; their answers come back on it in any order. */
  batchAppend(): Promise<ClientDuplexStream<AppendRequest, AppendAnswer>> {
    return this.streams('batchAppend', (client) =>
      client.makeBidiStreamRequest(
        APPEND_PATH,
        appendRequest,
        appendAnswer,
        ...this.callArguments(FROM_LEADER, { deadline: Infinity }),
      ),
    );
  }

  /** A read without an end of its own: a subscription. */
  listen(request: ReadReq): Promise<ClientReadableStream<ReadAnswer>> {
    return this.streams('read', (client) =>
      client.makeServerStreamRequest(
        READ_PATH,
        (message: ReadReq) => Buffer.from(message.serializeBinary()),
        readAnswer,
        request,
        ...this.callArguments(FROM_LEADER, { deadline: Infinity }),
      ),
    );
  }

  /** The events that a read answers, as the server names them; asked once more on a new connection if one is broken. */
  events(request: ReadReq, limits: ReadLimits): Promise<RecordedEvent[]> {
    return this.read(request, limits).catch((error: unknown) => {
      if (isBrokenConnection(error) || isNotLeader(error)) return this.read(request, limits);
      throw error;
    });
  }

  /**
   * Each answer is taken apart as it comes: thousands of them together cost more to keep than to read.
   * @throws the client's errors and raw ones, see `failures.ts`
   */
  private async read(request: ReadReq, { silenceMs, isEnough }: ReadLimits): Promise<RecordedEvent[]> {
    const isSearch = request.getOptions()?.hasFilter() === true;
    const call = this.listen(request);
    let timer: NodeJS.Timeout | undefined;
    let isOver = false;
    try {
      return await new Promise<RecordedEvent[]>((resolve, reject) => {
        const events: RecordedEvent[] = [];
        // Half of a search's time is for asking something else.
        const patienceMs = isSearch ? silenceMs / 2 : silenceMs;
        const bePatient = (): void => {
          if (!isOver) timer = setTimeout(onSilence, patienceMs);
        };
        const onSilence = (): void => {
          if (isSearch) this.read(newestRequest(), { silenceMs: patienceMs }).then(bePatient, reject);
          else reject(new ServerSilent());
        };
        bePatient();
        call.then((opened) => {
          opened
            .on('data', ({ event }: ReadAnswer) => {
              timer?.refresh();
              if (event === undefined || isOver) return;
              events.push(event);
              if (isEnough?.(event) !== true) return;
              resolve(events);
              // What the server was still to send is not waited for, nor that it no longer is.
              opened.on('error', () => undefined).cancel();
            })
            .on('error', reject)
            .on('end', () => resolve(events));
        }, reject);
      });
    } catch (error) {
      call.then(
        (opened) => opened.cancel(),
        () => undefined,
      );
      throw error;
    } finally {
      isOver = true;
      clearTimeout(timer);
    }
  }

  /** Ends every call and the connection under them; does not wait for a server that is away. */
  async close(): Promise<void> {
    const opened = this.getChannel().then(
      (channel) => channel.close(),
      () => undefined,
    );
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, GOODBYE_MS);
    });
    await Promise.race([this.dispose().then(() => opened), late]);
    clearTimeout(timer);
  }

  private async streams<
    Call extends ClientReadableStream<ReadAnswer> | ClientDuplexStream<AppendRequest, AppendAnswer>,
  >(name: string, call: (client: Streams) => Call): Promise<Call> {
    return this.GRPCStreamCreator(StreamsClient, name, call)();
  }
}

function connectionOf(
  settings: ReturnType<typeof connectionSettings>,
  { channel, credentials: user }: ServerAddress,
): EventStoreDbConnection {
  // The client has a constructor for each way to find a node, and TypeScript wants to know which.
  if ('discover' in settings) return new EventStoreDbConnection(settings, channel, user);
  if ('endpoints' in settings) return new EventStoreDbConnection(settings, channel, user);
  return new EventStoreDbConnection(settings, channel, user);
}

/** As the client reads it: -1 for never. */
const keepAliveOf = (milliseconds = KEEP_ALIVE_MS): number => (milliseconds < 0 ? NEVER_MS : milliseconds);

function connectionSettings({ hosts, discover, tuning }: ServerAddress) {
  const [first] = hosts;
  if (first === undefined) throw new EventServerProblem('it names no host');
  if (discover) return { ...tuning, discover: first };
  return hosts.length > 1 ? { ...tuning, endpoints: [...hosts] } : { ...tuning, endpoint: first };
}
