import { fromBase64 } from './base64.js';
import { SIGNATURE_TYPES, isKeyName, isSignedBy } from './keys.js';
import type { SigningKey, VerifierKey } from './keys.js';

/** A signature line of a note. */
export interface NoteSignature {
  readonly name: string;
  /** Eight hexadecimal digits. */
  readonly id: string;
  /** What follows the id. */
  readonly bytes: Buffer;
}

/** A signed note, C2SP signed-note, as it is written; nothing of it has been checked. */
export interface SignedNote {
  /** Ends with a line feed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Not a signed note, or one that is not signed as it must be. The message quotes nothing of it. */
export class NoteProblem extends Error {
  override readonly name = 'NoteProblem';
}

/** Larger than any note with sixteen signatures of the largest kind. */
const LARGEST_NOTE = 1_000_000;
const ID_BYTES = 4;
const TIME_BYTES = 8;
const LINE = /^— (\S+) (\S+)$/u;

/** @throws NoteProblem */
export function parseNote(note: string): SignedNote {
  if (note.length > LARGEST_NOTE) throw new NoteProblem('It is too long for a signed note');
  // Half a character would not be UTF-8.
  if (/[\p{Surrogate}]|(?!\n)[\0-\x1f]/u.test(note))
    throw new NoteProblem('It holds characters that no signed note may');
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) throw new NoteProblem('It has no signatures');
  const lines = note.slice(end + 2, -1).split('\n');
  return { text: note.slice(0, end + 1), signatures: lines.map(signatureOf) };
}

function signatureOf(line: string): NoteSignature {
  const [, name = '', base64 = ''] = LINE.exec(line) ?? [];
  const bytes = fromBase64(base64);
  if (!isKeyName(name) || bytes === undefined || bytes.length <= ID_BYTES)
    throw new NoteProblem('One of its signature lines is none');
  return { name, id: bytes.toString('hex', 0, ID_BYTES), bytes: bytes.subarray(ID_BYTES) };
}

const formatSignature = ({ name, id, bytes }: NoteSignature): string =>
  `— ${name} ${Buffer.concat([Buffer.from(id, 'hex'), bytes]).toString('base64')}\n`;

export const formatNote = ({ text, signatures }: SignedNote): string =>
  `${text}\n${signatures.map(formatSignature).join('')}`;

/** Signs a text that ends with a line feed. The same text, name and key give the same signature. */
export function signText(text: string, name: string, key: SigningKey): NoteSignature {
  return { name, id: key.verifier(name).id, bytes: key.sign(text) };
}

/** The keys among those given that signed a note; a signature of any other key counts for nothing. @throws NoteProblem */
export function signersOf(note: SignedNote, keys: readonly VerifierKey[]): readonly VerifierKey[] {
  const signers = new Set<VerifierKey>();
  for (const signature of note.signatures) {
    const key = keys.find(({ name, id }) => name === signature.name && id === signature.id);
    if (key === undefined) continue;
    if (!verifies(note.text, signature, key)) throw new NoteProblem('A signature on it is not of the key it names');
    signers.add(key);
  }
  return [...signers];
}

function verifies(text: string, { bytes }: NoteSignature, { type, publicKey }: VerifierKey): boolean {
  if (type === SIGNATURE_TYPES.ed25519) return isSignedBy(publicKey, text, bytes);
  if (bytes.length <= TIME_BYTES) return false;
  return isSignedBy(publicKey, cosigned(text, bytes.readBigUInt64BE()), bytes.subarray(TIME_BYTES));
}

/** What a witness signs of a checkpoint: C2SP tlog-cosignature, in seconds since 1970. */
const cosigned = (text: string, seconds: bigint): string => `cosignature/v1\ntime ${seconds}\n${text}`;
