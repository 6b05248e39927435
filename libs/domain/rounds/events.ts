import type { Personal } from '../personal.js';

/** Which draw: of which round, for which of its periods (`2026-04`, `2026-27-Q1`, `2026-27-H1`, `2026-27`). */
interface OfDraw {
  readonly round: string;
  readonly period: string;
}

/** Stream `rounds`: the draws that the programme's rounds call for, and what became of them. */
export type RoundsEvent =
  /** `due` is the day it became owed as well: the first working day of its month. */
  | { type: 'draw-owed'; data: OfDraw & { due: string } }
  | { type: 'draw-excused'; data: OfDraw & { reason: Personal } }
  | { type: 'draw-excuse-lifted'; data: OfDraw & { reason: Personal } }
  | { type: 'draw-made'; data: OfDraw & { sampleId: string } }
  /** The settings ask for it no longer. */
  | { type: 'draw-dropped'; data: OfDraw };
