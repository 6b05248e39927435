/** Recorded with every draw, so that a later version never answers for an earlier one. */
export const DRAW_ALGORITHM = 'plumbline-draw-1';

/** Why a case of the frame could not be drawn, in the order in which they are reported. */
export const EXCLUSION_REASONS = [
  'closed',
  'missing_team',
  'missing_worker',
  'cooldown',
  'live_audit',
  'exempt',
  'sibling_selected',
] as const;
export type ExclusionReason = (typeof EXCLUSION_REASONS)[number];

/** What a reason means to a reader of the sample. */
export const EXCLUSION_LABELS: Readonly<Record<ExclusionReason, string>> = {
  closed: 'Case closed',
  missing_team: 'Team missing',
  missing_worker: 'Worker missing',
  cooldown: 'Audited too recently',
  live_audit: 'Already in a live audit',
  exempt: 'Exempt',
  sibling_selected: 'Sibling of a selected child',
};

/** A case of the frame as the draw sees it: no identity, only its position. */
export interface DrawEntry {
  /** 0-based place in the frame sorted by imported id; no two entries share one. */
  readonly position: number;
  /** The service, team or status it is drawn under; any one text where the sample is not stratified. */
  readonly stratum: string;
  /** The same number, the same family; null or absent where no link is known. */
  readonly family?: number | null;
  /** What already rules it out; the sibling rule is the draw's own. */
  readonly exclusion?: Exclude<ExclusionReason, 'sibling_selected'> | null;
}

export type DrawSize =
  | { readonly kind: 'fixed'; readonly count: number }
  /** Of the eligible cases, rounded up; at most four decimals. */
  | { readonly kind: 'percent'; readonly percent: number };

export type DrawStrata =
  | { readonly kind: 'none' }
  /** Each stratum's share of the sample is its share of the eligible cases. */
  | { readonly kind: 'proportional' }
  /** How many cases of each named stratum, and none of any other. Their sum is the sample's size. */
  | { readonly kind: 'quotas'; readonly quotas: Readonly<Record<string, number>> };

/** The rules of a draw apart from its frame. */
export interface DrawOrder {
  readonly seed: string;
  readonly size: DrawSize;
  readonly strata: DrawStrata;
  /** Whole number; 1 when absent, as many reserves as selected cases. */
  readonly reservesPerSelected?: number;
}

export interface DrawInput extends DrawOrder {
  /** In any order: the position counts, not the place in the list. */
  readonly entries: readonly DrawEntry[];
}
