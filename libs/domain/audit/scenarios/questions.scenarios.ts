import type { AuditTool, ProgrammeSettings } from '../../settings/programme-settings.js';
import { DEFAULT_FAMILY_VOICE, type FamilyVoice } from '../../questions/family-voice.js';
import type { AuditEvent } from '../../audit-language/events.js';
import { asking } from './council.fixture.js';
import { until, was } from './history.fixture.js';
import type { Scenario } from './scenario.fixture.js';

const withTool = (changed: (tool: AuditTool) => AuditTool): ProgrammeSettings => ({
  ...asking,
  tools: asking.tools.map(changed),
});
const heard = (family: Partial<FamilyVoice>): ProgrammeSettings =>
  withTool((tool) => ({ ...tool, family: { ...DEFAULT_FAMILY_VOICE, ...family } }));

const needed = withTool((tool) => ({
  ...tool,
  domains: tool.domains.map((domain) => ({
    ...domain,
    questions: (domain.questions ?? []).map((question) => ({ ...question, required: question.key === 'plan-shared' })),
  })),
}));
const voiceNeeded = withTool((tool) => ({
  ...tool,
  domains: tool.domains.map((domain) =>
    domain.key === 'voice'
      ? {
          ...domain,
          questions: (needed.tools[0]?.domains ?? [])
            .flatMap(({ questions = [] }) => questions)
            .filter(({ key }) => key === 'plan-shared')
            .map((question) => ({ ...question, key: 'seen-alone' })),
        }
      : { ...domain, questions: [] },
  ),
}));
const statementNeeded = withTool((tool) => ({
  ...tool,
  statements: (tool.statements ?? []).map((statement) => ({ ...statement, required: statement.key === 'difference' })),
}));

const answered = (domain: string, ...answers: readonly (readonly [string, string, string?])[]): AuditEvent => ({
  type: 'questions-answered',
  data: {
    domain,
    answers: answers.map(([question, answer, reason = null]) => ({ question, answer, reason })),
    subjectId: 'subject-1',
  },
});
const written = (statement: string, value: string | null): AuditEvent => ({
  type: 'statement-written',
  data: { statement, text: 'He is safer.', value, subjectId: 'subject-1' },
});
const submit = {
  type: 'SubmitFirstGrade',
  grade: 'requires_improvement',
  rationale: 'It holds together.',
  auditedOn: '2026-05-18',
  atRisk: false,
  riskReason: null,
} as const;
const riskNotAssessed = answered('assessment', ['risk-assessed', 'no', 'None since March.']);
const submitted = (data: Parameters<typeof was.submitted>[0]): readonly AuditEvent[] => [
  ...until.grading,
  was.submitted(data),
  was.moderationRequired(),
  was.claimed(),
];
const withAnswers = submitted({
  answers: [
    { question: 'risk-assessed', answer: 'no' },
    { question: 'plan-followed', answer: 'no' },
  ],
  statements: [{ statement: 'difference', value: 'some' }],
});
const familyNeeded = [
  was.selected({
    plan: {
      conversation: 'optional',
      familyContact: 'required',
      moderation: 'optional',
      dispute: 'required',
      graded: true,
    },
  }),
  ...until.grading.slice(1),
];
const contact = { type: 'RecordFamilyContact', with: 'child', rating: null, words: null } as const;
const tried = (contactId: string, person: 'child' | 'parent_or_carer' = 'child'): AuditEvent => ({
  type: 'family-contact-recorded',
  data: { contactId, with: person, outcome: 'no_answer', rating: null, words: null, subjectId: 'subject-1' },
});
const asked = (person: 'child' | 'parent_or_carer'): AuditEvent => ({
  type: 'family-contact-recorded',
  data: {
    contactId: `contact-${person}`,
    with: person,
    outcome: 'declined',
    rating: null,
    words: null,
    apart: true,
    subjectId: 'subject-1',
  },
});
const answer = (question: string, given: string, reason: string | null = null) => ({ question, answer: given, reason });

export const questionScenarios: readonly Scenario[] = [
  {
    name: 'questions of a domain are answered',
    given: until.conversation,
    when: {
      type: 'AnswerQuestions',
      domain: 'planning',
      answers: [answer('plan-shared', 'partly', 'With his mother.')],
    },
    by: 'amir',
    in: { settings: asking },
    then: [
      {
        type: 'questions-answered',
        data: { domain: 'planning', answers: [answer('plan-shared', 'partly', 'With his mother.')] },
      },
    ],
  },
  {
    name: 'and with the grade, in the same step',
    given: until.conversation,
    when: {
      type: 'GradeDomain',
      domain: 'planning',
      grade: 'good',
      rationale: 'It is followed.',
      answers: [answer('plan-shared', 'yes')],
    },
    by: 'amir',
    in: { settings: asking },
    then: [
      { type: 'questions-answered', data: { answers: [answer('plan-shared', 'yes')] } },
      { type: 'domain-graded', data: { domain: 'planning', grade: 'good' } },
    ],
  },
  {
    name: 'a question that does not apply',
    given: until.grading,
    when: { type: 'AnswerQuestions', domain: 'assessment', answers: [answer('difference-seen', 'na')] },
    by: 'amir',
    in: { settings: asking },
    then: [{ type: 'questions-answered' }],
  },
  {
    name: 'no question at all',
    given: until.grading,
    when: { type: 'AnswerQuestions', domain: 'planning', answers: [] },
    by: 'amir',
    in: { settings: asking },
    then: 'answers-missing',
  },
  {
    name: 'a question of another domain',
    given: until.grading,
    when: { type: 'AnswerQuestions', domain: 'planning', answers: [answer('risk-assessed', 'yes')] },
    by: 'amir',
    in: { settings: asking },
    then: 'question-unknown',
  },
  {
    name: 'a domain the tool lacks',
    given: until.grading,
    when: { type: 'AnswerQuestions', domain: 'weather', answers: [answer('plan-shared', 'yes')] },
    by: 'amir',
    in: { settings: asking },
    then: 'domain-unknown',
  },
  {
    name: 'a question answered twice at once',
    given: until.grading,
    when: {
      type: 'AnswerQuestions',
      domain: 'planning',
      answers: [answer('plan-shared', 'yes'), answer('plan-shared', 'no')],
    },
    by: 'amir',
    in: { settings: asking },
    then: 'question-twice',
  },
  {
    name: 'an answer of another scale',
    given: until.grading,
    when: { type: 'AnswerQuestions', domain: 'assessment', answers: [answer('difference-seen', 'yes')] },
    by: 'amir',
    in: { settings: asking },
    then: 'answer-unknown',
  },
  {
    name: 'a critical no without a reason',
    given: until.grading,
    when: { type: 'AnswerQuestions', domain: 'assessment', answers: [answer('risk-assessed', 'no', ' ')] },
    by: 'amir',
    in: { settings: asking },
    then: 'answer-reason-missing',
  },
  {
    name: 'or with one that is too long',
    given: until.grading,
    when: {
      type: 'AnswerQuestions',
      domain: 'assessment',
      answers: [answer('risk-assessed', 'no', 'x'.repeat(10_001))],
    },
    by: 'amir',
    in: { settings: asking },
    then: 'text-too-long',
  },
  {
    name: 'questions where the tool asks none',
    given: until.grading,
    when: { type: 'AnswerQuestions', domain: 'planning', answers: [answer('plan-shared', 'yes')] },
    by: 'amir',
    then: 'not-asked',
  },
  {
    name: 'a critical no limits the grade of its domain, given with it',
    given: until.grading,
    when: {
      type: 'GradeDomain',
      domain: 'assessment',
      grade: 'good',
      rationale: 'It is thorough.',
      answers: [answer('risk-assessed', 'no', 'None since March.')],
    },
    by: 'amir',
    in: { settings: asking },
    then: 'domain-grade-limited',
  },
  {
    name: 'or before it',
    given: [...until.grading, riskNotAssessed],
    when: { type: 'GradeDomain', domain: 'assessment', grade: 'good', rationale: 'It is thorough.' },
    by: 'amir',
    in: { settings: asking },
    then: 'domain-grade-limited',
  },
  {
    name: 'or after it, once the grade is submitted',
    given: [...until.grading, was.domainGraded('assessment', 'good'), riskNotAssessed],
    when: submit,
    by: 'amir',
    in: { settings: asking },
    then: 'domain-grade-limited',
  },
  {
    name: 'a grade within it stands',
    given: [...until.grading, riskNotAssessed],
    when: { type: 'GradeDomain', domain: 'assessment', grade: 'requires_improvement', rationale: 'It is late.' },
    by: 'amir',
    in: { settings: asking },
    then: [{ type: 'domain-graded' }],
  },
  {
    name: 'a partly limits nothing',
    given: [...until.grading, answered('assessment', ['risk-assessed', 'partly'])],
    when: { type: 'GradeDomain', domain: 'assessment', grade: 'outstanding', rationale: 'It is thorough.' },
    by: 'amir',
    in: { settings: asking },
    then: [{ type: 'domain-graded' }],
  },
  {
    name: 'a critical no limits the overall grade',
    given: [...until.grading, riskNotAssessed],
    when: { ...submit, grade: 'good' },
    by: 'amir',
    in: { settings: asking },
    then: 'overall-grade-limited',
  },
  {
    name: 'where the settings let it, a better one needs a reason',
    given: [...until.grading, answered('planning', ['plan-followed', 'no', 'It was not.'])],
    when: { ...submit, grade: 'outstanding' },
    by: 'amir',
    in: { settings: asking },
    then: 'exception-reason-missing',
  },
  {
    name: 'and stands with it',
    given: [...until.grading, answered('planning', ['plan-followed', 'no', 'It was not.'])],
    when: { ...submit, grade: 'outstanding', exceptionReason: 'A better plan was made.' },
    by: 'amir',
    in: { settings: asking },
    then: [
      { type: 'first-grade-submitted', data: { answers: [{ question: 'plan-followed', answer: 'no' }] } },
      { type: 'overall-grade-excepted', data: { limits: ['plan-followed'] } },
      { type: 'moderation-required' },
    ],
  },
  {
    name: 'what was answered and written is submitted with the grade',
    given: [
      ...until.grading,
      answered('planning', ['plan-shared', 'yes']),
      written('difference', 'some'),
      written('life', null),
    ],
    when: submit,
    by: 'amir',
    in: { settings: asking },
    then: [
      {
        type: 'first-grade-submitted',
        data: {
          answers: [{ question: 'plan-shared', answer: 'yes' }],
          statements: [
            { statement: 'difference', value: 'some' },
            { statement: 'life', value: null },
          ],
        },
      },
      { type: 'moderation-not-required' },
    ],
  },
  {
    name: 'a required question blocks the submission',
    given: until.grading,
    when: submit,
    by: 'amir',
    in: { settings: needed },
    then: 'questions-missing',
  },
  {
    name: 'and does not once it is answered, that it does not apply',
    given: [...until.grading, answered('planning', ['plan-shared', 'na'])],
    when: submit,
    by: 'amir',
    in: { settings: needed },
    then: [{ type: 'first-grade-submitted' }, { type: 'moderation-not-required' }],
  },
  {
    name: 'nor one of a domain that is left out',
    given: until.grading,
    when: submit,
    by: 'amir',
    in: { settings: voiceNeeded },
    then: [{ type: 'first-grade-submitted' }, { type: 'moderation-not-required' }],
  },
  {
    name: 'but of one that was graded it does',
    given: [...until.grading, was.domainGraded('voice', 'good')],
    when: submit,
    by: 'amir',
    in: { settings: voiceNeeded },
    then: 'questions-missing',
  },
  {
    name: 'a statement is written, with a word of its scale',
    given: until.grading,
    when: { type: 'WriteStatement', statement: 'difference', text: 'He is safer at home.', value: 'some' },
    by: 'amir',
    in: { settings: asking },
    then: [{ type: 'statement-written', data: { statement: 'difference', value: 'some' } }],
  },
  {
    name: 'one without a scale',
    given: until.conversation,
    when: { type: 'WriteStatement', statement: 'life', text: 'He waits for visits.', value: null },
    by: 'amir',
    in: { settings: asking },
    then: [{ type: 'statement-written', data: { statement: 'life', value: null } }],
  },
  {
    name: 'has no word',
    given: until.grading,
    when: { type: 'WriteStatement', statement: 'life', text: 'He waits for visits.', value: 'some' },
    by: 'amir',
    in: { settings: asking },
    then: 'value-unasked',
  },
  {
    name: 'a word the scale lacks',
    given: until.grading,
    when: { type: 'WriteStatement', statement: 'difference', text: 'He is safer.', value: 'huge' },
    by: 'amir',
    in: { settings: asking },
    then: 'value-unknown',
  },
  {
    name: 'a statement the tool does not ask for',
    given: until.grading,
    when: { type: 'WriteStatement', statement: 'weather', text: 'It rained.', value: null },
    by: 'amir',
    in: { settings: asking },
    then: 'statement-unknown',
  },
  {
    name: 'a statement of nothing',
    given: until.grading,
    when: { type: 'WriteStatement', statement: 'life', text: '  ', value: null },
    by: 'amir',
    in: { settings: asking },
    then: 'text-blank',
  },
  {
    name: 'a statement where the tool asks for none',
    given: until.grading,
    when: { type: 'WriteStatement', statement: 'life', text: 'He waits.', value: null },
    by: 'amir',
    then: 'not-asked',
  },
  {
    name: 'a required statement blocks the submission',
    given: until.grading,
    when: submit,
    by: 'amir',
    in: { settings: statementNeeded },
    then: 'statements-missing',
  },
  {
    name: 'and without its word',
    given: [...until.grading, written('difference', null)],
    when: submit,
    by: 'amir',
    in: { settings: statementNeeded },
    then: 'statements-missing',
  },
  {
    name: 'a moderator changes the scale of a statement',
    given: withAnswers,
    when: { type: 'ChangeStatementValue', statement: 'difference', value: 'great', reason: 'The record says more.' },
    by: 'mona',
    in: { settings: asking },
    then: [{ type: 'statement-value-changed', data: { statement: 'difference', from: 'some', to: 'great' } }],
    stage: 'moderation',
  },
  {
    name: 'of one that was not written',
    given: submitted({}),
    when: { type: 'ChangeStatementValue', statement: 'difference', value: 'great', reason: 'The record says more.' },
    by: 'mona',
    in: { settings: asking },
    then: 'statement-not-written',
  },
  {
    name: 'to what it is',
    given: withAnswers,
    when: { type: 'ChangeStatementValue', statement: 'difference', value: 'some', reason: 'The record says more.' },
    by: 'mona',
    in: { settings: asking },
    then: 'value-unchanged',
  },
  {
    name: 'without a reason',
    given: withAnswers,
    when: { type: 'ChangeStatementValue', statement: 'difference', value: 'great', reason: '' },
    by: 'mona',
    in: { settings: asking },
    then: 'text-blank',
  },
  {
    name: 'of one without a scale',
    given: withAnswers,
    when: { type: 'ChangeStatementValue', statement: 'life', value: 'great', reason: 'The record says more.' },
    by: 'mona',
    in: { settings: asking },
    then: 'value-unasked',
  },
  {
    name: 'where the tool has none',
    given: until.moderation,
    when: { type: 'ChangeStatementValue', statement: 'difference', value: 'great', reason: 'The record says more.' },
    by: 'mona',
    then: 'not-asked',
  },
  {
    name: 'moderated blind, before the moderator’s own grade',
    given: [
      ...until.grading,
      was.submitted({ statements: [{ statement: 'difference', value: 'some' }] }),
      was.moderationRequired({ blind: true }),
      was.claimed(),
    ],
    when: { type: 'ChangeStatementValue', statement: 'difference', value: 'great', reason: 'The record says more.' },
    by: 'mona',
    in: { settings: asking },
    then: 'own-grade-missing',
  },
  {
    name: 'a moderator grades blind without being told what the auditor answered',
    given: [
      ...until.grading,
      was.submitted({ answers: [{ question: 'risk-assessed', answer: 'no' }] }),
      was.moderationRequired({ blind: true }),
      was.claimed(),
    ],
    when: {
      type: 'RecordModeratorGrade',
      grade: 'good',
      rationale: 'It holds.',
      domains: [{ domain: 'assessment', grade: 'good' }],
    },
    by: 'mona',
    in: { settings: asking },
    then: [{ type: 'moderator-grade-recorded' }],
  },
  {
    name: 'and changes no grade beyond what a critical answer leaves',
    given: withAnswers,
    when: { type: 'ChangeGrade', grade: 'good', rationale: 'It holds.', domains: [] },
    by: 'mona',
    in: { settings: asking },
    then: 'overall-grade-limited',
  },
  {
    name: 'nor of a domain',
    given: withAnswers,
    when: {
      type: 'ChangeGrade',
      grade: 'inadequate',
      rationale: 'It holds.',
      domains: [{ domain: 'assessment', from: 'requires_improvement', to: 'good' }],
    },
    by: 'mona',
    in: { settings: asking },
    then: 'domain-grade-limited',
  },
  {
    name: 'nor does the panel',
    given: [...withAnswers, was.upheld(), was.shared(), was.responseRequired(), was.disputed()],
    when: { type: 'ResolveDispute', outcome: 'grade_changed', grade: 'good', domains: [], rationale: 'So.' },
    by: 'lena',
    in: { settings: asking },
    then: 'overall-grade-limited',
  },
  {
    name: 'nor of a domain, the panel',
    given: [...withAnswers, was.upheld(), was.shared(), was.responseRequired(), was.disputed()],
    when: {
      type: 'ResolveDispute',
      outcome: 'grade_changed',
      grade: 'requires_improvement',
      domains: [{ domain: 'assessment', from: 'requires_improvement', to: 'good' }],
      rationale: 'So.',
    },
    by: 'lena',
    in: { settings: asking },
    then: 'domain-grade-limited',
  },
  {
    name: 'what is finalised says how it was answered, as the moderator left it',
    given: [
      ...withAnswers,
      {
        type: 'statement-value-changed',
        data: {
          statement: 'difference',
          from: 'some',
          to: 'great',
          reason: 'The record says more.',
          moderatorId: 'mona',
          subjectId: 'subject-1',
        },
      },
      was.upheld(),
      was.shared(),
      was.responseRequired(),
    ],
    when: { type: 'FinaliseAudit' },
    by: 'system',
    in: { settings: asking, on: '2026-06-02' },
    then: [
      {
        type: 'audit-finalised',
        data: {
          answers: [
            { question: 'risk-assessed', answer: 'no' },
            { question: 'plan-followed', answer: 'no' },
          ],
          statements: [{ statement: 'difference', value: 'great' }],
        },
      },
    ],
  },
  {
    name: 'after a return the answers are there again',
    given: [...withAnswers, was.returned()],
    when: { ...submit, grade: 'inadequate' },
    by: 'amir',
    in: { settings: asking },
    then: [
      {
        type: 'grade-resubmitted',
        data: {
          answers: [
            { question: 'risk-assessed', answer: 'no' },
            { question: 'plan-followed', answer: 'no' },
          ],
          statements: [{ statement: 'difference', value: 'some' }],
        },
      },
    ],
  },
  {
    name: 'an answer is put right',
    given: withAnswers,
    when: {
      type: 'CorrectRecord',
      corrects: 'event-1',
      change: { field: 'answer', question: 'risk-assessed', from: 'no', to: 'yes' },
      reason: 'It stands under another heading.',
    },
    by: 'cora',
    in: { settings: asking, facts: { recordedEvent: () => 'questions-answered' } },
    then: [{ type: 'record-corrected' }],
  },
  {
    name: 'but not to one that leaves no such overall grade, but for a reason',
    given: [
      ...until.grading,
      was.submitted({ grade: 'outstanding', answers: [{ question: 'plan-followed', answer: 'yes' }] }),
      was.moderationRequired(),
    ],
    when: {
      type: 'CorrectRecord',
      corrects: 'event-1',
      change: { field: 'answer', question: 'plan-followed', from: 'yes', to: 'no' },
      reason: 'A slip.',
      exceptionReason: 'A better plan was made.',
    },
    by: 'cora',
    in: { settings: asking, facts: { recordedEvent: () => 'questions-answered' } },
    then: [{ type: 'record-corrected' }, { type: 'overall-grade-excepted', data: { limits: ['plan-followed'] } }],
  },
  {
    name: 'nor to one that leaves its domain no such grade',
    given: [
      ...until.grading,
      was.submitted({
        domains: [{ domain: 'assessment', grade: 'good' }],
        answers: [{ question: 'risk-assessed', answer: 'yes' }],
      }),
      was.moderationRequired(),
    ],
    when: {
      type: 'CorrectRecord',
      corrects: 'event-1',
      change: { field: 'answer', question: 'risk-assessed', from: 'yes', to: 'no' },
      reason: 'A slip.',
    },
    by: 'cora',
    in: { settings: asking, facts: { recordedEvent: () => 'questions-answered' } },
    then: 'domain-grade-limited',
  },
  {
    name: 'the scale of a statement is put right',
    given: withAnswers,
    when: {
      type: 'CorrectRecord',
      corrects: 'event-1',
      change: { field: 'statement', statement: 'difference', from: 'some', to: 'little' },
      reason: 'A slip.',
    },
    by: 'cora',
    in: { settings: asking, facts: { recordedEvent: () => 'statement-written' } },
    then: [{ type: 'record-corrected' }],
  },
  {
    name: 'a rating the tool has not',
    given: until.grading,
    when: { ...contact, outcome: 'spoken', rating: 'goood' },
    by: 'amir',
    then: 'rating-unknown',
  },
  {
    name: 'a rating of the tool’s own words',
    given: until.grading,
    when: { ...contact, outcome: 'spoken', rating: 'very-helpful' },
    by: 'amir',
    in: {
      settings: heard({
        ratings: [
          { key: 'very-helpful', label: 'Very helpful' },
          { key: 'not-helpful', label: 'Not helpful' },
        ],
      }),
    },
    then: [{ type: 'family-contact-recorded', data: { rating: 'very-helpful' } }],
  },
  {
    name: 'that it is too early to say',
    given: until.grading,
    when: { ...contact, outcome: 'spoken', rating: 'too-early-to-say' },
    by: 'amir',
    in: { settings: heard({ tooEarlyToSay: true }) },
    then: [{ type: 'family-contact-recorded' }],
  },
  {
    name: 'which a tool may not offer',
    given: until.grading,
    when: { ...contact, outcome: 'spoken', rating: 'too-early-to-say' },
    by: 'amir',
    in: { settings: heard({ noRating: true }) },
    then: 'rating-unknown',
  },
  {
    name: 'an attempt that finds nobody',
    given: until.grading,
    when: { ...contact, outcome: 'no_answer' },
    by: 'amir',
    in: { settings: heard({ attempts: 2 }) },
    then: [{ type: 'family-contact-recorded', data: { outcome: 'no_answer' } }],
  },
  {
    name: 'where attempts are not counted',
    given: until.grading,
    when: { ...contact, outcome: 'no_answer' },
    by: 'amir',
    then: 'attempts-unasked',
  },
  {
    name: 'out of reach after too few attempts, one of them to reach somebody else',
    given: [...until.grading, tried('contact-1'), tried('contact-2', 'parent_or_carer')],
    when: { ...contact, outcome: 'unable' },
    by: 'amir',
    in: { settings: heard({ attempts: 2 }) },
    then: 'attempts-missing',
  },
  {
    name: 'out of reach after enough',
    given: [...until.grading, tried('contact-1'), tried('contact-2')],
    when: { ...contact, outcome: 'unable' },
    by: 'amir',
    in: { settings: heard({ attempts: 2 }) },
    then: [{ type: 'family-contact-recorded', data: { outcome: 'unable' } }],
  },
  {
    name: 'an attempt is no contact',
    given: [...familyNeeded, tried('contact-1')],
    when: submit,
    by: 'amir',
    in: { settings: heard({ attempts: 2 }) },
    then: 'family-contact-missing',
  },
  {
    name: 'unless it is put right to one',
    given: [
      ...familyNeeded,
      tried('contact-1'),
      {
        type: 'family-contact-corrected',
        data: {
          corrects: 'event-1',
          contactId: 'contact-1',
          with: 'child',
          outcome: 'spoken',
          rating: null,
          words: null,
          reason: 'She rang back.',
          subjectId: 'subject-1',
        },
      },
    ],
    when: submit,
    by: 'amir',
    in: { settings: heard({ attempts: 2 }) },
    then: [{ type: 'first-grade-submitted' }, { type: 'moderation-not-required' }],
  },
  {
    name: 'where the child and parents or carers are asked apart, one alone is not enough',
    given: [...familyNeeded, asked('child')],
    when: submit,
    by: 'amir',
    in: { settings: heard({ askedApart: ['child', 'parent_or_carer'] }) },
    then: 'family-members-missing',
  },
  {
    name: 'both are',
    given: [...familyNeeded, asked('child'), asked('parent_or_carer')],
    when: submit,
    by: 'amir',
    in: { settings: heard({ askedApart: ['child', 'parent_or_carer'] }) },
    then: [{ type: 'first-grade-submitted' }, { type: 'moderation-not-required' }],
  },
  {
    name: 'and each is recorded so',
    given: until.grading,
    when: { ...contact, outcome: 'declined' },
    by: 'amir',
    in: { settings: heard({ askedApart: ['child'] }) },
    then: [{ type: 'family-contact-recorded', data: { apart: true } }],
  },
  ...(['moderation', 'sharing', 'dispute-window', 'dispute', 'finalising'] as const).flatMap((stage): Scenario[] => [
    {
      name: `a family is heard late, in ${stage}`,
      given: until[stage],
      when: { ...contact, outcome: 'spoken', rating: 'good', words: 'It came late.' },
      by: 'amir',
      in: { settings: heard({ late: true }) },
      then: [{ type: 'family-contact-recorded' }],
      stage,
    },
    {
      name: `and not where the tool does not let it, in ${stage}`,
      given: until[stage],
      when: { ...contact, outcome: 'spoken', rating: 'good', words: 'It came late.' },
      by: 'amir',
      then: 'not-in-this-stage',
    },
  ]),
];
