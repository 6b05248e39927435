import type { Council } from '../audit/answering.js';
import type { Decider } from '../decider.js';
import { hasRole, type DecisionContext } from '../decision-context.js';
import { decideBy } from '../decision-table.js';
import { notTheirDuty } from '../duties.js';
import { refuse, type Refusal } from '../refusal.js';
import type { RoundsCommand } from './commands.js';
import { mayDrawForRound } from './draw-owners.js';
import { evolveDraws, isYetToBeOwed, NO_DRAWS, roundDrawId, type RoundDraw, type RoundDraws } from './draws.js';
import type { RoundsEvent } from './events.js';

export interface RoundsContext extends DecisionContext, Council {
  /** The draw of an id that the settings ask for, owed or to come; null where they do not. */
  readonly asked: (drawId: string) => Pick<RoundDraw, 'round' | 'period'> | null;
}

/** The decider of the stream `rounds`. The engine's own commands say the same again without effect. */
export const roundDraws: Decider<RoundDraws, RoundsCommand, RoundsEvent, RoundsContext> = {
  initial: NO_DRAWS,
  evolve: evolveDraws,
  decide: decideBy({
    ExcuseDraw: ({ drawId, reason }, draws, context) =>
      mended(drawId, reason, draws, context, ({ round, period, standing }) =>
        // Known beforehand, it may be excused before it is owed.
        standing === 'owed' || (standing === 'dropped' && context.asked(drawId) !== null)
          ? [{ type: 'draw-excused', data: { round, period, reason: reason.trim() } }]
          : refuse('rule', 'draw-not-owed', NOT_OWED[standing]),
      ),

    LiftExcuse: ({ drawId, reason }, draws, context) =>
      mended(drawId, reason, draws, context, ({ round, period, standing }) =>
        standing === 'excused'
          ? [{ type: 'draw-excuse-lifted', data: { round, period, reason: reason.trim() } }]
          : refuse('rule', 'draw-not-excused', 'This draw is not excused.'),
      ),

    OweDraw({ round, period, due }, draws, { actor }) {
      if (!hasRole(actor, 'system')) return engineOnly();
      return isYetToBeOwed(draws.get(roundDrawId(round, period)))
        ? [{ type: 'draw-owed', data: { round, period, due } }]
        : [];
    },

    DropDraw({ drawId }, draws, { actor }) {
      if (!hasRole(actor, 'system')) return engineOnly();
      const draw = draws.get(drawId);
      if (draw === undefined || (draw.standing !== 'owed' && draw.standing !== 'excused')) return [];
      return [{ type: 'draw-dropped', data: { round: draw.round, period: draw.period } }];
    },

    RecordDrawMade({ round, period, sampleId }, draws, { actor }) {
      if (!hasRole(actor, 'system')) return engineOnly();
      const known = draws.get(roundDrawId(round, period))?.samples ?? [];
      return known.includes(sampleId) ? [] : [{ type: 'draw-made', data: { round, period, sampleId } }];
    },
  }),
};

function mended(
  drawId: string,
  reason: string,
  draws: RoundDraws,
  context: RoundsContext,
  decided: (draw: RoundDraw) => readonly RoundsEvent[] | Refusal,
): readonly RoundsEvent[] | Refusal {
  if (!mayDrawForRound(context.actor, context)) return notTheirDuty('samples');
  const draw = draws.get(drawId) ?? toCome(drawId, context);
  if (draw === null) return refuse('not-found', 'draw-unknown', 'There is no such draw of a round.');
  if (reason.trim() === '') return refuse('invalid', 'reason-missing', 'Say why.');
  return decided(draw);
}

function toCome(drawId: string, { asked }: RoundsContext): RoundDraw | null {
  const of = asked(drawId);
  return of && { id: drawId, ...of, due: null, standing: 'dropped', reason: null, samples: [] };
}

const NOT_OWED: Readonly<Record<Exclude<RoundDraw['standing'], 'owed'>, string>> = {
  excused: 'This draw is excused already.',
  made: 'This draw has been made.',
  dropped: 'The programme settings ask for this draw no longer.',
};

const engineOnly = (): Refusal =>
  refuse('not-allowed', 'engine-only', 'Only the engine itself says which draws are owed.');
