/** An ordered scale of grades, best first. A scale is data: councils add their own. */
export interface GradeScale {
  /** `ofsted`, `good-adequate-inadequate`, … */
  readonly key: string;
  readonly label: string;
  readonly grades: readonly Grade[];
}

export interface Grade {
  /** `requires_improvement` */
  readonly key: string;
  /** `Requires improvement to be good` */
  readonly label: string;
  /** Other ways people write it: `RI`. Matched in any case. */
  readonly aliases?: readonly string[];
}
