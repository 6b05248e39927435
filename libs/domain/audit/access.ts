import type { Party } from '../workflow/parties.js';
import { LIVE, ONCE_SHARED, STAGES, WHILE_EXTENDABLE, type Stage } from '../workflow/stages.js';
import { isOfKind } from '../workflow/started.js';
import type { ObligationKind } from '../workflow/table.js';
import type { Refusal } from '../refusal.js';
import { mayDecide } from './extension-deciders.js';
import { invitedTo } from './invited.js';
import { refusal, type AuditRefusalCode } from './refusals.js';
import { itemOf, obligationsOf, type Obligation } from './obligations.js';
import { fallenTo } from './ownership.js';
import { isSelected, type AgreedAction, type AuditState, type Extension, type SelectedAudit } from './state.js';
import { concernsShown, mayReadDrafts, withholdsConcerns, withholdsFirstGrade } from './visibility.js';
import { actsFor, worksOnAudits, type Standing } from './standing.js';
import { isParty } from './who.js';

/**
 * How much of an audit a person may read, least first: nothing; that a conversation is arranged; the requests for more
 * time on which they decide; the actions that are theirs; the safety concerns on it; all of its content.
 */
export const READING_LEVELS = ['none', 'invitation', 'extensions', 'own-actions', 'safety', 'content'] as const;
export type ReadingLevel = (typeof READING_LEVELS)[number];

interface ReadingRow {
  readonly party: Party;
  readonly in: readonly Stage[];
  readonly level: ReadingLevel;
}

const OUTCOME_KNOWN: readonly Stage[] = [...ONCE_SHARED, 'closed'];
const FINAL: readonly Stage[] = ['action-tracking', 'closed', 'imported'];

/**
 * Who reads what, by role and by record (docs/practice.md, who does what). An administrator's role opens no case; what an
 * inspector's grant opens is `inspections/`.
 */
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
  { party: 'signatory', in: ONCE_SHARED, level: 'content' },
  { party: 'extension-decider', in: WHILE_EXTENDABLE, level: 'extensions' },
  { party: 'panel-member', in: ['dispute'], level: 'content' },
  { party: 'leader', in: FINAL, level: 'content' },
  { party: 'leader', in: [...LIVE, 'ended'], level: 'safety' },
];

export interface AuditReading {
  readonly level: ReadingLevel;
  /** What has fallen to them today because nobody who owes it is there, by key: they read what it is about. */
  readonly fallen: readonly string[];
  /** The requests for more time on which they may decide. */
  readonly deciding: readonly string[];
  /** Whether what has not been submitted may be read. */
  readonly drafts: boolean;
  /** Whether the first grade is kept from them; what they read then is recorded as read without it. */
  readonly withholdFirstGrade: boolean;
  /** Whether it is kept from them as well that there is a safety concern. */
  readonly withholdConcerns: boolean;
}

/** Somebody with what they may read of an audit. */
export interface AuditReader extends AuditReading {
  readonly personId: string;
  /** Themself and those they stand in for: whose invitations and actions they read as their own. */
  readonly actsFor: readonly string[];
}

/** Somebody as they stand before an audit, with what they may read of it. */
export function readerOf(state: AuditState, reader: Standing): AuditReader {
  return { ...readingOf(state, reader), personId: reader.actor.id, actsFor: actsFor(reader) };
}

const OF_CONCERNS: readonly ObligationKind[] = ['concern', 'resolve-concern'];

/**
 * What is owed on an audit, as a reader may know it: all of it, but for safety concerns that are kept from them; by who
 * reads a part only, what is their own and what is owed for the part they read.
 */
export function obligationsShown(state: AuditState, reader: AuditReader): readonly Obligation[] {
  if (reader.level === 'none') return [];
  const concerns = concernsShown(state, reader).map(({ concernId }) => concernId);
  return obligationsOf(state).filter(({ key, owner }) => {
    if (reader.fallen.includes(key)) return true;
    if (OF_CONCERNS.some((kind) => isOfKind(key, kind))) {
      const opens = reader.level === 'content' || reader.level === 'safety';
      return opens && concerns.some((concernId) => key.endsWith(`:${concernId}`));
    }
    if (isOfKind(key, 'decide-extension')) return reader.level === 'content' || reader.deciding.includes(itemOf(key));
    return reader.level === 'content' || ('personId' in owner && reader.actsFor.includes(owner.personId));
  });
}

/** The actions of an audit that a reader may know of: all with its content, otherwise those that are or have fallen to them. */
export function actionsShown(
  state: AuditState,
  { level, actsFor: people, fallen }: AuditReader,
): readonly AgreedAction[] {
  if (!isSelected(state) || level === 'none') return [];
  if (level === 'content') return state.actions;
  return state.actions.filter(
    ({ actionId, ownerId, managerId }) =>
      people.includes(ownerId) ||
      (managerId !== undefined && people.includes(managerId)) ||
      OF_ACTIONS.some((kind) => fallen.includes(`${kind}:${actionId}`)),
  );
}

const OF_ACTIONS = ['action', 'verify', 'acknowledge-action'] as const satisfies readonly ObligationKind[];

/** The day of the conversation to which a reader is invited; null where there is none to come. */
export function invitedFor(state: AuditState, { actsFor: people }: Pick<AuditReader, 'actsFor'>): string | null {
  if (!isSelected(state) || !invitedTo(state).some((invited) => people.includes(invited))) return null;
  return state.conversation?.on ?? null;
}

/** What whoever something has fallen to must read for it: of the rest they know that it is there. */
const OPENED_BY_FALLING: readonly (readonly [ObligationKind, ReadingLevel])[] = [
  ['concern', 'safety'],
  ['resolve-concern', 'safety'],
  ['moderate', 'content'],
  ['acknowledge:practitioner', 'content'],
  ['acknowledge:team-manager', 'content'],
  ['resolve-dispute', 'content'],
  ['respond', 'content'],
  ['sign-off', 'content'],
  ['review', 'content'],
  ['file', 'content'],
  ['decide-extension', 'extensions'],
  ['acknowledge-action', 'own-actions'],
  ['action', 'own-actions'],
  ['verify', 'own-actions'],
];

/** What a person may read of an audit as it stands. */
export function readingOf(state: AuditState, reader: Standing): AuditReading {
  const fallen = isSelected(state) ? fallenTo(reader, state) : [];
  return {
    level: levelOf(state, reader, fallen),
    fallen,
    deciding: isSelected(state) ? decidedOnBy(state, reader, fallen) : [],
    drafts: mayReadDrafts(state, reader),
    withholdFirstGrade: withholdsFirstGrade(state, reader),
    withholdConcerns: withholdsConcerns(state, reader),
  };
}

const decidedOnBy = (
  { extensions = [], ...audit }: SelectedAudit,
  reader: Standing,
  fallen: readonly string[],
): readonly string[] =>
  extensions
    .filter(
      (extension) =>
        fallen.includes(`decide-extension:${extension.extensionId}`) || mayDecide(extension, audit, reader),
    )
    .map(({ extensionId }) => extensionId);

/** The requests for more time that a reader may know of: all with its content, otherwise those on which they decide. */
export function extensionsShown(state: AuditState, { level, deciding }: AuditReader): readonly Extension[] {
  if (!isSelected(state)) return [];
  const { extensions = [] } = state;
  return level === 'content' ? extensions : extensions.filter(({ extensionId }) => deciding.includes(extensionId));
}

function levelOf(state: AuditState, reader: Standing, fallen: readonly string[]): ReadingLevel {
  const granted = rows
    .filter((row) => row.in.includes(state.stage) && isParty(row.party, state, reader) && applies(row, state))
    .map(({ level }) => level);
  if (isSelected(state)) {
    const people = actsFor(reader);
    if (invitedTo(state).some((invited) => people.includes(invited))) granted.push('invitation');
    const isTheirs = ({ actionId }: AgreedAction): boolean =>
      isParty('action-owner', state, reader, actionId) || isParty('action-manager', state, reader, actionId);
    if (state.actions.some(isTheirs)) granted.push('own-actions');
    if (hasCopy(state, reader)) granted.push('content');
  }
  for (const key of fallen) granted.push(OPENED_BY_FALLING.find(([kind]) => isOfKind(key, kind))?.[1] ?? 'invitation');
  return READING_LEVELS.findLast((level) => granted.includes(level)) ?? 'none';
}

/** Whoever got a copy of its response plan reads it, or whoever stands in for them. */
const hasCopy = ({ response }: SelectedAudit, reader: Standing): boolean =>
  response?.copies !== undefined &&
  worksOnAudits(reader.actor.roles) &&
  actsFor(reader).some((personId) => response.copies?.includes(personId));

/** What tells of an audit itself: that there is one, and where it stands. */
const TELLING: readonly AuditRefusalCode[] = [
  'audit-not-found',
  'audit-already-selected',
  'not-in-this-stage',
  'moderation-not-claimed',
];

/**
 * A refusal as the person may be told it. Whoever may read nothing of an audit is answered one and the same, whether it is
 * there, closed, imported or another's, and whatever else stands against them.
 */
export function refusalTold(refused: Refusal, state: AuditState, reader: Standing): Refusal {
  const tells = refused.kind === 'not-allowed' || TELLING.some((code) => code === refused.code);
  return tells && readingOf(state, reader).level === 'none' ? refusal('not-entitled') : refused;
}

function applies({ level }: ReadingRow, state: AuditState): boolean {
  return !isSelected(state) || level !== 'safety' || state.concerns.length > 0;
}
