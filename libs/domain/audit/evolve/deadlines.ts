import { owe } from '../open-deadlines.js';
import type { Changes } from './change.js';

export const deadlines: Pick<Changes, 'deadlines-moved'> = {
  'deadlines-moved'({ data: { moves } }, before) {
    const audit = before.selected();
    const begins = Object.fromEntries(
      moves.flatMap(({ obligation, to }) => {
        const deadline = audit.deadlines[obligation];
        return deadline === undefined ? [] : [[obligation, { ...deadline, due: to }]];
      }),
    );
    const deadlines = owe(audit.deadlines, { begins });
    if (audit.extensions === undefined) return { ...audit, deadlines };
    const extensions = audit.extensions.map((extension) => ({
      ...extension,
      from: deadlines[extension.obligation]?.due ?? extension.from,
    }));
    return { ...audit, extensions, deadlines };
  },
};
