import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { Status } from '@eventstore/db-client/generated/status_pb.js';
import statuses from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
  DeleteReq,
  TombstoneReq,
} from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerDuplexStream, ServerReadableStream } from '@grpc/grpc-js';
import anys from 'google-protobuf/google/protobuf/any_pb.js';
import { identifierOf, nameOf, nothing, positionOf, proposedOf } from './messages.js';
import { maxAppendSizeExceeded } from './problems.js';
import type { Problem } from './problems.js';
import { NONE } from './server-log.js';
import type { Expected, Proposed, ServerLog, Written } from './server-log.js';

/** The server counts the data of an append and nothing else of it. */
const bytesOf = (events: readonly Proposed[]): number => events.reduce((sum, { data }) => sum + data.length, 0);

/** Appends on one shared stream, answered one by one. */
export class BatchAppends {
  private readonly unfinished = new Map<string, { stream: string; expected: Expected; events: Proposed[] }>();

  constructor(
    private readonly log: ServerLog,
    private readonly call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>,
    /** Null where an append may be as large as the transport takes. */
    private readonly maxBytes: number | null,
    private readonly beforeAnswer: (answer: BatchAppendResp) => void,
  ) {
    call.on('data', (request: BatchAppendReq) => this.receive(request));
    call.on('end', () => call.end());
    call.on('error', () => undefined);
  }

  private receive(request: BatchAppendReq): void {
    const id = request.getCorrelationId()?.getString() ?? '';
    const options = request.getOptions();
    if (options !== undefined) {
      const stream = nameOf(options.getStreamIdentifier());
      this.unfinished.set(id, { stream, expected: batchExpected(options), events: [] });
    }
    const append = this.unfinished.get(id);
    if (append === undefined) return;
    append.events.push(...request.getProposedMessagesList().map(proposedOf));
    const exceeded = this.maxBytes !== null && bytesOf(append.events) > this.maxBytes ? this.maxBytes : null;
    if (exceeded === null && !request.getIsFinal()) return;
    this.unfinished.delete(id);
    const answer = exceeded === null ? answerOf(this.log, append) : tooLarge(exceeded);
    answer.setCorrelationId(request.getCorrelationId());
    answer.setStreamIdentifier(identifierOf(append.stream));
    this.beforeAnswer(answer);
    this.call.write(answer);
  }
}

function answerOf(
  log: ServerLog,
  { stream, expected, events }: { stream: string; expected: Expected; events: readonly Proposed[] },
): BatchAppendResp {
  const written = log.append(stream, expected, events);
  const answer = new streams.BatchAppendResp();
  if (written.outcome === 'written') {
    const success = new streams.BatchAppendResp.Success();
    if (written.revision === NONE) success.setNoStream(nothing());
    else success.setCurrentRevision(String(written.revision));
    success.setPosition(positionOf(written.position));
    answer.setSuccess(success);
  } else answer.setError(refused(written, stream, expected));
  return answer;
}

function refused(written: Exclude<Written, { outcome: 'written' }>, stream: string, expected: Expected): Status {
  if (written.outcome === 'stream-deleted') {
    const deleted = new shared.StreamDeleted();
    deleted.setStreamIdentifier(identifierOf(stream));
    return status('StreamDeleted', deleted);
  }
  const wrong = new shared.WrongExpectedVersion();
  if (written.actual === NONE) wrong.setCurrentNoStream(nothing());
  else wrong.setCurrentStreamRevision(String(written.actual));
  if (expected === 'any') wrong.setExpectedAny(nothing());
  else if (expected === 'no_stream') wrong.setExpectedNoStream(nothing());
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(nothing());
  else wrong.setExpectedStreamPosition(String(expected));
  return status('WrongExpectedVersion', wrong);
}

function tooLarge(maxBytes: number): BatchAppendResp {
  const exceeded = new shared.MaximumAppendSizeExceeded();
  exceeded.setMaxappendsize(maxBytes);
  const answer = new streams.BatchAppendResp();
  answer.setError(status('MaximumAppendSizeExceeded', exceeded));
  return answer;
}

function status(name: string, details: { serializeBinary(): Uint8Array }): Status {
  const any = new anys.Any();
  any.pack(details.serializeBinary(), `event_store.client.${name}`);
  const message = new statuses.Status();
  message.setDetails(any);
  return message;
}

function batchExpected(options: BatchAppendReq.Options): Expected {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasStreamExists()) return 'stream_exists';
  return BigInt(options.getStreamPosition());
}

/** The expected revision of any other call. */
export function expectedOf(
  options: AppendReq.Options | DeleteReq.Options | TombstoneReq.Options | undefined,
): Expected {
  if (options === undefined || options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasStreamExists()) return 'stream_exists';
  return BigInt(options.getRevision());
}

/** An append with a call of its own, as the client makes one that is given credentials. */
export async function appendOnce(
  log: ServerLog,
  call: ServerReadableStream<AppendReq, AppendResp>,
  maxBytes: number | null,
): Promise<AppendResp | { deleted: string } | { problem: Problem }> {
  let options: AppendReq.Options | undefined;
  const events: Proposed[] = [];
  for await (const request of call as AsyncIterable<AppendReq>) {
    options ??= request.getOptions();
    const proposed = request.getProposedMessage();
    if (proposed !== undefined) events.push(proposedOf(proposed));
    if (maxBytes !== null && bytesOf(events) > maxBytes) return { problem: maxAppendSizeExceeded(maxBytes) };
  }
  const stream = nameOf(options?.getStreamIdentifier());
  const written = log.append(stream, expectedOf(options), events);
  if (written.outcome === 'stream-deleted') return { deleted: stream };
  return written.outcome === 'written' ? success(written) : wrongVersion(written.actual, expectedOf(options));
}

function success({ revision, position }: { revision: bigint; position: number }): AppendResp {
  const at = new streams.AppendResp.Position();
  at.setCommitPosition(String(position));
  at.setPreparePosition(String(position));
  const done = new streams.AppendResp.Success();
  if (revision === NONE) done.setNoStream(nothing());
  else done.setCurrentRevision(String(revision));
  done.setPosition(at);
  const answer = new streams.AppendResp();
  answer.setSuccess(done);
  return answer;
}

function wrongVersion(actual: bigint, expected: Expected): AppendResp {
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (actual === NONE) wrong.setCurrentNoStream(nothing());
  else wrong.setCurrentRevision(String(actual));
  if (expected === 'any') wrong.setExpectedAny(nothing());
  else if (expected === 'no_stream') wrong.setExpectedNoStream(nothing());
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(nothing());
  else wrong.setExpectedRevision(String(expected));
  const answer = new streams.AppendResp();
  answer.setWrongExpectedVersion(wrong);
  return answer;
}
