import { ROUNDS_STREAM, roundsFold } from '#application';
import { addMonths, drawDueOn, drawFor, drawsBetween, isYetToBeOwed, parseRoundPeriod, roundDrawId } from '#domain';
import type { ProgrammeSettings, RoundDraw } from '#domain';
import { KEPT, WAIT_FOR_EVENT, waitUntil, type Process } from './process.js';

/** As long as any round may go without a draw. */
const MONTHS_AHEAD = 12;

/**
 * On the first working day of its month, the draw of every round is owed: from the settings that are in force on that day,
 * and not for the time before they were published. What the settings ask for no longer is dropped.
 */
export const oweDraws: Process = {
  name: 'owe-draws',
  routes: {
    'programme-settings-published': { start: () => ROUNDS_STREAM },
    'draw-excuse-lifted': { continue: () => ROUNDS_STREAM },
    'closure-added': { continueAll: true },
    'closure-removed': { continueAll: true },
  },
  async advance(_, steps) {
    const { settings, calendar } = await steps.references();
    const draws = await steps.stateOf(ROUNDS_STREAM, roundsFold);
    if (settings === null) return KEPT;
    for (const draw of draws.values()) {
      const { id, standing } = draw;
      if ((standing === 'owed' || standing === 'excused') && !isAskedFor(draw, settings)) {
        await steps.take(`drop:${id}`, { name: 'DropDraw', target: id });
      }
    }
    if ((settings.rounds ?? []).length === 0) return KEPT;
    const { recordedOn } = steps.cause;
    const asked = drawsBetween(settings, recordedOn, addMonths(steps.today, MONTHS_AHEAD)).map((draw) => ({
      round: draw.round.key,
      period: draw.period.key,
      due: drawDueOn(draw, calendar),
    }));
    for (const draw of asked.filter(({ due }) => recordedOn <= due && due <= steps.today)) {
      const id = roundDrawId(draw.round, draw.period);
      if (!isYetToBeOwed(draws.get(id))) continue;
      await steps.take(`owe:${id}`, { name: 'OweDraw', body: draw });
    }
    const [next] = asked.map(({ due }) => due).filter((due) => due > steps.today);
    return next === undefined ? WAIT_FOR_EVENT : waitUntil(next);
  },
};

function isAskedFor({ round: key, period: periodKey }: RoundDraw, settings: ProgrammeSettings): boolean {
  const round = settings.rounds?.find((each) => each.key === key);
  const period = round && parseRoundPeriod(round.every, periodKey);
  return round !== undefined && period !== undefined && period !== null && drawFor(round, period, settings) !== null;
}
