import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerWritableStream } from '@grpc/grpc-js';
import { eventAnswer, nameOf, notFoundAnswer } from './messages.js';
import { invalidArgument, streamDeleted, unreadable } from './problems.js';
import type { Problem } from './problems.js';
import type { Entry, ServerLog } from './server-log.js';

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

/** What a read answers, or why it fails. */
export type Answered = { readonly answers: Iterable<ReadResp> } | { readonly problem: Problem };

const { ReadDirection } = streams.ReadReq.Options;

const isBackwards = (options: ReadReq.Options): boolean => options.getReadDirection() === ReadDirection.BACKWARDS;

export function readStream(log: ServerLog, options: ReadReq.Options): Answered {
  const of = options.getStream();
  const stream = nameOf(of?.getStreamIdentifier());
  const count = Number(options.getCount());
  if (count === 0) return { problem: unreadable('ReadStreamResult') };
  if (log.isTombstoned(stream)) return { problem: streamDeleted(stream) };
  if (log.lastRevision(stream) < 0n || log.isSoftDeleted(stream)) return { answers: [notFoundAnswer(stream)] };
  const visible = log.visible(stream);
  const from = of?.hasRevision() ? BigInt(of.getRevision()) : undefined;
  if (!isBackwards(options)) {
    if (of?.hasEnd()) return { answers: [] };
    return {
      answers: some(
        visible.filter(({ revision }) => revision >= (from ?? 0n)),
        count,
      ),
    };
  }
  if (of?.hasStart()) return { answers: some(visible.slice(0, 1), count) };
  const before = visible.filter(({ revision }) => from === undefined || revision <= from);
  return { answers: some([...before].reverse(), count) };
}

/** `onSearch` is told how many entries a filtered read has looked at. */
export function readAll(log: ServerLog, options: ReadReq.Options, onSearch: (entries: number) => void): Answered {
  const all = options.getAll();
  const count = Number(options.getCount());
  const isFiltered = options.hasFilter();
  const failed = unreadable(isFiltered ? 'FilteredReadAllResult' : 'ReadAllResult');
  const start = all?.hasStart() ? 0 : all?.hasEnd() ? log.writer : Number(all?.getPosition()?.getCommitPosition());
  if (!all?.hasStart() && !all?.hasEnd() && !isReadable(log, start)) return { problem: failed };
  const index = log.indexOf(start);
  const entries = isBackwards(options) ? log.all().slice(0, index).reverse() : log.all().slice(index);
  if (isFiltered) onSearch(entries.length);
  return { answers: some(entries.filter(filterOf(options)), count) };
}

/** Where a record starts, or past the end, where there is nothing to read. */
const isReadable = (log: ServerLog, position: number): boolean =>
  position >= log.writer || log.all()[log.indexOf(position)]?.position === position;

/** Which entries a read or subscription of the whole log is about. */
export function filterOf(options: ReadReq.Options): (entry: Entry) => boolean {
  const filter = options.getFilter();
  if (filter === undefined) return () => true;
  const names = filter.getStreamIdentifier();
  const expression = names ?? filter.getEventType();
  const prefixes = expression?.getPrefixList() ?? [];
  const regex = new RegExp(expression?.getRegex() ?? '');
  const subject = (entry: Entry): string => (names === undefined ? entry.type : entry.stream);
  if (expression?.getRegex()) return (entry) => regex.test(subject(entry));
  return (entry) => prefixes.some((prefix) => subject(entry).startsWith(prefix));
}

function* some(entries: readonly Entry[], count: number): Iterable<ReadResp> {
  for (const entry of entries.slice(0, count)) yield eventAnswer(entry);
}

/** Writes answers as fast as the client takes them. */
export async function send(call: ReadCall, answers: Iterable<ReadResp>): Promise<void> {
  for (const answer of answers) {
    if (call.cancelled || call.destroyed) return;
    if (!call.write(answer)) await drained(call);
  }
}

export const drained = (call: ReadCall): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      call.off('drain', done).off('cancelled', done).off('close', done);
      resolve();
    };
    call.on('drain', done).on('cancelled', done).on('close', done);
  });

export const unanswerable = (): Problem => invalidArgument('The combination of options is invalid.');
