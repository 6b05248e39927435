import { mkdir, open } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { liesInside, toDisk } from '#disk';
import { NoteProblem, parseCheckpoint } from '#transparency';
import type { Checkpoint, SignedNote } from '#transparency';

/** A checkpoint as it stands in a file, and what it says where it can be read. */
export interface WitnessEntry {
  /** Byte for byte, without the empty line after it. */
  readonly text: string;
  readonly read?: { readonly note: SignedNote; readonly checkpoint: Checkpoint };
}

/** The witness file cannot be used; the message says what to do. */
export class WitnessFileProblem extends Error {
  override readonly name = 'WitnessFileProblem';
}

/**
 * The checkpoints in a file, one after the other, each a signed note and an empty line. What was begun and not finished is
 * passed over where the whole of it follows; anything else that is no checkpoint is an entry that cannot be read.
 */
export function readWitness(content: string): readonly WitnessEntry[] {
  const texts: string[] = [];
  let isText = false;
  for (const piece of content.split(/\n{2,}/).filter((one) => one !== '')) {
    const isSignatures: boolean = /^[—\ufffd]/u.test(piece) && isText;
    if (isSignatures) texts.push(`${texts.pop() ?? ''}\n\n${piece.trimEnd()}\n`);
    else texts.push(piece);
    isText = !isSignatures;
  }
  return texts.filter((text, at) => !isBegun(text, texts[at + 1] ?? '')).map(entryOf);
}

/** Whether a text is the beginning of a checkpoint; its last character may have been cut in two. */
export const isBegun = (text: string, checkpoint: string): boolean => {
  const begun = text
    .trimEnd()
    .replace(/\ufffd$/u, '')
    .trimEnd();
  return begun.length < checkpoint.trimEnd().length && checkpoint.startsWith(begun);
};

function entryOf(text: string): WitnessEntry {
  try {
    return { text, read: parseCheckpoint(text) };
  } catch (error) {
    if (error instanceof NoteProblem) return { text };
    throw error;
  }
}

/** Checkpoints kept outside the data folder, so that whoever changes the folder does not change them: `WITNESS_FILE`. */
export class WitnessFile {
  constructor(
    readonly file: string,
    private readonly dataDir: string,
  ) {}

  /** What it holds; nothing where there is no file. @throws WitnessFileProblem */
  content(): string | undefined {
    try {
      return readFileSync(this.file, 'utf8');
    } catch (error) {
      if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return undefined;
      throw new WitnessFileProblem(
        `The witness file ${this.file} cannot be read. Check that the service may read it.`,
        {
          cause: error,
        },
      );
    }
  }

  /** @throws WitnessFileProblem */
  entries(): readonly WitnessEntry[] {
    return readWitness(this.content() ?? '');
  }

  /** Appends checkpoints; they are on disk when it resolves. @throws WitnessFileProblem */
  async append(notes: readonly string[]): Promise<void> {
    if (notes.length === 0) return;
    if (await liesInside(this.file, this.dataDir)) {
      throw new WitnessFileProblem(
        `The witness file ${this.file} lies inside the data folder ${this.dataDir}, and would be changed and put back with it. Keep it outside, and name it in WITNESS_FILE.`,
      );
    }
    // After what another process began and did not finish, one empty line more.
    const before = this.content() ?? '';
    const start = before === '' || before.endsWith('\n\n') ? '' : '\n\n';
    try {
      await mkdir(dirname(resolve(this.file)), { recursive: true, mode: 0o700 });
      const handle = await open(this.file, 'a', 0o600);
      try {
        await handle.appendFile(start + notes.map((note) => `${note}\n`).join(''));
        await handle.sync();
      } finally {
        await handle.close();
      }
      if (before === '') await toDisk(dirname(resolve(this.file)));
    } catch (error) {
      throw new WitnessFileProblem(`The witness file ${this.file} cannot be written. Check that the service may.`, {
        cause: error,
      });
    }
  }
}
