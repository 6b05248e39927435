import type { AuditCase } from '../state.js';
import type { Changes, DataOf } from './change.js';

export const conversation: Pick<
  Changes,
  | 'conversation-scheduled'
  | 'conversation-recorded'
  | 'conversation-not-held'
  | 'family-contact-recorded'
  | 'family-contact-corrected'
  | 'other-grade-recorded'
> = {
  'conversation-scheduled'({ data: { on, at = null, participants } }, before) {
    return { ...before.in('conversation', 'grading'), conversation: { outcome: 'scheduled', on, at, participants } };
  },

  'conversation-recorded'({ data: { on, participants } }, before) {
    const audit = before.in('conversation', 'grading');
    return {
      ...audit,
      stage: before.leads(['grading']),
      conversation: { outcome: 'held', on, at: null, participants },
    };
  },

  'conversation-not-held'(_event, before) {
    const audit = before.in('conversation', 'grading');
    const conversation = { outcome: 'not_held', on: null, at: null, participants: [] } as const;
    return { ...audit, stage: before.leads(['grading']), conversation };
  },

  'family-contact-recorded'({ data }, before) {
    const audit = before.in(
      'conversation',
      'grading',
      'moderation',
      'sharing',
      'dispute-window',
      'dispute',
      'finalising',
    );
    return { ...audit, ...contacted(audit, data) };
  },

  'family-contact-corrected'({ data }, before) {
    const audit = before.selected();
    const others = withoutContact(audit, data.contactId);
    return { ...audit, ...others, ...contacted(others, data) };
  },

  'other-grade-recorded'({ data: { of, agency, grade } }, before) {
    const audit = before.in('conversation', 'grading');
    const others = audit.otherGrades.filter((other) => other.of !== of || other.agency !== agency);
    return { ...audit, otherGrades: [...others, { of, agency, grade }] };
  },
};

type Contacts = Pick<AuditCase, 'familyContacts' | 'attempts' | 'askedApart'>;

/** An attempt is no contact. What no tool asked for leaves no trace. */
function contacted(
  { familyContacts, attempts, askedApart }: Contacts,
  { contactId, with: person, outcome, apart }: DataOf<'family-contact-recorded' | 'family-contact-corrected'>,
): Partial<Contacts> {
  if (outcome === 'no_answer') return { attempts: { ...attempts, [contactId]: person }, familyContacts };
  return {
    familyContacts: familyContacts + 1,
    ...(apart === true && { askedApart: { ...askedApart, [contactId]: person } }),
  };
}

function withoutContact({ familyContacts, attempts, askedApart }: Contacts, contactId: string): Contacts {
  const isAttempt = attempts !== undefined && Object.hasOwn(attempts, contactId);
  return {
    familyContacts: isAttempt ? familyContacts : familyContacts - 1,
    ...(attempts && { attempts: without(attempts, contactId) }),
    ...(askedApart && { askedApart: without(askedApart, contactId) }),
  };
}

const without = <Value>(record: Readonly<Record<string, Value>>, key: string): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
