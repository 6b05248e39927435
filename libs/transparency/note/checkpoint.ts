import { HASH_BYTES } from '../merkle/hashing.js';
import type { Hash } from '../merkle/hashing.js';
import { fromBase64 } from './base64.js';
import { NoteProblem, formatNote, parseNote, signText } from './signed-note.js';
import type { SignedNote } from './signed-note.js';
import type { SigningKey } from './keys.js';

/** The head of a tree: C2SP tlog-checkpoint. */
export interface Checkpoint {
  /** Which log it is. */
  readonly origin: string;
  /** Leaves. */
  readonly size: number;
  readonly root: Hash;
}

const SIZE = /^(0|[1-9]\d{0,15})$/;

const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${root.toString('base64')}\n`;

/** Signs under the name of the log, so that whoever knows its origin knows whose signature to look for. */
export function signCheckpoint(checkpoint: Checkpoint, key: SigningKey): string {
  const text = checkpointText(checkpoint);
  return formatNote({ text, signatures: [signText(text, checkpoint.origin, key)] });
}

/**
 * What a text says that should be a checkpoint; lines that a log adds for itself are passed over.
 * @throws NoteProblem
 */
export function parseCheckpointText(text: string): Checkpoint {
  const lines = text.split('\n');
  const [origin = '', size = '', root = ''] = lines;
  const hash = fromBase64(root);
  const isWhole = text.endsWith('\n') && lines.length >= 4 && lines.slice(0, -1).every((line) => line !== '');
  if (!isWhole || !SIZE.test(size) || !Number.isSafeInteger(Number(size)) || hash?.length !== HASH_BYTES)
    throw new NoteProblem('It is not a checkpoint');
  return { origin, size: Number(size), root: hash };
}

/** A signed note that is a checkpoint; no signature has been checked. @throws NoteProblem */
export function parseCheckpoint(note: string): { readonly note: SignedNote; readonly checkpoint: Checkpoint } {
  const parsed = parseNote(note);
  return { note: parsed, checkpoint: parseCheckpointText(parsed.text) };
}
