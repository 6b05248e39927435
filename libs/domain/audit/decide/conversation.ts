import { familyVoiceOf, ratingsOf, type FamilyVoice } from '../../questions/family-voice.js';
import { refusal, refusalUnder } from '../refusals.js';
import type { AuditCase, SelectedAudit } from '../state.js';
import type { Participant } from '../../audit-language/events.js';
import type { Refusal } from '../../refusal.js';
import {
  codeIsSound,
  dateHasCome,
  dateIsAhead,
  firstOf,
  personIsInPost,
  textIsGiven,
  textIsSound,
  toolOf,
} from './checks.js';
import type { Bars, CommandNamed, Handlers, StateFor, StepContext } from './handler.js';
import { nearestWords } from './questions.js';

export const conversation: Pick<
  Handlers,
  'ScheduleConversation' | 'RecordConversation' | 'RecordConversationNotHeld' | 'RecordFamilyContact'
> = {
  ScheduleConversation({ on, at = null, participants }, _state, context) {
    const refused = firstOf(dateIsAhead(on, context), participantsAreKnown(participants, context));
    return refused ?? [{ type: 'conversation-scheduled', data: { on, ...(at !== null && { at }), participants } }];
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
    const refused = contactIsSound({ with: person, outcome, rating, words }, state, context);
    if (refused !== null) return refused;
    const contactId = context.newId('family-contact');
    return [
      {
        type: 'family-contact-recorded',
        data: {
          contactId,
          with: person,
          outcome,
          rating,
          words,
          ...askedApart(state, context),
          subjectId: state.subjectId,
        },
      },
    ];
  },
};

export const conversationBars: Bars = {
  ScheduleConversation: conversationIsOpen,
  RecordConversation: conversationIsOpen,
  RecordConversationNotHeld: conversationIsAwaited,
  RecordFamilyContact: (state, context) => familyContactIsUsed(state) ?? familyMayBeHeard(state, context),
};

type Contact = Pick<CommandNamed['RecordFamilyContact'], 'with' | 'outcome' | 'rating' | 'words'>;

/** Whether a contact with the family may be recorded so, and put right so. */
export function contactIsSound(
  { with: person, outcome, rating, words }: Contact,
  audit: SelectedAudit,
  context: StepContext,
): Refusal | null {
  const voice = familyVoiceOf(toolOf(audit, context));
  const refused = firstOf(
    familyContactIsUsed(audit),
    textIsSound(words),
    rating === null ? null : ratingIsOfTool(rating, voice),
  );
  if (refused !== null) return refused;
  if (outcome !== 'spoken' && (rating !== null || words !== null)) return refusal('rating-unasked');
  if (outcome === 'no_answer') return voice.attempts === 0 ? refusal('attempts-unasked') : null;
  const attempts = Object.values(audit.attempts ?? {}).filter((each) => each === person).length;
  if (outcome !== 'unable' || attempts >= voice.attempts) return null;
  return refusalUnder('attempts-missing', [`The tool asks for ${voice.attempts}; ${attempts} are recorded.`]);
}

function ratingIsOfTool(rating: string, voice: FamilyVoice): Refusal | null {
  const ratings = ratingsOf(voice);
  return ratings.some(({ key }) => key === rating)
    ? null
    : refusalUnder('rating-unknown', nearestWords(rating, ratings));
}

/** What a contact tells of, where the tool needs some of the family asked apart. */
export const askedApart = (audit: SelectedAudit, context: StepContext): { apart?: true } =>
  familyVoiceOf(toolOf(audit, context)).askedApart.length > 0 ? { apart: true } : {};

/** Whether somebody of the family was asked, or each of those whom the tool needs asked apart. */
export function familyWasAsked(audit: SelectedAudit, context: StepContext): Refusal | null {
  if (audit.familyContacts === 0) return refusal('family-contact-missing');
  const asked = Object.values(audit.askedApart ?? {});
  const isWhole = familyVoiceOf(toolOf(audit, context)).askedApart.every((person) => asked.includes(person));
  return isWhole ? null : refusal('family-members-missing');
}

/** Once the grade is submitted, where the tool lets a family be heard late. */
function familyMayBeHeard(audit: StateFor<'RecordFamilyContact'>, context: StepContext): Refusal | null {
  if (audit.stage === 'conversation' || audit.stage === 'grading') return null;
  return familyVoiceOf(toolOf(audit, context)).late ? null : refusal('not-in-this-stage');
}

function familyContactIsUsed({ plan }: AuditCase): Refusal | null {
  return plan.familyContact === 'skipped' ? refusal('stage-not-used') : null;
}

/** One that was not held may still be held before the grade is submitted; one that was held is history. */
function conversationIsOpen({ conversation, plan }: AuditCase): Refusal | null {
  if (plan.conversation === 'skipped') return refusal('stage-not-used');
  return conversation?.outcome === 'held' ? refusal('conversation-already-held') : null;
}

/** It may fall through, unless that is what was said of it last. */
function conversationIsAwaited(audit: AuditCase): Refusal | null {
  return audit.conversation?.outcome === 'not_held'
    ? refusal('conversation-already-not-held')
    : conversationIsOpen(audit);
}

function participantsAreKnown(participants: readonly Participant[], context: StepContext): Refusal | null {
  if (participants.length === 0) return refusal('participants-missing');
  if (!participants.some(({ as }) => as === 'practitioner')) return refusal('practitioner-missing');
  return firstOf(...participants.map(({ personId }) => (personId === null ? null : personIsInPost(personId, context))));
}
