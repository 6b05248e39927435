import type { Changes } from './change.js';

export const conversation: Pick<
  Changes,
  | 'conversation-scheduled'
  | 'conversation-recorded'
  | 'conversation-not-held'
  | 'family-contact-recorded'
  | 'family-contact-corrected'
  | 'other-grade-recorded'
> = {
  'conversation-scheduled'({ data: { on, participants } }, before) {
    return { ...before.in('conversation', 'grading'), conversation: { outcome: 'scheduled', on, participants } };
  },

  'conversation-recorded'({ data: { on, participants } }, before) {
    const audit = before.in('conversation', 'grading');
    return { ...audit, stage: before.leads(['grading']), conversation: { outcome: 'held', on, participants } };
  },

  'conversation-not-held'(_event, before) {
    const audit = before.in('conversation');
    const conversation = { outcome: 'not_held', on: null, participants: [] } as const;
    return { ...audit, stage: before.leads(['grading']), conversation };
  },

  'family-contact-recorded'(_event, before) {
    const audit = before.in('conversation', 'grading');
    return { ...audit, familyContacts: audit.familyContacts + 1 };
  },
  'family-contact-corrected': (_event, before) => before.selected(),

  'other-grade-recorded'({ data: { of, agency, grade } }, before) {
    const audit = before.in('conversation', 'grading');
    const others = audit.otherGrades.filter((other) => other.of !== of || other.agency !== agency);
    return { ...audit, otherGrades: [...others, { of, agency, grade }] };
  },
};
