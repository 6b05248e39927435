import type { Personal } from '../personal.js';

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
  /** Who leads it, and the day of its review or a word instead; left out where the register says nothing of it. */
  readonly lead?: string;
  readonly reviewDate?: string;
  readonly reviewOn?: string;
}

interface Said {
  /** 1 for the first; what was said before stays in the log. */
  readonly version: number;
  /** A keyed digest of all that is said: whether it is said otherwise is known without opening it. */
  readonly digest: string;
  /** The person its lead is, by name or alias; left out where that is nobody of the council. */
  readonly leadId?: string;
  /** The day by which its review is owed; null where nobody owes one. Left out in events of before reviews were owed. */
  readonly reviewDue?: string | null;
}

/** A review: what was found, how it stands now, and the next. */
export interface Review {
  /** The day it was recorded. */
  readonly on: string;
  readonly reviewedBy: string;
  /** Sealed with all else of it. */
  readonly words: Personal;
  /** A status or a rating as it is to be printed from now on; null where it stays. Sealed likewise. */
  readonly standing: Personal | null;
  /** When the next is owed; null where none is. */
  readonly reviewDue: string | null;
}

/** Stream `improvement-plan`. */
export interface PlanActionRecorded {
  type: 'plan-action-recorded';
  data: PlanAction & Said;
}
export interface PlanActionReviewed {
  type: 'plan-action-reviewed';
  data: Review & { readonly actionId: string };
}

/** Stream `risk-register`. */
export interface RiskRecorded {
  type: 'risk-recorded';
  data: Risk & Said;
}
export interface RiskReviewed {
  type: 'risk-reviewed';
  data: Review & { readonly riskId: string };
}

export type PlanEvent = PlanActionRecorded | PlanActionReviewed;
export type RiskEvent = RiskRecorded | RiskReviewed;
export type ImprovementEvent = PlanEvent | RiskEvent;
