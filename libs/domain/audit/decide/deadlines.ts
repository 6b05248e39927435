import type { Handlers } from './handler.js';

export const deadlines: Pick<Handlers, 'MoveDeadlines'> = {
  /** Counts every open deadline again on the calendar as it is now; where none moves there is nothing to record. */
  MoveDeadlines({ because }, state, { calendar }) {
    const moves = Object.entries(state.deadlines).flatMap(([obligation, { due: from, counted }]) => {
      if (counted === null) return [];
      const to = calendar.addWorkingDays(counted.from, counted.days);
      return to === from ? [] : [{ obligation, from, to }];
    });
    return moves.length === 0 ? [] : [{ type: 'deadlines-moved', data: { because, moves } }];
  },
};
