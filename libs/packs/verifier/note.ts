import { createHash, createPublicKey, verify } from 'node:crypto';
import type { Head } from './tree.js';

const ED25519 = 1;
const COSIGNATURE = 4;
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** A verifier key of C2SP signed-note. */
export interface NoteKey {
  readonly text: string;
  readonly name: string;
  readonly id: string;
  readonly type: number;
  readonly bytes: Buffer;
}

/** Bytes of a text in Base 64, written in the one way there is. */
export function base64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

/** Nothing where it is no key, or its id is not its own. */
export function noteKey(text: string): NoteKey | undefined {
  const [, name, id, rest] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text) ?? [];
  const bytes = base64(rest ?? '');
  const type = bytes?.at(0);
  if (name === undefined || id === undefined || bytes === undefined || bytes.length !== 33) return undefined;
  if (type !== ED25519 && type !== COSIGNATURE) return undefined;
  const own = createHash('sha256').update(`${name}\n`).update(bytes).digest('hex').slice(0, 8);
  return own === id ? { text, name, id, type, bytes: bytes.subarray(1) } : undefined;
}

export interface Checkpoint extends Head {
  readonly origin: string;
  /** The keys among those given that signed it. */
  readonly signers: readonly NoteKey[];
}

/** What a signed note says, and the keys among those given that signed it. */
export interface OpenedNote {
  readonly text: string;
  readonly signers: readonly NoteKey[];
}

/** A sentence where it is no note, or a signature of one of the keys does not hold. */
export function openNote(note: string, keys: readonly NoteKey[]): OpenedNote | string {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) return 'It is no signed note';
  const text = note.slice(0, end + 1);
  const signers: NoteKey[] = [];
  for (const line of note.slice(end + 2, -1).split('\n')) {
    const [, name, encoded] = /^\u2014 (\S+) (\S+)$/.exec(line) ?? [];
    const signature = base64(encoded ?? '');
    if (name === undefined || signature === undefined || signature.length < 5) return 'One of its signatures is none';
    const key = keys.find((each) => each.name === name && each.id === signature.toString('hex', 0, 4));
    if (key === undefined) continue;
    if (!isSigned(text, signature.subarray(4), key)) return `A signature on it is not of ${key.text}`;
    signers.push(key);
  }
  return { text, signers };
}

/** A signed checkpoint, with whose signatures hold; a sentence where it is none, or a signature of a key does not hold. */
export function checkpointOf(note: string, keys: readonly NoteKey[]): Checkpoint | string {
  const opened = openNote(note, keys);
  if (typeof opened === 'string') return opened;
  const [origin, size, root, ...more] = opened.text.split('\n');
  const bytes = base64(root ?? '');
  if (origin === undefined || !/^(0|[1-9]\d{0,15})$/.test(size ?? '') || bytes?.length !== 32 || more.at(-1) !== '')
    return 'It is no checkpoint';
  return { origin, size: Number(size), root: bytes, signers: opened.signers };
}

function isSigned(text: string, signature: Buffer, { type, bytes }: NoteKey): boolean {
  const key = createPublicKey({ key: Buffer.concat([SPKI, bytes]), format: 'der', type: 'spki' });
  if (type === ED25519) return verify(null, Buffer.from(text), key, signature);
  if (signature.length !== 72) return false;
  const said = `cosignature/v1\ntime ${signature.readBigUInt64BE()}\n${text}`;
  return verify(null, Buffer.from(said), key, signature.subarray(8));
}
