import type { Changes } from './change.js';

export const later: Pick<Changes, 'retrospective-grade-recorded' | 'reaudit-drawn' | 'reaudit-scheduled'> = {
  'retrospective-grade-recorded'({ data: { moderatorId } }, before) {
    const audit = before.in('action-tracking', 'closed', 'imported');
    return { ...audit, retrospective: [...audit.retrospective, moderatorId] };
  },

  'reaudit-drawn': ({ data: { grade } }, before) => ({
    ...before.in('action-tracking', 'closed'),
    reauditDrawnFor: grade,
  }),

  'reaudit-scheduled': ({ data: { reauditId } }, before) => ({ ...before.in('action-tracking', 'closed'), reauditId }),
};
