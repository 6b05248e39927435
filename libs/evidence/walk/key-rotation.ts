import {
  NotAKey,
  NoteProblem,
  formatNote,
  formatVerifierKey,
  parseNote,
  parseVerifierKey,
  signText,
  signersOf,
} from '#transparency';
import type { SigningKey, VerifierKey } from '#transparency';

/** The first line of a statement. Its second is no number, so that it is never taken for a checkpoint. */
const SAYS = 'plumbline signing key rotation v1';

/** That another key signs a log from now on. */
export interface KeyRotation {
  readonly origin: string;
  readonly from: VerifierKey;
  readonly to: VerifierKey;
}

/** The statement of a rotation, signed by both keys under the name of the log: docs/evidence-format.md, section 3. */
export function rotationStatement(origin: string, from: SigningKey, to: SigningKey): string {
  const [old, fresh] = [from, to].map((key) => formatVerifierKey(key.verifier(origin)));
  const text = `${SAYS}\n${origin}\n${old}\n${fresh}\n`;
  return formatNote({ text, signatures: [signText(text, origin, from), signText(text, origin, to)] });
}

/** What a statement says; nothing where it is none, or not signed by both keys that it names. */
export function rotationIn(statement: string): KeyRotation | undefined {
  try {
    const note = parseNote(statement);
    const [says, origin = '', old = '', fresh = '', ...rest] = note.text.split('\n');
    if (says !== SAYS || rest.join() !== '') return undefined;
    const [from, to] = [parseVerifierKey(old), parseVerifierKey(fresh)];
    if (from.name !== origin || to.name !== origin || from.publicKey.equals(to.publicKey)) return undefined;
    return signersOf(note, [from, to]).length === 2 ? { origin, from, to } : undefined;
  } catch (error) {
    if (error instanceof NoteProblem || error instanceof NotAKey) return undefined;
    throw error;
  }
}
