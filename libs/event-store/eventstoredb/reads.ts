import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import { START } from '../port.js';
import type { Position } from '../port.js';
import { nothing, streamIdentifier } from './wire.js';

const { Options } = streams.ReadReq;

export type Direction = 'forwards' | 'backwards';

/** A read's own words for the server; the count is left out of a subscription. */
interface Range {
  readonly direction?: Direction;
  readonly maxCount?: number;
}

/** The server's way to say "all there is". */
const NO_LIMIT = Number.MAX_SAFE_INTEGER;

function request({ direction = 'forwards', maxCount = NO_LIMIT }: Range): {
  message: ReadReq;
  options: ReadReq.Options;
} {
  const message = new streams.ReadReq();
  const options = new Options();
  const uuids = new Options.UUIDOption();
  uuids.setString(nothing());
  options.setUuidOption(uuids);
  options.setReadDirection(direction === 'forwards' ? Options.ReadDirection.FORWARDS : Options.ReadDirection.BACKWARDS);
  options.setCount(String(maxCount));
  options.setNoFilter(nothing());
  message.setOptions(options);
  return { message, options };
}

/** A stream from a revision on, or its last events backwards. */
export function streamRequest(stream: string, range: Range & { readonly from?: number }): ReadReq {
  const { message, options } = request(range);
  const of = new Options.StreamOptions();
  of.setStreamIdentifier(streamIdentifier(stream));
  if (range.direction === 'backwards') of.setEnd(nothing());
  else of.setRevision(String(range.from ?? 0));
  options.setStream(of);
  return message;
}

/** The whole log: forwards from a position, which is read again; backwards from its end. */
export function allRequest(range: Range & { readonly from?: Position; readonly prefixes?: Iterable<string> }): ReadReq {
  const { message, options } = request(range);
  const all = new Options.AllOptions();
  if (range.direction === 'backwards') all.setEnd(nothing());
  else if (range.from === undefined || range.from === START) all.setStart(nothing());
  else all.setPosition(position(range.from));
  options.setAll(all);
  if (range.prefixes !== undefined) options.setFilter(prefixFilter(range.prefixes));
  return message;
}

/** The newest record of the server's log, whosever it is. */
export const newestRequest = (): ReadReq => allRequest({ direction: 'backwards', maxCount: 1 });

/** Whatever is appended from now on to the streams of a prefix. */
export function newsRequest(prefix: string): ReadReq {
  const { message, options } = request({});
  const all = new Options.AllOptions();
  all.setEnd(nothing());
  options.setAll(all);
  options.setSubscription(new Options.SubscriptionOptions());
  options.setFilter(prefixFilter([prefix]));
  return message;
}

/** Our appends have no explicit transactions, so an event's commit position is its prepare position. */
function position(at: Position): ReadReq.Options.Position {
  const message = new Options.Position();
  message.setCommitPosition(String(at));
  message.setPreparePosition(String(at));
  return message;
}

function prefixFilter(prefixes: Iterable<string>): ReadReq.Options.FilterOptions {
  const names = new Options.FilterOptions.Expression();
  for (const prefix of prefixes) names.addPrefix(prefix);
  const filter = new Options.FilterOptions();
  filter.setStreamIdentifier(names);
  filter.setMax(SEARCH_WINDOW);
  filter.setCheckpointintervalmultiplier(1);
  return filter;
}

/** Events the server looks at for one page of a filtered read, of which it keeps those that match. */
const SEARCH_WINDOW = 500;
