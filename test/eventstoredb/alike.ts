import { isSealed } from '#event-store';
import type { RecordedEvent } from '#event-store';

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;
const DIGEST = /\b[0-9a-f]{64}\b/g;

/** An event without what is another each time it is recorded: ciphertext, instants, keyed and salted digests, hashes. */
interface Told {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
}

/** The events of a stream in order, by the stream's name. */
type Streams = Readonly<Record<string, readonly Told[]>>;

/**
 * Two histories, stream by stream, so that they are equal where they say the same: an id that only one of them has was
 * drawn at random, and is told by when it comes up first.
 */
export function alike(one: readonly RecordedEvent[], other: readonly RecordedEvent[]): readonly [Streams, Streams] {
  const [ids, others] = [idsIn(one), idsIn(other)];
  const shared = new Set([...ids].filter((id) => others.has(id)));
  return [streamsOf(one, shared), streamsOf(other, shared)];
}

const idsIn = (events: readonly RecordedEvent[]): ReadonlySet<string> =>
  new Set(events.flatMap((event) => textOf(event).match(UUID) ?? []));

function streamsOf(events: readonly RecordedEvent[], shared: ReadonlySet<string>): Streams {
  const texts = new Map<string, string[]>();
  for (const event of events) texts.set(event.stream, [...(texts.get(event.stream) ?? []), textOf(event)]);
  const masked = (text: string): string => text.replace(UUID, (id) => (shared.has(id) ? id : 'some id'));
  const inOrder = [...texts]
    .map(([stream, told]) => ({ stream, told, key: masked(`${stream} ${told.join(' ')}`) }))
    .sort((left, right) => (left.key < right.key ? -1 : 1));
  const named = new Map<string, string>();
  const name = (id: string): string => {
    if (shared.has(id)) return id;
    if (!named.has(id)) named.set(id, `id ${named.size + 1}`);
    return named.get(id) ?? id;
  };
  return Object.fromEntries(
    inOrder.map(({ stream, told }) => [
      stream.replace(UUID, name),
      told.map((text): Told => JSON.parse(text.replace(UUID, name))),
    ]),
  );
}

function textOf({ id, type, data, metadata }: RecordedEvent): string {
  const { hash: _hash, previousHash: _previous, bodyDigest: _body, ...said } = JSON.parse(metadata);
  const told = JSON.stringify({ id, type, data: JSON.parse(data), metadata: said }, (_, value: unknown) =>
    isSealed(value) ? { sealedFor: value.owner } : value,
  );
  return told.replace(INSTANT, 'an instant').replace(DIGEST, 'a digest');
}
