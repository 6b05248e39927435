import { translateGrade, type Concordance } from '#domain';
import type { Tally } from '#facts';

/** A grade of some scale, as audits were given it. */
export interface GivenGrade {
  readonly scale: string;
  readonly key: string;
}

/**
 * Counts grades of other scales as grades of one, where a concordance says which is which. A grade that none speaks of stays
 * under its own scale: grades of different scales are never added together by their order.
 * @param scale null where every scale is counted by itself
 */
export class JoinedScales {
  private readonly applying: readonly Concordance[];

  constructor(scale: string | null, concordances: readonly Concordance[]) {
    this.applying = concordances.filter(({ to }) => to === scale);
  }

  /** What a grade counts as. */
  countedAs<Grade extends GivenGrade>(grade: Grade): Grade {
    const concordance = this.applying.find(({ from }) => from === grade.scale);
    const key = concordance === undefined ? null : translateGrade(concordance, grade.key);
    return concordance === undefined || key === null ? grade : { ...grade, scale: concordance.to, key };
  }

  /** All grades that count as one: itself, unless it counts as another, and those of other scales. */
  countedIn({ scale, key }: GivenGrade): readonly GivenGrade[] {
    const others = this.applying
      .filter(({ to }) => to === scale)
      .flatMap(({ from, grades }) => Object.keys(grades).map((given) => ({ scale: from, key: given })))
      .filter((given) => this.countedAs(given).key === key);
    const itself = this.countedAs({ scale, key }).scale === scale ? [{ scale, key }] : [];
    return [...itself, ...others];
  }

  /** The concordances by which any of these were counted otherwise than they were given. */
  appliedTo(tallies: readonly Tally[]): readonly Concordance[] {
    return this.applying.filter((concordance) =>
      tallies.some(({ scale, key }) => scale === concordance.from && translateGrade(concordance, key) !== null),
    );
  }
}
