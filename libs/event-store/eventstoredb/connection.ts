import { EventStoreDBClient } from '@eventstore/db-client';
import type { BaseOptions } from '@eventstore/db-client';
import type { StreamsClient as Streams } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { BatchAppendReq, BatchAppendResp, ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { ClientDuplexStream, ClientReadableStream } from '@grpc/grpc-js';
import type { RecordedEvent } from '../port.js';
import { recorded } from './reads.js';
import { isBrokenConnection, isNotLeader } from './failures.js';
import { EventServerProblem, readServerAddress } from './server-address.js';
import type { ServerAddress } from './server-address.js';

const { StreamsClient } = streamsService;

/** Another node may be behind: what is read must be what was last written, so every call asks for the leader. */
const FROM_LEADER: BaseOptions = { requiresLeader: true };

/** How long closing waits for the calls it cancels, in milliseconds. */
const GOODBYE_MS = 2_000;

/** No answer, and no error either: to the port this is the deadline of a call (gRPC code 4). */
class ServerSilent extends Error {
  readonly code = 4;
}

export interface ReadLimits {
  /** How long the server may be silent, in milliseconds. */
  readonly silenceMs: number;
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
    // The client has a constructor for each way to find a node, and TypeScript wants to know which.
    if ('discover' in settings) return new EventStoreDbConnection(settings, address.channel, address.credentials);
    if ('endpoints' in settings) return new EventStoreDbConnection(settings, address.channel, address.credentials);
    return new EventStoreDbConnection(settings, address.channel, address.credentials);
  }

  /** The stream that appends share; their answers come back on it in any order. */
  batchAppend(): Promise<ClientDuplexStream<BatchAppendReq, BatchAppendResp>> {
    return this.streams('batchAppend', (client) =>
      client.batchAppend(...this.callArguments(FROM_LEADER, { deadline: Infinity })),
    );
  }

  /** A read without an end of its own: a subscription. */
  listen(request: ReadReq): Promise<ClientReadableStream<ReadResp>> {
    return this.streams('subscribe', (client) =>
      client.read(request, ...this.callArguments(FROM_LEADER, { deadline: Infinity })),
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
  private async read(request: ReadReq, { silenceMs }: ReadLimits): Promise<RecordedEvent[]> {
    const call = this.listen(request);
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<RecordedEvent[]>((resolve, reject) => {
        const events: RecordedEvent[] = [];
        timer = setTimeout(() => reject(new ServerSilent()), silenceMs);
        call.then((opened) => {
          opened
            .on('data', (answer: ReadResp) => {
              timer?.refresh();
              try {
                const event = recorded(answer);
                if (event !== undefined) events.push(event);
              } catch (error) {
                reject(error);
              }
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
    Call extends ClientReadableStream<ReadResp> | ClientDuplexStream<BatchAppendReq, BatchAppendResp>,
  >(name: string, call: (client: Streams) => Call): Promise<Call> {
    return this.GRPCStreamCreator(StreamsClient, name, call)();
  }
}

function connectionSettings({ hosts, discover, tuning }: ServerAddress) {
  const [first] = hosts;
  if (first === undefined) throw new EventServerProblem('it names no host');
  if (discover) return { ...tuning, discover: first };
  return hosts.length > 1 ? { ...tuning, endpoints: [...hosts] } : { ...tuning, endpoint: first };
}
