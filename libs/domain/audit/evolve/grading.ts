import type { QuestionAnswered, StandardAssessed, StatementValued } from '../../audit-language/events.js';
import { byDomain } from '../domain-grades.js';
import { owe } from '../open-deadlines.js';
import type { Drafts, Moderation, StandardAnswers } from '../state.js';
import { withOne, type Changes } from './change.js';

export const NO_DRAFTS = { domains: {}, standards: {} };

export const grading: Pick<
  Changes,
  | 'domain-graded'
  | 'standard-assessed'
  | 'questions-answered'
  | 'statement-written'
  | 'finding-recorded'
  | 'finding-corrected'
  | 'first-grade-submitted'
  | 'grade-resubmitted'
  | 'overall-grade-excepted'
> = {
  'domain-graded'({ data: { domain, grade } }, before) {
    const audit = before.in('conversation', 'grading');
    return { ...audit, drafts: { ...audit.drafts, domains: { ...audit.drafts.domains, [domain]: grade } } };
  },

  'standard-assessed'({ data: { standard, answer } }, before) {
    const audit = before.in('conversation', 'grading');
    return { ...audit, drafts: { ...audit.drafts, standards: { ...audit.drafts.standards, [standard]: answer } } };
  },

  'questions-answered'({ data: { answers } }, before) {
    const audit = before.in('conversation', 'grading');
    return { ...audit, drafts: { ...audit.drafts, answers: { ...audit.drafts.answers, ...byQuestion(answers) } } };
  },

  'statement-written'({ data: { statement, value } }, before) {
    const audit = before.in('conversation', 'grading');
    return {
      ...audit,
      drafts: { ...audit.drafts, statements: { ...audit.drafts.statements, [statement]: value } },
    };
  },

  'finding-recorded': (_event, before) => before.in('conversation', 'grading'),
  'finding-corrected': (_event, before) => before.selected(),

  'first-grade-submitted'({ data }, before) {
    const audit = before.in('conversation', 'grading');
    const { grade, auditedOn, atRisk, submittedBy } = data;
    const domains = byDomain(data.domains);
    return {
      ...audit,
      graded: {
        first: { grade, domains },
        standing: { grade, domains, standards: byStandard(data.standards), ...alsoAsked(data) },
        revisedGrade: null,
        auditedOn,
        atRisk,
        submittedBy: [submittedBy],
      },
      deadlines: owe(audit.deadlines, { ends: ['grade'] }),
    };
  },

  'grade-resubmitted'({ data }, before) {
    const audit = before.in('grading');
    const { revisedGrade, atRisk, submittedBy, moderateBy, counted, by } = data;
    const { graded, moderation } = audit;
    if (graded === null || moderation === null) throw before.impossible();
    return {
      ...audit,
      stage: before.leads(['moderation']),
      moderation: byOthers(moderation, by),
      graded: {
        ...graded,
        standing: {
          grade: revisedGrade,
          domains: byDomain(data.domains),
          standards: byStandard(data.standards),
          ...alsoAsked(data),
        },
        revisedGrade,
        atRisk,
        submittedBy: withOne(graded.submittedBy, submittedBy),
      },
      deadlines: owe(audit.deadlines, { ends: ['grade'], begins: { moderate: { due: moderateBy, counted } } }),
    };
  },

  'overall-grade-excepted': (_event, before) => before.selected(),
};

const byQuestion = (answers: readonly QuestionAnswered[]) =>
  Object.fromEntries(answers.map(({ question, answer }) => [question, answer]));

/** Of audits whose tool asks for neither, nothing: they stay as they were before a tool could. */
function alsoAsked({
  answers,
  statements,
}: {
  readonly answers?: readonly QuestionAnswered[];
  readonly statements?: readonly StatementValued[];
}): Pick<Drafts, 'answers' | 'statements'> {
  return {
    ...(answers && { answers: byQuestion(answers) }),
    ...(statements && {
      statements: Object.fromEntries(statements.map(({ statement, value }) => [statement, value])),
    }),
  };
}

/** Another grade may be for others to moderate: whoever held the claim gives it up to them. */
function byOthers(moderation: Moderation, by: Moderation['by']): Moderation {
  if ((by ?? []).join() === (moderation.by ?? []).join()) return moderation;
  return { ...moderation, by, claimedBy: null, claimedInPlace: false, ownGrade: null };
}

export function byStandard(standards: readonly StandardAssessed[]): StandardAnswers {
  return Object.fromEntries(standards.map(({ standard, answer }) => [standard, answer]));
}
