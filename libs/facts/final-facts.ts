import { cellOfAnswer } from './columns.js';
import type { SelectedFacts } from './fact-scan.js';
import { PickedFacts } from './picked-facts.js';

/** What a reader of one period must be told beside the figures. */
export interface Aside {
  /** Final audits that count, directed ones among them. */
  readonly counted: number;
  /** Graded and not yet final: their number and nothing else. */
  readonly notYetFinal: number;
  /** Final audits of pilot tools, outside published judgements. */
  readonly pilot: number;
  readonly directed: number;
  /** Put right after they were final. */
  readonly corrected: number;
  /** Known otherwise at a later instant than the report's. */
  readonly knownOtherwiseSince: number;
}

const FINAL = cellOfAnswer('stage', 'final');
const GRADED = cellOfAnswer('stage', 'graded');
const PILOT = cellOfAnswer('pilot', 'yes');
const DIRECTED = cellOfAnswer('origin', 'directed');
const CORRECTED = cellOfAnswer('corrected', 'yes');

/** Picks the final audits that count from the facts of a scan, and keeps count of those a reader must be told of. */
export class FinalFacts {
  static readonly columns = ['stage', 'pilot', 'origin', 'corrected'] as const;
  /** One for each period. */
  readonly asides: readonly Aside[];
  private readonly counting: { -readonly [Name in keyof Aside]: number }[];
  private readonly picked = new PickedFacts();

  constructor(periods: number) {
    this.counting = Array.from({ length: periods }, () => ({
      counted: 0,
      notYetFinal: 0,
      pilot: 0,
      directed: 0,
      corrected: 0,
      knownOtherwiseSince: 0,
    }));
    this.asides = this.counting;
  }

  /** @returns the final audits of a block that count, in groups of two a period: those picked for a theme are the second */
  of({ picked: { count, places, groups }, cells }: SelectedFacts): PickedFacts {
    const [stage, pilot, origin] = [cells('stage'), cells('pilot'), cells('origin')];
    const [corrected, recordedTo] = [cells('corrected'), cells('recorded_to')];
    this.picked.clear();
    for (let index = 0; index < count; index += 1) {
      const place = places[index] ?? 0;
      const period = groups[index] ?? 0;
      const aside = this.counting[period];
      if (aside === undefined) continue;
      const isPilot = pilot?.[place] === PILOT;
      if (stage?.[place] === GRADED && !isPilot) aside.notYetFinal += 1;
      if (stage?.[place] !== FINAL) continue;
      if (isPilot) {
        aside.pilot += 1;
        continue;
      }
      const directed = origin?.[place] === DIRECTED ? 1 : 0;
      aside.counted += 1;
      aside.directed += directed;
      if (corrected?.[place] === CORRECTED) aside.corrected += 1;
      if (recordedTo?.[place] !== Infinity) aside.knownOtherwiseSince += 1;
      this.picked.pick(place, period * 2 + directed);
    }
    return this.picked;
  }
}

/** Which period a group of `FinalFacts` is of, and whether its audits were picked for a theme. */
export function periodOfGroup(group: number): { readonly period: number; readonly directed: boolean } {
  return { period: group >> 1, directed: group % 2 === 1 };
}
