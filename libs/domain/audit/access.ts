import type { Party } from '../workflow/parties.js';
import { LIVE, ONCE_SHARED, STAGES, type Stage } from '../workflow/stages.js';
import { invitedTo } from './invited.js';
import { isSelected, type AuditState } from './state.js';
import { mayReadDrafts, withholdsFirstGrade } from './visibility.js';
import { actsFor, isParty, type Standing } from './who.js';

/**
 * How much of an audit a person may read, least first: nothing; that a conversation is arranged; the actions that are
 * theirs; the safety concerns on it; all of its content.
 */
export const READING_LEVELS = ['none', 'invitation', 'own-actions', 'safety', 'content'] as const;
export type ReadingLevel = (typeof READING_LEVELS)[number];

interface ReadingRow {
  readonly party: Party;
  readonly in: readonly Stage[];
  readonly level: ReadingLevel;
}

const OUTCOME_KNOWN: readonly Stage[] = [...ONCE_SHARED, 'closed'];
const FINAL: readonly Stage[] = ['action-tracking', 'closed', 'imported'];

/** Who reads what, by role and by record (domain.md section 2). An administrator's role opens no case; what an inspector's grant opens is `inspections/`. */
const rows: readonly ReadingRow[] = [
  { party: 'coordinator', in: STAGES, level: 'content' },
  { party: 'system', in: STAGES, level: 'content' },
  { party: 'auditor', in: STAGES, level: 'content' },
  { party: 'moderator', in: ['moderation'], level: 'content' },
  // To grade in retrospect.
  { party: 'moderator', in: FINAL, level: 'content' },
  { party: 'claimant', in: STAGES, level: 'content' },
  { party: 'deciding-moderator', in: STAGES, level: 'content' },
  { party: 'practitioner', in: OUTCOME_KNOWN, level: 'content' },
  { party: 'team-manager', in: OUTCOME_KNOWN, level: 'content' },
  { party: 'team-manager', in: [...LIVE, 'ended'], level: 'safety' },
  { party: 'panel-member', in: ['dispute'], level: 'content' },
  { party: 'leader', in: FINAL, level: 'content' },
  { party: 'leader', in: [...LIVE, 'ended'], level: 'safety' },
];

export interface AuditReading {
  readonly level: ReadingLevel;
  /** Whether what has not been submitted may be read. */
  readonly drafts: boolean;
  /** Whether the first grade is kept from them; what they read then is recorded as read without it. */
  readonly withholdFirstGrade: boolean;
}

/** What a person may read of an audit as it stands. */
export function readingOf(state: AuditState, reader: Standing): AuditReading {
  return {
    level: levelOf(state, reader),
    drafts: mayReadDrafts(state, reader),
    withholdFirstGrade: withholdsFirstGrade(state, reader),
  };
}

function levelOf(state: AuditState, reader: Standing): ReadingLevel {
  const granted = rows
    .filter((row) => row.in.includes(state.stage) && isParty(row.party, state, reader) && applies(row, state))
    .map(({ level }) => level);
  if (isSelected(state)) {
    const people = actsFor(reader);
    if (invitedTo(state).some((invited) => people.includes(invited))) granted.push('invitation');
    if (state.actions.some(({ actionId }) => isParty('action-owner', state, reader, actionId)))
      granted.push('own-actions');
  }
  return READING_LEVELS.findLast((level) => granted.includes(level)) ?? 'none';
}

function applies({ level }: ReadingRow, state: AuditState): boolean {
  return !isSelected(state) || level !== 'safety' || state.concerns.length > 0;
}
