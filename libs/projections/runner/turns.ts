/** What is known of a view that is given events: whether it stood at the end of the log, and what its events have taken. */
export interface Paced {
  readonly live: boolean;
  readonly since: { readonly events: number; readonly spentMs: number };
}

/**
 * A view does not wait for the others if it takes less than this share of the time that all views behind the log take
 * together.
 */
const QUICK = 0.05;

/**
 * Of views that stand at one place, those that are not to wait for the others; all, while none is much slower. Quick is
 * told by all that are behind, wherever they stand, so that the quick stay together: each that parted from them would have
 * the log read once more.
 */
export function whoGoesOn<View extends Paced>(here: readonly View[], all: readonly View[]): readonly View[] {
  if (here.some(({ live }) => live)) return here;
  const together = all.reduce((sum, view) => sum + (view.live ? 0 : paceOf(view)), 0);
  const quick = here.filter((view) => paceOf(view) < together * QUICK);
  return quick.length === 0 ? here : quick;
}

/** Milliseconds an event. */
const paceOf = ({ since }: Paced): number => (since.events === 0 ? 0 : since.spentMs / since.events);
