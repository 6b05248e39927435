import type { Refusal } from '../../refusal.js';
import type { AuditEvent, AuditEventType, Correction } from '../events.js';
import { dependenceOf, moderationBarOf } from '../independence.js';
import { refusal } from '../refusals.js';
import type { AuditState, DomainGrades, SelectedAudit, StandardAnswers } from '../state.js';
import { withholdsFirstGrade } from '../visibility.js';
import { dateHasCome, firstOf, gradeIsOfScale, personIsInPost, textIsGiven } from './checks.js';
import type { Ground, Handlers, StateFor } from './handler.js';
import { responseFor } from './response.js';

export const corrections: Pick<Handlers, 'CorrectRecord' | 'ReassignPractitioner' | 'ChangeTeam'> = {
  CorrectRecord({ corrects, change, reason }, state, ground) {
    const corrected = ground.facts.recordedEvent(corrects);
    if (corrected === null) return refusal('corrected-event-unknown');
    const refused = firstOf(
      textIsGiven(reason),
      HOLDS[change.field]?.includes(corrected) === false ? refusal('correction-elsewhere') : null,
      changeIsSound(change, state, ground),
    );
    if (refused !== null) return refused;
    const correction: AuditEvent = {
      type: 'record-corrected.v1',
      data: { corrects, change, reason, subjectId: state.subjectId },
    };
    return [correction, ...consequencesOf(change, state, ground)];
  },

  ReassignPractitioner({ to, reason }, state, ground) {
    const { practitionerId: from, subjectId } = state;
    const refused = firstOf(textIsGiven(reason), personIsInPost(to, ground));
    if (refused !== null) return refused;
    if (to === from) return refusal('practitioner-unchanged');
    if (breaksIndependence({ ...state, practitionerId: to }, ground)) return refusal('breaks-independence');
    return [{ type: 'practitioner-reassigned.v1', data: { from, to, reason, subjectId } }];
  },

  ChangeTeam({ teamId, reason }, state, ground) {
    const team = ground.directory.team(teamId);
    if (team === undefined) return refusal('team-unknown');
    const refused = textIsGiven(reason);
    if (refused !== null) return refused;
    if (teamId === state.teamId) return refusal('team-unchanged');
    if (breaksIndependence({ ...state, teamId }, ground)) return refusal('breaks-independence');
    return [
      {
        type: 'audit-team-changed.v1',
        data: { teamId, team: team.name, service: team.service, reason, subjectId: state.subjectId },
      },
    ];
  },
};

/** Where the value a correction puts right was recorded; an earlier correction may itself have been wrong. */
const HOLDS: Readonly<Partial<Record<Correction['field'], readonly AuditEventType[]>>> = {
  auditedOn: ['first-grade-submitted.v1', 'audit-finalised.v1', 'audit-imported.v1', 'record-corrected.v1'],
  finalGrade: ['audit-finalised.v1', 'audit-imported.v1', 'record-corrected.v1'],
  domainGrade: ['audit-finalised.v1', 'audit-imported.v1', 'record-corrected.v1'],
  standard: [
    'standard-assessed.v1',
    'first-grade-submitted.v1',
    'grade-resubmitted.v1',
    'audit-finalised.v1',
    'audit-imported.v1',
    'record-corrected.v1',
  ],
};

interface Stands {
  readonly auditedOn: string;
  readonly finalGrade: string | null;
  readonly domains: DomainGrades;
  readonly standards: StandardAnswers;
  readonly final: boolean;
}

function standsIn(state: StateFor<'CorrectRecord'>): Stands | null {
  if (state.stage === 'imported') return { ...state, final: true };
  if (state.graded === null) return null;
  const { auditedOn, standing } = state.graded;
  const final = state.stage === 'action-tracking' || state.stage === 'closed';
  return { auditedOn, finalGrade: standing.grade, domains: standing.domains, standards: standing.standards, final };
}

function changeIsSound(change: Correction, state: StateFor<'CorrectRecord'>, ground: Ground): Refusal | null {
  if (change.field === 'note') return null;
  const stands = standsIn(state);
  if (stands === null) return refusal('nothing-to-correct');
  if (change.from === change.to) return refusal('correction-changes-nothing');
  // Or a refusal would tell whether a guess at what stands is right.
  if (change.field !== 'auditedOn' && withholdsFirstGrade(state, ground)) return refusal('first-grade-withheld');
  const differs = refusal('correction-from-differs');
  switch (change.field) {
    case 'auditedOn':
      return dateHasCome(change.to, ground) ?? (stands.auditedOn === change.from ? null : differs);
    case 'finalGrade':
      if (!stands.final) return refusal('grade-not-final');
      return gradeIsOfScale(change.to, state, ground) ?? (stands.finalGrade === change.from ? null : differs);
    case 'domainGrade':
      if (!stands.final) return refusal('grade-not-final');
      return (
        gradeIsOfScale(change.to, state, ground) ?? (stands.domains[change.domain] === change.from ? null : differs)
      );
    case 'standard':
      return stands.standards[change.standard] === change.from ? null : differs;
  }
}

/** A grade corrected to one that calls for a response requires it, and opens a closed audit again for it. */
function consequencesOf(
  change: Correction,
  state: Exclude<AuditState, { stage: 'unselected' }>,
  ground: Ground,
): readonly AuditEvent[] {
  if (change.field !== 'finalGrade' || state.stage === 'imported') return [];
  const required = responseFor(change.to, state, ground);
  if (required.length === 0 || state.stage !== 'closed') return required;
  const { subjectId } = state;
  return [
    { type: 'audit-reopened.v1', data: { reason: 'The corrected grade calls for a response.', subjectId } },
    ...required,
  ];
}

/** Whether whoever grades or moderates now would be barred by a change of case holder or team. */
function breaksIndependence(audit: SelectedAudit, { directory, today }: Ground): boolean {
  switch (audit.stage) {
    case 'acceptance':
    case 'conversation':
    case 'grading':
      return dependenceOf(audit.auditor.auditorId, audit, directory, today) !== null;
    case 'moderation': {
      const { claimedBy } = audit.moderation;
      return claimedBy !== null && moderationBarOf(claimedBy, audit, directory, today) !== null;
    }
    default:
      return false;
  }
}
