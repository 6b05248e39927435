import { SEALS } from '../walk/seal-events.js';
import { signedBy } from '../walk/seal-walk.js';
import type { Seal, SealWalk } from '../walk/seal-walk.js';
import { isBegun } from './witness-file.js';
import type { WitnessEntry } from './witness-file.js';

/** What is wrong between a log and a file of its checkpoints. */
export interface WitnessProblem {
  readonly stream: string;
  /** Of the seal that it is about; of the first event that is gone, where the end of the log is. */
  readonly revision: number;
  /** A sentence without its full stop. */
  readonly wrong: string;
}

type Told = Pick<SealWalk, 'seals' | 'keys' | 'restorations' | 'end'>;

/**
 * What in a file of checkpoints the log does not bear out: entries that cannot be read or were not signed by the log's key,
 * and checkpoints of sizes or roots that the log never came to, as when an older copy was put back and nothing says so.
 */
export function againstWitness(log: Told, entries: readonly WitnessEntry[]): readonly WitnessProblem[] {
  const known = new Map(log.seals.map((seal) => [`${seal.origin} ${seal.size}`, seal]));
  return heard(log.seals, entries).flatMap((entry, at): readonly WitnessProblem[] => {
    const place = `checkpoint ${at + 1} of the witness file`;
    const problem = (wrong: string, revision = -1): readonly WitnessProblem[] => [{ stream: SEALS, revision, wrong }];
    if (entry.read === undefined) return problem(`What stands where ${place} should be is none`);
    if (signedBy(entry.text, log.keys) === undefined)
      return problem(`The ${place} is not signed by the key of this log`);
    const { origin, size, root } = entry.read.checkpoint;
    const seal = known.get(`${origin} ${size}`);
    if (seal?.root === root.toString('base64')) return [];
    if (seal === undefined && isGivenUp(log, origin, size)) return [];
    if (seal === undefined && size > newestOf(log.seals, origin)) {
      return problem(
        `The ${place} is of ${size} events of ${origin}, and the log was sealed up to ${newestOf(log.seals, origin)}: its end was cut off, or an older copy was put back`,
        log.end.revision + 1,
      );
    }
    return problem(
      `The ${place} says another root of ${size} events than the log: it is another history`,
      seal?.revision,
    );
  });
}

/** Signed checkpoints of the log that a file leaves out between the first and the last that it has. */
export function leftOut({ seals }: Told, entries: readonly WitnessEntry[]): readonly WitnessProblem[] {
  const texts = new Set(entries.map(({ text }) => text));
  const places = seals.flatMap(({ checkpoint }, at) => (checkpoint !== undefined && texts.has(checkpoint) ? [at] : []));
  const [first = 0, last = 0] = [places.at(0), places.at(-1)];
  return seals
    .slice(first, last)
    .filter(({ checkpoint }) => checkpoint !== undefined && !texts.has(checkpoint))
    .map(({ revision, size }) => ({
      stream: SEALS,
      revision,
      wrong: `The checkpoint of ${size} events is not in the witness file, where others from before and after it are`,
    }));
}

/** The most leaves of the log that a file has a checkpoint of; 0 where it has none. */
export function witnessedBy({ seals }: Told, entries: readonly WitnessEntry[]): number {
  const texts = new Set(entries.map(({ text }) => text.split('\n\n')[0]));
  return Math.max(
    0,
    ...seals.flatMap(({ checkpoint, size }) =>
      checkpoint !== undefined && texts.has(checkpoint.split('\n\n')[0]) ? [size] : [],
    ),
  );
}

/** Whether a checkpoint is of what was lost when an older copy was put back, and said to be. */
const isGivenUp = ({ restorations }: Told, origin: string, size: number): boolean =>
  restorations.some((one) => one.from === origin && size > one.size && size <= one.witnessedSize);

const newestOf = (seals: readonly Seal[], origin: string): number =>
  Math.max(0, ...seals.filter((seal) => seal.origin === origin).map(({ size }) => size));

/** The entries but for the last, where somebody died writing it and the log has the whole of it. */
const heard = (seals: readonly Seal[], entries: readonly WitnessEntry[]): readonly WitnessEntry[] =>
  entries.filter(
    ({ text }, at) =>
      at < entries.length - 1 || !seals.some(({ checkpoint }) => checkpoint !== undefined && isBegun(text, checkpoint)),
  );

/** The checkpoints of a log after the last one that a file has; the newest alone where it has none. */
export function notYetWitnessed({ seals }: Told, entries: readonly WitnessEntry[]): readonly string[] {
  const signed = seals.flatMap(({ checkpoint }) => checkpoint ?? []);
  const texts = new Set(entries.map(({ text }) => text));
  const last = signed.findLastIndex((note) => texts.has(note));
  return last < 0 ? signed.slice(-1) : signed.slice(last + 1);
}
