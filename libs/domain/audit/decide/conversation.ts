import { refusal } from '../refusals.js';
import type { AuditCase } from '../state.js';
import type { Participant } from '../../audit-language/events.js';
import type { Refusal } from '../../refusal.js';
import { codeIsSound, dateHasCome, dateIsAhead, firstOf, personIsInPost, textIsGiven, textIsSound } from './checks.js';
import type { Bars, CommandNamed, Handlers, StepContext } from './handler.js';

export const conversation: Pick<
  Handlers,
  'ScheduleConversation' | 'RecordConversation' | 'RecordConversationNotHeld' | 'RecordFamilyContact'
> = {
  ScheduleConversation({ on, participants }, _state, context) {
    const refused = firstOf(dateIsAhead(on, context), participantsAreKnown(participants, context));
    return refused ?? [{ type: 'conversation-scheduled', data: { on, participants } }];
  },

  RecordConversation({ on, participants, summary }, state, context) {
    const refused = firstOf(
      dateHasCome(on, context),
      participantsAreKnown(participants, context),
      textIsGiven(summary),
    );
    if (refused !== null) return refused;
    return [{ type: 'conversation-recorded', data: { on, participants, summary, subjectId: state.subjectId } }];
  },

  RecordConversationNotHeld({ reasonCode, reason }, state) {
    const refused = firstOf(codeIsSound(reasonCode), textIsGiven(reason));
    return refused ?? [{ type: 'conversation-not-held', data: { reasonCode, reason, subjectId: state.subjectId } }];
  },

  RecordFamilyContact({ with: person, outcome, rating, words }, state, context) {
    const refused = contactIsSound({ outcome, rating, words }, state);
    if (refused !== null) return refused;
    const contactId = context.newId('family-contact');
    return [
      {
        type: 'family-contact-recorded',
        data: { contactId, with: person, outcome, rating, words, subjectId: state.subjectId },
      },
    ];
  },
};

export const conversationBars: Bars = {
  ScheduleConversation: conversationIsOpen,
  RecordConversation: conversationIsOpen,
  RecordFamilyContact: familyContactIsUsed,
};

/** Whether a contact with the family may be recorded so, and put right so. */
export function contactIsSound(
  { outcome, rating, words }: Pick<CommandNamed['RecordFamilyContact'], 'outcome' | 'rating' | 'words'>,
  audit: AuditCase,
): Refusal | null {
  const refused = firstOf(familyContactIsUsed(audit), textIsSound(words), rating === null ? null : codeIsSound(rating));
  if (refused !== null) return refused;
  return outcome !== 'spoken' && (rating !== null || words !== null) ? refusal('rating-unasked') : null;
}

function familyContactIsUsed({ plan }: AuditCase): Refusal | null {
  return plan.familyContact === 'skipped' ? refusal('stage-not-used') : null;
}

/** One that was not held may still be held before the grade is submitted; one that was held is history. */
function conversationIsOpen({ conversation, plan }: AuditCase): Refusal | null {
  if (plan.conversation === 'skipped') return refusal('stage-not-used');
  return conversation?.outcome === 'held' ? refusal('conversation-already-held') : null;
}

function participantsAreKnown(participants: readonly Participant[], context: StepContext): Refusal | null {
  if (participants.length === 0) return refusal('participants-missing');
  if (!participants.some(({ as }) => as === 'practitioner')) return refusal('practitioner-missing');
  return firstOf(...participants.map(({ personId }) => (personId === null ? null : personIsInPost(personId, context))));
}
