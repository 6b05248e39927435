import type { RecordsPlace } from '#event-store';
import type { Projected } from '../runner/projected.js';
import type { ViewProgress } from '../runner/progress.js';

/** What the projector's thread is started with. */
export interface ProjectorThreadData {
  readonly place: RecordsPlace;
  /** URL of a module that exports `views`; the product's views where it is left out. */
  readonly viewsModule?: string;
  /** Whether anybody is told of what is projected. */
  readonly isTraced: boolean;
}

export type ToProjector = 'wake' | 'stop';

/** `moved`: rows have changed. `projected`: what has just been recorded stands in them. `progress`: now and then, and whenever a view's state has changed. */
export type FromProjector =
  | { readonly kind: 'moved' }
  | { readonly kind: 'projected'; readonly projected: readonly Projected[] }
  | { readonly kind: 'progress'; readonly views: readonly ViewProgress[] };
