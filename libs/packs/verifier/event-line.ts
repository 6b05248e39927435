import { createHash } from 'node:crypto';
import { canonical, fromCanonical, isMap } from './json.js';
import type { Json, JsonMap } from './json.js';

/** An event of a pack, as its line says. */
export interface PackEvent {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly data: JsonMap;
  readonly metadata: JsonMap;
}

const NAMES = 'data,id,metadata,revision,stream,type';

export function eventOf(line: string): PackEvent | undefined {
  const value = fromCanonical(line);
  if (!isMap(value) || Object.keys(value).join(',') !== NAMES) return undefined;
  const { id, stream, revision, type, data, metadata } = value;
  if (typeof id !== 'string' || typeof stream !== 'string' || typeof type !== 'string') return undefined;
  if (typeof revision !== 'number' || !Number.isSafeInteger(revision) || revision < 0) return undefined;
  return isMap(data) && isMap(metadata) ? { id, stream, revision, type, data, metadata } : undefined;
}

export const hashSaid = ({ metadata }: PackEvent): string => text(metadata['hash']);
export const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** What is wrong with an event by itself, and after the one before it in its stream where that is there. */
export function wrongWith(event: PackEvent, before: PackEvent | undefined, placeInCommand: number): string | undefined {
  const { data, metadata, revision, stream, type } = event;
  const { hash, ...unhashed } = metadata;
  const own = createHash('sha256')
    .update(canonical({ data, metadata: unhashed, revision, stream, type }))
    .digest('hex');
  if (hash !== own) return 'Its hash is not that of what it says: it was changed';
  if (revision === 0 && metadata['previousHash'] !== '0'.repeat(64))
    return 'It is the first of its stream, and follows another';
  if (before !== undefined && metadata['previousHash'] !== hashSaid(before))
    return 'It does not follow the event before it: one of the two is another';
  if (before !== undefined && text(metadata['recordedAt']) < text(before.metadata['recordedAt']))
    return 'It was recorded before the event before it';
  return placeInCommand < 0 || event.id === idOf(text(metadata['commandId']), placeInCommand)
    ? undefined
    : 'Its id is not that of its command';
}

/** UUID of version 5. */
function idOf(commandId: string, place: number): string {
  const digest = createHash('sha1')
    .update(Buffer.from(commandId.replaceAll('-', ''), 'hex'))
    .update(String(place))
    .digest();
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6);
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = digest.toString('hex', 0, 16);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** A personal field at rest. */
export interface Box {
  readonly path: string;
  readonly owner: string;
  readonly event: string;
  readonly box: string;
  /** Where it really stands. */
  readonly at: string;
}

/** The personal fields of an event in the order in which its canonical text has them. */
export function boxesIn(value: Json, at = ''): readonly Box[] {
  if (Array.isArray(value)) return value.flatMap((each: Json, index) => boxesIn(each, `${at}[${index}]`));
  if (!isMap(value)) return [];
  const names = Object.keys(value).sort();
  if (names.join(',') === 'box,event,owner,path') {
    const { box, event, owner, path } = value;
    if (typeof box === 'string' && typeof event === 'string' && typeof owner === 'string' && typeof path === 'string')
      return [{ box, event, owner, path, at }];
  }
  return names.flatMap((name) => boxesIn(value[name] ?? null, at === '' ? name : `${at}.${name}`));
}
