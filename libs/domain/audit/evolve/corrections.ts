import type { AuditCase, AuditState, Graded, StateIn } from '../state.js';
import { withOne, type Changes, type DataOf } from './change.js';
import { revalued, unlessAnswered } from './regraded.js';

/** What was put right, save for a note, which changes nothing. */
type Correction = Exclude<DataOf<'record-corrected'>['change'], { readonly field: 'note' }>;

export const corrections: Pick<Changes, 'record-corrected' | 'practitioner-reassigned' | 'audit-team-changed'> = {
  'record-corrected'({ data: { change } }, before) {
    const { state } = before;
    if (change.field === 'note' || state.stage === 'unselected') return state;
    if (state.stage === 'imported') return correctedImport(state, change);
    if (state.graded === null) throw before.impossible();
    const graded = correctedGraded(state.graded, change);
    return change.field === 'finalGrade' ? { ...unlessAnswered(state, change.to), graded } : { ...state, graded };
  },

  'practitioner-reassigned'({ data: { from, to } }, before) {
    const audit = before.selected();
    return {
      ...audit,
      practitionerId: to,
      workerMatched: true,
      conversation: passedOn(audit.conversation, from, to),
      formerPractitioners: from === null ? audit.formerPractitioners : withOne(audit.formerPractitioners, from),
    };
  },

  'audit-team-changed': ({ data: { teamId, service } }, before) => ({ ...before.selected(), teamId, service }),
};

/** Who takes over a case takes over the invitation; who was at a conversation that was held stays as recorded. */
function passedOn(conversation: AuditCase['conversation'], from: string | null, to: string): AuditCase['conversation'] {
  if (from === null || conversation?.outcome !== 'scheduled') return conversation;
  const participants = conversation.participants.map((participant) =>
    participant.as === 'practitioner' && participant.personId === from ? { ...participant, personId: to } : participant,
  );
  return { ...conversation, participants };
}

function correctedImport(audit: StateIn<'imported'>, change: Correction): AuditState {
  switch (change.field) {
    case 'auditedOn':
      return { ...audit, auditedOn: change.to };
    case 'finalGrade':
      return { ...audit, finalGrade: change.to };
    case 'domainGrade':
      return { ...audit, domains: { ...audit.domains, [change.domain]: change.to } };
    case 'standard':
      return { ...audit, standards: { ...audit.standards, [change.standard]: change.to } };
    case 'answer':
    case 'statement':
      // A spreadsheet brings none.
      return audit;
  }
}

function correctedGraded(graded: Graded, change: Correction): Graded {
  const { standing } = graded;
  switch (change.field) {
    case 'auditedOn':
      return { ...graded, auditedOn: change.to };
    case 'finalGrade':
      return { ...graded, standing: { ...standing, grade: change.to } };
    case 'answer':
      return {
        ...graded,
        standing: { ...standing, answers: { ...standing.answers, [change.question]: change.to } },
      };
    case 'statement':
      return revalued(graded, change.statement, change.to);
    case 'domainGrade':
      return { ...graded, standing: { ...standing, domains: { ...standing.domains, [change.domain]: change.to } } };
    case 'standard':
      return {
        ...graded,
        standing: { ...standing, standards: { ...standing.standards, [change.standard]: change.to } },
      };
  }
}
