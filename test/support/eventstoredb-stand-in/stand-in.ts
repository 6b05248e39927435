import type { IGossipServer } from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossipService from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossips from '@eventstore/db-client/generated/gossip_pb.js';
import type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import type { IOperationsServer } from '@eventstore/db-client/generated/operations_grpc_pb.js';
import operationsService from '@eventstore/db-client/generated/operations_grpc_pb.js';
import operations from '@eventstore/db-client/generated/operations_pb.js';
import type { IServerFeaturesServer } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import serverFeaturesService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import serverFeatures from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { IStreamsServer } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import type { Metadata } from '@grpc/grpc-js';
import { appendOnce, BatchAppends, expectedOf } from './appending.js';
import { Gate } from './gate.js';
import { nameOf, nothing } from './messages.js';
import { notLeader, stopping, streamDeleted, wrongExpectedVersion } from './problems.js';
import type { Problem } from './problems.js';
import { readAll, readStream, send, unanswerable } from './reading.js';
import type { ReadCall } from './reading.js';
import { ServerLog } from './server-log.js';
import type { Written } from './server-log.js';
import { ServerSubscription } from './subscribing.js';
import { VERSION_ANSWERS } from './versions.js';
import type { MeasuredVersion, VersionAnswers } from './versions.js';

/** The transport's own limit for one message. */
const MAX_MESSAGE_BYTES = 17 * 1024 * 1024;

/** What an expected revision is written as in the message of an error. */
const EXPECTED_NUMBERS = { any: -2n, no_stream: -1n, stream_exists: -4n } as const;

/**
 * Stands in for EventStoreDB in tests, over its own protocol, to its own client: one node, insecure, its log in memory.
 * It answers as a version of the server was measured to answer; a difference is a bug here. `test/eventstoredb/rows.spec.ts` asks
 * it and a real server the same questions.
 */
export class EventStoreDbStandIn {
  private readonly log = new ServerLog();
  private readonly gate = new Gate();
  private readonly reads = new Map<ReadCall, ServerSubscription | undefined>();
  /** Entries that filtered reads of the whole log have looked at. */
  entriesSearched = 0;
  subscriptionsEver = 0;
  private positionsToWithhold = 0;
  private searchMs = 0;
  private server: Server | undefined;
  private leader: { readonly host: string; readonly port: number } | undefined;

  private constructor(private readonly version: MeasuredVersion) {}

  static async start(version: MeasuredVersion = '23.10'): Promise<EventStoreDbStandIn> {
    const standIn = new EventStoreDbStandIn(version);
    await standIn.open();
    return standIn;
  }

  private get answers(): VersionAnswers {
    return VERSION_ANSWERS[this.version];
  }

  get url(): string {
    return `esdb://127.0.0.1:${this.gate.port}?tls=false`;
  }

  get subscriptions(): number {
    return [...this.reads.values()].filter((subscription) => subscription !== undefined).length;
  }

  /** Everything it was given to keep, as it was given. */
  kept(): readonly Uint8Array[] {
    return this.log
      .all()
      .flatMap(({ stream, type, data, metadata }) => [Buffer.from(`${stream} ${type}`), data, metadata]);
  }

  /** The process dies without a word. */
  async kill(): Promise<void> {
    await this.gate.slam();
    this.server?.forceShutdown();
    this.server = undefined;
    this.reads.clear();
  }

  /** The process is asked to stop, and says so to whoever reads. */
  async stop(): Promise<void> {
    for (const call of this.reads.keys()) call.emit('error', stopping());
    await new Promise((resolve) => setTimeout(resolve, 20));
    await this.kill();
  }

  /** Another process on the same data. */
  async restart(): Promise<void> {
    this.log.restart();
    await this.open();
  }

  /** The server stays there and says nothing, on old connections and new. */
  freeze(): void {
    this.gate.freeze();
  }

  thaw(): void {
    this.gate.thaw();
  }

  /** The subscriptions there are fall silent, and nothing else does. */
  muteSubscriptions(): void {
    for (const subscription of this.reads.values()) if (subscription !== undefined) subscription.isMute = true;
  }

  /** The next appends succeed and are not told where they stand. */
  withholdPositions(count: number): void {
    this.positionsToWithhold = count;
  }

  /** Searches of the whole log take so long from now on, as where millions of records are not wanted. */
  searchSlowly(milliseconds: number): void {
    this.searchMs = milliseconds;
  }

  /** Another node leads from now on; or, without one, this again. */
  follow(leader?: EventStoreDbStandIn): void {
    this.leader = leader && { host: '127.0.0.1', port: leader.gate.port };
  }

  completeChunk(): void {
    this.log.completeChunk();
  }

  private async open(): Promise<void> {
    const server = new Server({ 'grpc.max_receive_message_length': MAX_MESSAGE_BYTES });
    this.addStreams(server);
    this.addTheRest(server);
    const inside = await new Promise<number>((resolve, reject) => {
      server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) =>
        error === null ? resolve(port) : reject(error),
      );
    });
    this.server = server;
    await this.gate.open(inside);
  }

  private addStreams(server: Server): void {
    const service: IStreamsServer = {
      read: (call: ReadCall) => void this.read(call),
      batchAppend: (call) => {
        const problem = this.elsewhere(call.metadata);
        if (problem !== undefined) call.emit('error', problem);
        else new BatchAppends(this.log, call, this.answers.maxAppendBytes, (answer) => this.withhold(answer));
      },
      append: (call, callback) => {
        void appendOnce(this.log, call, this.answers.maxAppendBytes).then((answer) => {
          if ('deleted' in answer) callback(streamDeleted(answer.deleted));
          else if ('problem' in answer) callback(answer.problem);
          else callback(null, answer);
        });
      },
      delete: (call, callback) => {
        const options = call.request.getOptions();
        const stream = nameOf(options?.getStreamIdentifier());
        const expected = expectedOf(options);
        const written = this.log.softDelete(stream, expected);
        const problem = problemOf('Delete', written, stream, expected);
        if (problem !== undefined) return callback(problem);
        const at = new streams.DeleteResp.Position();
        fill(at, written);
        const answer = new streams.DeleteResp();
        answer.setPosition(at);
        callback(null, answer);
      },
      tombstone: (call, callback) => {
        const options = call.request.getOptions();
        const stream = nameOf(options?.getStreamIdentifier());
        const expected = expectedOf(options);
        const written = this.log.tombstone(stream, expected);
        const problem = problemOf('Delete', written, stream, expected);
        if (problem !== undefined) return callback(problem);
        const at = new streams.TombstoneResp.Position();
        fill(at, written);
        const answer = new streams.TombstoneResp();
        answer.setPosition(at);
        callback(null, answer);
      },
    };
    server.addService(streamsService.StreamsService, service);
  }

  private withhold(answer: BatchAppendResp): void {
    const success = answer.getSuccess();
    if (success === undefined || this.positionsToWithhold === 0) return;
    this.positionsToWithhold--;
    success.setNoPosition(nothing());
  }

  private addTheRest(server: Server): void {
    const features: IServerFeaturesServer = {
      getSupportedMethods: (_call, callback) => callback(null, supportedMethods(this.version)),
    };
    const gossip: IGossipServer = { read: (_call, callback) => callback(null, this.members()) };
    const startScavenge: IOperationsServer['startScavenge'] = (_call, callback) => {
      this.log.scavenge();
      const answer = new operations.ScavengeResp();
      answer.setScavengeId('scavenge');
      callback(null, answer);
    };
    server.addService(serverFeaturesService.ServerFeaturesService, features);
    server.addService(gossipService.GossipService, gossip);
    server.addService(operationsService.OperationsService, { startScavenge });
  }

  private async read(call: ReadCall): Promise<void> {
    const options = call.request.getOptions();
    const problem = this.elsewhere(call.metadata) ?? (options === undefined ? unanswerable() : undefined);
    call.on('error', () => undefined);
    if (problem !== undefined || options === undefined) return void call.emit('error', problem);
    const subscription = options.hasSubscription()
      ? new ServerSubscription(this.log, call, options, this.answers)
      : undefined;
    this.reads.set(call, subscription);
    if (subscription !== undefined) this.subscriptionsEver++;
    try {
      if (subscription !== undefined) {
        const end = await subscription.run();
        if (end !== undefined) call.emit('error', end);
        return;
      }
      const answered = options.hasStream()
        ? readStream(this.log, options)
        : readAll(this.log, options, (entries) => (this.entriesSearched += entries));
      if (options.hasFilter()) await new Promise((resolve) => setTimeout(resolve, this.searchMs));
      if ('problem' in answered) return void call.emit('error', answered.problem);
      await send(call, answered.answers);
      call.end();
    } finally {
      this.reads.delete(call);
    }
  }

  /** What a node that does not lead says to whoever asks for the leader. */
  private elsewhere(metadata: Metadata): Problem | undefined {
    if (this.leader === undefined || metadata.get('requires-leader')[0] !== 'true') return undefined;
    return notLeader(this.leader.host, this.leader.port);
  }

  private members(): ClusterInfo {
    const endPoint = new gossips.EndPoint();
    endPoint.setAddress(this.leader?.host ?? '127.0.0.1');
    endPoint.setPort(this.leader?.port ?? this.gate.port);
    const member = new gossips.MemberInfo();
    member.setState(gossips.MemberInfo.VNodeState.LEADER);
    member.setIsAlive(true);
    member.setHttpEndPoint(endPoint);
    const info = new gossips.ClusterInfo();
    info.setMembersList([member]);
    return info;
  }
}

function problemOf(
  operation: string,
  written: Written,
  stream: string,
  expected: ReturnType<typeof expectedOf>,
): Problem | undefined {
  if (written.outcome === 'written') return undefined;
  if (written.outcome === 'stream-deleted') return streamDeleted(stream);
  const number = typeof expected === 'bigint' ? expected : EXPECTED_NUMBERS[expected];
  return wrongExpectedVersion(operation, stream, number, written.actual);
}

function fill(
  message: { setCommitPosition(at: string): unknown; setPreparePosition(at: string): unknown },
  written: Written,
): void {
  const at = written.outcome === 'written' ? String(written.position) : '0';
  message.setCommitPosition(at);
  message.setPreparePosition(at);
}

function supportedMethods(version: MeasuredVersion): SupportedMethods {
  const answer = new serverFeatures.SupportedMethods();
  answer.setEventStoreServerVersion(`${version}.0`);
  for (const name of ['batchappend', 'append', 'read', 'delete', 'tombstone']) {
    const method = new serverFeatures.SupportedMethod();
    method.setServiceName('event_store.client.streams.streams');
    method.setMethodName(name);
    answer.addMethods(method);
  }
  return answer;
}
