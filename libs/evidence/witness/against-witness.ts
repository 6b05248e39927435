import { NoteProblem, signersOf } from '#transparency';
import type { VerifierKey } from '#transparency';
import type { Seal } from '../walk/seal-walk.js';
import { isBegun } from './witness-file.js';
import type { WitnessEntry } from './witness-file.js';

export interface WitnessProblem {
  /** A sentence without its full stop. */
  readonly wrong: string;
  /** Events that the log lacks at its end, where that is it. */
  readonly lost?: number;
}

/**
 * What in a file of checkpoints the log does not bear out: entries that cannot be read or were not signed by the log's key,
 * and checkpoints of sizes or roots that the log never came to, as when an older copy was put back.
 */
export function againstWitness(
  seals: readonly Seal[],
  key: VerifierKey | undefined,
  entries: readonly WitnessEntry[],
): readonly WitnessProblem[] {
  const bySize = new Map(seals.map((seal) => [seal.size, seal]));
  const newest = seals.at(-1)?.size ?? 0;
  return heard(seals, entries).flatMap(({ read }, at): readonly WitnessProblem[] => {
    const place = `checkpoint ${at + 1} of the witness file`;
    if (read === undefined) return [{ wrong: `What stands where ${place} should be is none` }];
    const { origin, size, root } = read.checkpoint;
    if (!isSigned(read, key)) return [{ wrong: `The ${place} is not signed by the key of this log` }];
    const seal = bySize.get(size);
    if (seal?.root === root.toString('base64') && seal.origin === origin) return [];
    if (size > newest)
      return [
        {
          wrong: `The ${place} is of ${size} events, and the log was sealed up to ${newest}: its end was cut off, or an older copy was put back`,
          lost: size - newest,
        },
      ];
    return [{ wrong: `The ${place} says another root of ${size} events than the log: it is another history` }];
  });
}

function isSigned({ note }: NonNullable<WitnessEntry['read']>, key: VerifierKey | undefined): boolean {
  try {
    return key !== undefined && signersOf(note, [key]).length > 0;
  } catch (error) {
    if (error instanceof NoteProblem) return false;
    throw error;
  }
}

/** The entries but for the last, where somebody died writing it and the log has the whole of it. */
const heard = (seals: readonly Seal[], entries: readonly WitnessEntry[]): readonly WitnessEntry[] =>
  entries.filter(
    ({ text }, at) =>
      at < entries.length - 1 || !seals.some(({ checkpoint }) => checkpoint !== undefined && isBegun(text, checkpoint)),
  );

/** The checkpoints of a log after the last one that a file has; the newest alone where it has none. */
export function notYetWitnessed(seals: readonly Seal[], entries: readonly WitnessEntry[]): readonly string[] {
  const signed = seals.flatMap(({ checkpoint }) => checkpoint ?? []);
  const last = heard(seals, entries).at(-1)?.text;
  return last === undefined ? signed.slice(-1) : signed.slice(signed.indexOf(last) + 1);
}
