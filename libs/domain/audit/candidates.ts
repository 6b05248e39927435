import type { Council } from './answering.js';
import { dependencesOf } from './independence.js';
import type { AuditRefusalCode } from './refusals.js';
import { holdsOneOf } from './offices.js';
import type { SelectedAudit } from './state.js';
import { againstModerating } from './who.js';

/** The work that somebody may be chosen for. */
export type ChosenFor = 'auditor' | 'moderator';

type OnADay = Pick<Council, 'directory' | 'today'>;

/** Everything that stands against giving an audit to somebody to grade, in the order in which the command tells it. */
export function againstAuditing(
  personId: string,
  audit: SelectedAudit,
  { directory, today }: OnADay,
): readonly AuditRefusalCode[] {
  const { auditor, moderation } = audit;
  const isAuditor = directory.person(personId)?.roles.includes('auditor') === true;
  const against: AuditRefusalCode[] = [...notAtWork(personId, { directory, today }, isAuditor, 'not-an-auditor')];
  against.push(...dependencesOf(personId, audit, directory, today));
  // Whoever has moderated it, before it was returned, does not go on as its auditor.
  if (moderation !== null && [...moderation.moderators, moderation.claimedBy].includes(personId))
    against.push('not-independent-auditor');
  if (auditor?.auditorId === personId) against.push('same-auditor');
  return against;
}

/** Everything that stands against somebody's moderating an audit. @param hasReadFirstGrade while it was to be moderated blind */
export function againstModerator(
  personId: string,
  audit: SelectedAudit,
  council: Council,
  hasReadFirstGrade: boolean,
): readonly AuditRefusalCode[] {
  const { directory, today } = council;
  const roles = directory.person(personId)?.roles ?? [];
  const { by } = audit.moderation ?? {};
  const moderates =
    by === undefined
      ? roles.includes('moderator')
      : holdsOneOf(by, audit, { ...council, actor: { id: personId, roles } });
  const against: AuditRefusalCode[] = [...notAtWork(personId, council, moderates, 'not-entitled')];
  if (audit.auditor?.auditorId === personId || audit.graded?.submittedBy.includes(personId) === true)
    against.push('not-independent-auditor');
  against.push(...dependencesOf(personId, audit, directory, today));
  const bar = againstModerating(audit, { ...council, actor: { id: personId, roles } });
  if (bar !== null && !against.includes(bar)) against.push(bar);
  if (audit.moderation?.blind === true && audit.moderation.decidedBy === null && hasReadFirstGrade)
    against.push('first-grade-already-read');
  return against;
}

function notAtWork(
  personId: string,
  { directory, today }: OnADay,
  isInRole: boolean,
  otherwise: AuditRefusalCode,
): readonly AuditRefusalCode[] {
  return [
    ...(directory.inPost(personId, today) ? [] : ['person-not-in-post' as const]),
    ...(isInRole ? [] : [otherwise]),
  ];
}
