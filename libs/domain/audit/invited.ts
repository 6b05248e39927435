import type { SelectedAudit } from './state.js';

/** The people of the council who are invited to the conversation, while it is arranged and not yet held. */
export function invitedTo({ conversation, practitionerId }: SelectedAudit): readonly string[] {
  if (conversation?.outcome !== 'scheduled') return [];
  return conversation.participants.flatMap(({ as, personId }) => {
    const invited = personId ?? (as === 'practitioner' ? practitionerId : null);
    return invited === null ? [] : [invited];
  });
}
