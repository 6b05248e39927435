import { namedId } from '../named-id.js';
import { byCodeUnits } from '../text-order.js';
import type { RoundsEvent } from './events.js';

/** How it stands with a draw that a round calls for. */
export interface RoundDraw {
  readonly id: string;
  readonly round: string;
  readonly period: string;
  /** The day on which it became owed; null where it was drawn or excused before. */
  readonly due: string | null;
  readonly standing: 'owed' | 'excused' | 'made' | 'dropped';
  /** Why it is excused, sealed as it was written; null where it is not. */
  readonly reason: Extract<RoundsEvent, { type: 'draw-excused' }>['data']['reason'] | null;
  /** In the order in which they were drawn. */
  readonly samples: readonly string[];
}

/** By id. */
export type RoundDraws = ReadonlyMap<string, RoundDraw>;

export const NO_DRAWS: RoundDraws = new Map();

/** The id of the draw of a round for one of its periods. */
export const roundDrawId = (round: string, period: string): string => namedId('draw', round, period);

export function evolveDraws(draws: RoundDraws, event: RoundsEvent): RoundDraws {
  const { round, period } = event.data;
  const id = roundDrawId(round, period);
  const before = draws.get(id) ?? { id, round, period, due: null, standing: 'dropped', reason: null, samples: [] };
  return new Map(draws).set(id, after(before, event));
}

function after(draw: RoundDraw, event: RoundsEvent): RoundDraw {
  switch (event.type) {
    case 'draw-owed':
      return { ...draw, due: event.data.due, standing: 'owed', reason: null };
    case 'draw-excused':
      return { ...draw, standing: 'excused', reason: event.data.reason };
    case 'draw-excuse-lifted':
      return { ...draw, standing: 'owed', reason: null };
    case 'draw-made':
      return { ...draw, standing: 'made', reason: null, samples: [...draw.samples, event.data.sampleId] };
    case 'draw-dropped':
      return { ...draw, standing: 'dropped', reason: null };
    default:
      return event satisfies never;
  }
}

/** A draw that somebody owes. */
export interface OwedDraw extends RoundDraw {
  readonly due: string;
}

/** Those that are owed, the longest first. */
export const drawsOwed = (draws: RoundDraws): readonly OwedDraw[] =>
  [...draws.values()]
    .filter((draw): draw is OwedDraw => draw.standing === 'owed' && draw.due !== null)
    .sort((left, right) => byCodeUnits(left.due, right.due) || byCodeUnits(left.round, right.round));

/** Whether the day on which it is owed has yet to be recorded: it is unknown so far, dropped, or its excuse was lifted before. */
export const isYetToBeOwed = (draw: RoundDraw | undefined): boolean =>
  draw === undefined || draw.standing === 'dropped' || (draw.standing === 'owed' && draw.due === null);
