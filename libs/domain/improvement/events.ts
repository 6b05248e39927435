/** An action of the improvement plan, as it is printed. */
export interface PlanAction {
  /** Follows from section and ref, keyed. */
  readonly actionId: string;
  readonly section: string;
  /** `1.1.1`: as the plan numbers it, gaps and all. */
  readonly ref: string;
  /** The day of its review; null where a word is printed instead. */
  readonly reviewOn: string | null;
  /** In words of the council, sealed: they may name people. */
  readonly action: string;
  readonly lead: string | null;
  /** As printed: a date, `Ongoing`, `Completed` … */
  readonly reviewDate: string | null;
  readonly status: string | null;
  /** Its lines are kept. */
  readonly commentary: string | null;
}

/** A risk of the register, as it is printed. */
export interface Risk {
  /** Follows from what it is called, keyed. */
  readonly riskId: string;
  /** In words of the council, sealed. */
  readonly risk: string;
  readonly description: string | null;
  readonly mitigation: string | null;
  /** As printed, such as `B2`. */
  readonly rating: string | null;
}

interface Said {
  /** 1 for the first; what was said before stays in the log. */
  readonly version: number;
  /** A keyed digest of all that is said: whether it is said otherwise is known without opening it. */
  readonly digest: string;
}

/** Stream `improvement-plan`. */
export interface PlanActionRecorded {
  type: 'plan-action-recorded';
  data: PlanAction & Said;
}

/** Stream `risk-register`. */
export interface RiskRecorded {
  type: 'risk-recorded';
  data: Risk & Said;
}

export type ImprovementEvent = PlanActionRecorded | RiskRecorded;
