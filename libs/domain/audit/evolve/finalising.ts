import { owe } from '../open-deadlines.js';
import type { Changes } from './change.js';
import { WINDOW } from './sharing.js';

export const finalising: Pick<Changes, 'audit-finalised' | 'audit-closed' | 'audit-reopened'> = {
  'audit-finalised'(_event, before) {
    const audit = before.in('dispute-window', 'finalising');
    return { ...audit, stage: before.leads(['action-tracking']), deadlines: owe(audit.deadlines, { ends: WINDOW }) };
  },

  'audit-closed': (_event, before) => ({ ...before.in('action-tracking'), stage: before.leads(['closed']) }),
  'audit-reopened': (_event, before) => ({ ...before.in('closed'), stage: before.leads(['action-tracking']) }),
};
