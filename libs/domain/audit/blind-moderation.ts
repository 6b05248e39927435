import { isSelected, type AuditState } from './state.js';

/** From the first submission until a moderator has decided; never where moderation is open. */
export function isModeratedBlind(state: AuditState): boolean {
  if (!isSelected(state) || state.stage === 'ended' || state.graded === null || state.moderation === null) return false;
  return state.moderation.blind && state.moderation.decidedBy === null;
}
