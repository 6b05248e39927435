import { readFileSync } from 'node:fs';
import type { Finding, RecordedEvent } from '#event-store';
import { TilesCheck } from '../tiles/tiles-check.js';
import { SEALS } from '../walk/seal-events.js';
import { SealWalk } from '../walk/seal-walk.js';
import type { Restoration } from '../walk/seal-walk.js';
import { againstWitness, leftOut, witnessedBy } from '../witness/against-witness.js';
import { WitnessFile, readWitness } from '../witness/witness-file.js';

export interface SealCheckPlace {
  readonly dataDir: string;
  /** `WITNESS_FILE`; none where it is not known. */
  readonly witnessFile?: string;
  /** Further files of checkpoints that were kept of this log. */
  readonly against?: readonly string[];
}

/** What seals say of a log. Numbers are of events. */
export interface CheckedSeals {
  /** How many there are. */
  readonly seals: number;
  /** By a seal that is as it should be. */
  readonly covered: number;
  /** By none: a change to the chains of these would be found, that they are gone would not. */
  readonly uncovered: number;
  /** By a checkpoint that was kept outside the data folder. */
  readonly witnessed: number;
  /** What the log is called; null before it was sealed. */
  readonly origin: string | null;
  /** When the newest seal was made, ISO instant; null before. */
  readonly sealedAt: string | null;
  /** Older copies that were put back, and said to be. */
  readonly restorations: readonly Restoration[];
  readonly findings: readonly Finding[];
  /** Sentences: what could not be looked at, and why. */
  readonly notChecked: readonly string[];
}

/** What there is to say of a log that cannot be read. */
export const NO_SEALS: Omit<CheckedSeals, 'findings'> = {
  seals: 0,
  covered: 0,
  uncovered: 0,
  witnessed: 0,
  origin: null,
  sealedAt: null,
  restorations: [],
  notChecked: ['Nothing could be read.'],
};

/** Checks the seals of a log while its events are walked, once, in order; then what lies beside it. Needs no key, changes nothing. */
export class SealsCheck {
  private readonly findings: Finding[] = [];
  private readonly tiles: TilesCheck;
  private readonly walk: SealWalk;
  private events = 0;

  constructor(private readonly place: SealCheckPlace) {
    this.tiles = new TilesCheck(place.dataDir);
    this.walk = new SealWalk({
      onFinding: (finding) => this.findings.push(finding),
      onSubtree: (level, index, hash) => this.tiles.addSubtree(level, index, hash),
      onLeaf: (stream, revision) => this.tiles.addLeaf(stream, revision),
    });
  }

  next(event: RecordedEvent): void {
    this.events += 1;
    this.walk.next(event);
  }

  /** @throws WitnessFileProblem, and the file system's errors for a file to check against */
  finish(): CheckedSeals {
    const { walk, events, findings } = this;
    const { covered, newest, restorations } = walk;
    walk.finish();
    const notChecked: string[] = [];
    const witnessed = this.compareWitnesses(notChecked);
    this.compareTiles(notChecked);
    if (newest === undefined)
      notChecked.push('Nothing of this log has been sealed: whether events are gone at its end cannot be told.');
    else if (covered < events)
      notChecked.push(
        `Whether any of the ${events - covered} events that no seal covers yet are gone at the end of their streams.`,
      );
    if (covered > witnessed && newest !== undefined)
      notChecked.push(
        `Whether the ${covered - witnessed} events that no witness has a checkpoint of were written anew, with their seals, by whoever has the signing key.`,
      );
    return {
      seals: walk.seals.length,
      covered,
      uncovered: events - covered,
      witnessed,
      origin: walk.origin ?? null,
      sealedAt: newest?.sealedAt ?? null,
      restorations,
      findings,
      notChecked,
    };
  }

  private compareWitnesses(notChecked: string[]): number {
    const { walk, place } = this;
    const { dataDir, witnessFile, against = [] } = place;
    const own = witnessFile === undefined ? undefined : new WitnessFile(witnessFile, dataDir).content();
    if (own === undefined && walk.newest !== undefined)
      notChecked.push(
        'There is no witness file: whether the log was cut off, or put back as it was before, cannot be told by it.',
      );
    const files = [own, ...against.map((file) => readFileSync(file, 'utf8'))];
    return Math.max(
      0,
      ...files.map((content) => {
        if (content === undefined) return 0;
        const entries = readWitness(content);
        const missing = content === own ? leftOut(walk, entries) : [];
        for (const { stream, revision, wrong } of [...againstWitness(walk, entries), ...missing])
          this.findings.push({ stream, revision, wrong });
        if (entries.length === 0)
          this.findings.push({
            stream: SEALS,
            revision: -1,
            wrong: 'A file of checkpoints to check against holds none',
          });
        return witnessedBy(walk, entries);
      }),
    );
  }

  private compareTiles(notChecked: string[]): void {
    const { walk, findings } = this;
    const { there, wrong, others } = this.tiles.finish(walk.seals, walk.firstWrongRoot);
    if (!there && walk.newest !== undefined)
      notChecked.push('There are no tiles in the data folder; the next seal makes them again.');
    for (const { stream, revision } of others)
      findings.push({ stream, revision, wrong: 'It is another event than was sealed in its place' });
    for (const file of wrong)
      findings.push({ stream: SEALS, revision: -1, wrong: `${file} does not hold what the log does` });
  }
}
