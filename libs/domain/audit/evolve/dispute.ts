import { owe } from '../open-deadlines.js';
import type { Changes } from './change.js';
import { regraded, unlessAnswered } from './regraded.js';
import { WINDOW } from './sharing.js';

export const dispute: Pick<Changes, 'outcome-disputed' | 'dispute-resolved'> = {
  'outcome-disputed'({ data: { disputedBy, as, resolveBy, counted } }, before) {
    const audit = before.in('dispute-window');
    return {
      ...audit,
      stage: before.leads(['dispute']),
      dispute: { disputedBy, as, resolved: false, resolvedBy: null },
      deadlines: owe(audit.deadlines, { ends: WINDOW, begins: { 'resolve-dispute': { due: resolveBy, counted } } }),
    };
  },

  'dispute-resolved'({ data: { grade, domains, panelMemberId } }, before) {
    const audit = unlessAnswered(before.in('dispute'), grade);
    return {
      ...audit,
      stage: before.leads(['finalising']),
      dispute: { ...audit.dispute, resolved: true, resolvedBy: panelMemberId },
      graded: regraded(audit.graded, grade, domains),
      deadlines: owe(audit.deadlines, { ends: ['resolve-dispute'] }),
    };
  },
};
