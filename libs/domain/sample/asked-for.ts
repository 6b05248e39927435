import { sizeOf } from '../draw/draw.js';
import type { SampleEvent } from './events.js';

type Drawn = Pick<Extract<SampleEvent, { type: 'sample-drawn' }>['data'], 'rules' | 'frameSize' | 'excluded'>;

const countOf = ({ excluded }: Pick<Drawn, 'excluded'>, wanted: (reason: string) => boolean): number =>
  excluded.reduce((sum, { reason, count }) => sum + (wanted(reason) ? count : 0), 0);

/** How many cases the rules of a draw asked for: a fixed number, or the percentage of the cases that could be drawn. */
export function askedFor(drawn: Drawn): number {
  // Siblings of the selected are left out by the draw itself, after the percentage was worked out.
  const eligible = drawn.frameSize - countOf(drawn, (reason) => reason !== 'sibling_selected');
  return sizeOf(drawn.rules.size, eligible);
}

/** How many open cases the frame of a draw had, as its import said: closed ones are in it to be told apart. */
export const openCases = (drawn: Pick<Drawn, 'frameSize' | 'excluded'>): number =>
  drawn.frameSize - countOf(drawn, (reason) => reason === 'closed');
