import { OpenToOthers, liesInside, makeSecret, readSecret, replaceSecret } from '#disk';
import { NotAKey, SigningKey } from '#transparency';

/** Where the key lies that signs checkpoints. */
export interface SigningKeyPlace {
  /** `SIGNING_KEY_FILE`: one line, a signing key of C2SP signed-note as Go's tools write it. */
  readonly file: string;
  /** It never lies in there: whoever copied the folder could sign another history. */
  readonly dataDir: string;
}

/** A key and the log it was made for. */
export interface NamedKey {
  readonly name: string;
  readonly key: SigningKey;
}

/** The signing key cannot be used as it is; the message says what to do, in a sentence for whoever runs the service. */
export class SigningKeyProblem extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'SigningKeyProblem';
  }
}

/** The key that is there; nothing where there is none. @throws SigningKeyProblem */
export async function readSigningKey(place: SigningKeyPlace): Promise<NamedKey | undefined> {
  await mustLieOutside(place);
  const { file } = place;
  try {
    const text = await readSecret(file);
    return text === undefined ? undefined : parse(file, text);
  } catch (error) {
    throw explained(file, error, 'read');
  }
}

/** The key that is there, made for a log of that name where there is none (mode 0600). @throws SigningKeyProblem */
export async function makeSigningKey(place: SigningKeyPlace, name: string): Promise<NamedKey> {
  await mustLieOutside(place);
  const { file } = place;
  try {
    return parse(file, await makeSecret(file, `${SigningKey.random().format(name)}\n`));
  } catch (error) {
    throw explained(file, error, 'written');
  }
}

/**
 * Keeps a copy of the key that is there, beside it under the id of its public key: a copy of the log from before another key
 * signs can be put back with it alone. @throws SigningKeyProblem
 */
export async function keepAside(place: SigningKeyPlace): Promise<void> {
  const found = await readSigningKey(place);
  if (found === undefined) return;
  const { name, key } = found;
  const copy = `${place.file}.${key.verifier(name).id}`;
  try {
    await makeSecret(copy, `${key.format(name)}\n`);
  } catch (error) {
    throw explained(copy, error, 'written');
  }
}

/** Puts a key in the place of the one that is there, whole or not at all. @throws SigningKeyProblem */
export async function putSigningKey(place: SigningKeyPlace, key: SigningKey, name: string): Promise<void> {
  await mustLieOutside(place);
  const { file } = place;
  const found = await readSigningKey(place);
  if (found?.name === name && found.key.publicKey.equals(key.publicKey)) return;
  try {
    await (found === undefined ? makeSecret : replaceSecret)(file, `${key.format(name)}\n`);
  } catch (error) {
    throw explained(file, error, 'written');
  }
}

async function mustLieOutside({ file, dataDir }: SigningKeyPlace): Promise<void> {
  if (!(await liesInside(file, dataDir))) return;
  throw new SigningKeyProblem(
    `The signing key file ${file} lies inside the data folder ${dataDir}: whoever copied the folder could sign another history. Keep it outside, and name it in SIGNING_KEY_FILE.`,
  );
}

function parse(file: string, text: string): NamedKey {
  try {
    return SigningKey.parse(text.trim());
  } catch (error) {
    if (!(error instanceof NotAKey)) throw error;
    throw new SigningKeyProblem(
      `The signing key file ${file} is not a key file: it should be one line that begins with PRIVATE+KEY. Put the right file back from where it is kept safe.`,
    );
  }
}

function explained(file: string, error: unknown, how: string): SigningKeyProblem {
  if (error instanceof SigningKeyProblem) return error;
  if (error instanceof OpenToOthers) {
    return new SigningKeyProblem(
      `The signing key file ${file} is open to others (mode ${error.rights}): whoever reads it can sign another history. Close it with chmod 600 ${file}.`,
    );
  }
  return new SigningKeyProblem(`The signing key file ${file} cannot be ${how}. Check that the service may.`, {
    cause: error,
  });
}
