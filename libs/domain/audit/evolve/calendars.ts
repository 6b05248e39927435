import { invitedTo } from '../invited.js';
import { isSelected, type AuditState, type CalendarEntry, type SelectedAudit } from '../state.js';

/**
 * An audit with what stands of its conversation in people's calendars: a day that is arranged, for those who are invited and the
 * auditor who holds it; called off for whom it was arranged and is no longer. It rests, as the invitation does, while there is
 * nobody to hold it. One that was held on the day it stands for is history and stays where it is.
 */
export function withCalendars(state: AuditState): AuditState {
  if (!isSelected(state)) return state;
  const { calendars, conversation } = state;
  // Most events find nothing arranged: nothing is looked at twice.
  if (conversation === null && Object.keys(calendars).length === 0) return state;
  const told = Object.entries(calendars);
  const next = 1 + Math.max(-1, ...told.map(([, { sequence }]) => sequence));
  const due = new Map(inCalendars(state).map((personId) => [personId, dayOf(state)]));
  const changed: Record<string, CalendarEntry> = {};
  for (const [personId, { on, at }] of due) {
    const before = calendars[personId];
    if (before?.standing === 'invited' && before.on === on && before.at === at) continue;
    changed[personId] = { on, at, sequence: next, standing: 'invited' };
  }
  for (const [personId, entry] of told) {
    if (entry.standing === 'called-off' || due.has(personId) || wasHeld(state, entry)) continue;
    changed[personId] = { ...entry, sequence: next, standing: 'called-off' };
  }
  return Object.keys(changed).length === 0 ? state : { ...state, calendars: { ...calendars, ...changed } };
}

function inCalendars(audit: SelectedAudit): readonly string[] {
  const { stage, conversation, auditor } = audit;
  const isAhead = conversation?.outcome === 'scheduled' && (stage === 'conversation' || stage === 'grading');
  if (!isAhead || auditor === null) return [];
  return [...new Set([...invitedTo(audit), auditor.auditorId])];
}

const dayOf = ({ conversation }: SelectedAudit): Pick<CalendarEntry, 'on' | 'at'> => ({
  on: conversation?.on ?? '',
  at: conversation?.at ?? null,
});

const wasHeld = ({ conversation }: SelectedAudit, { on }: CalendarEntry): boolean =>
  conversation?.outcome === 'held' && conversation.on === on;
