import { owe } from '../open-deadlines.js';
import type { AuditCase } from '../state.js';
import type { Changes } from './change.js';
import { WINDOW } from './sharing.js';

export const finalising: Pick<Changes, 'audit-finalised' | 'audit-filed' | 'audit-closed' | 'audit-reopened'> = {
  'audit-finalised'({ data: { fileBy, counted = null } }, before) {
    const audit = before.in('dispute-window', 'finalising');
    const begins: AuditCase['deadlines'] = fileBy === undefined ? {} : { file: { due: fileBy, counted } };
    return {
      ...audit,
      stage: before.leads(['action-tracking']),
      deadlines: owe(audit.deadlines, { ends: WINDOW, begins }),
    };
  },

  'audit-filed'({ data: { on } }, before) {
    const audit = before.in('action-tracking');
    return { ...audit, filedOn: on, deadlines: owe(audit.deadlines, { ends: ['file'] }) };
  },

  'audit-closed': (_event, before) => ({ ...before.in('action-tracking'), stage: before.leads(['closed']) }),
  'audit-reopened': (_event, before) => ({ ...before.in('closed'), stage: before.leads(['action-tracking']) }),
};
