import type { Position } from '#event-store';

/**
 * `catching-up`: its rows are behind the log. `rebuilding`: it catches up beside the generation that is read meanwhile, which
 * may be of an earlier version of the view: that one stays where it is. `live`: as far as the log goes. `failed`: stopped, for
 * the reason given. `damaged`: its file was, and there is none yet in its place.
 */
export type ViewState = 'catching-up' | 'live' | 'rebuilding' | 'failed' | 'damaged';

/** How one generation of a view stands. */
export interface ViewProgress {
  readonly view: string;
  readonly version: number;
  readonly generation: number;
  readonly state: ViewState;
  /** The position of the last event in its rows. */
  readonly position: Position;
  /** The position of the newest event of the log when this was last looked at. */
  readonly head: Position;
  /** While it catches up, since it began; 0 otherwise. */
  readonly eventsPerSecond: number;
  readonly reason?: string;
}
