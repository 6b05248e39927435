import { askingSettings, blindSettings, settings, without } from './council.fixture.js';
import { until, was } from './history.fixture.js';
import { asking, submitted } from './responses.fixture.js';
import type { Scenario } from './scenario.fixture.js';

const claimed = [...submitted('good'), was.moderationRequired({ reasons: ['random'] }), was.claimed()];
const passedOn = [
  ...claimed,
  {
    type: 'moderation-passed-on',
    data: {
      moderatorId: 'mona',
      to: 'inadequate',
      rationale: 'Nobody visits.',
      domains: [],
      by: ['head_of_service'],
      moderateBy: '2026-06-12',
      counted: null,
      subjectId: 'subject-1',
    },
  },
] as const;
const toInadequate = { type: 'ChangeGrade', grade: 'inadequate', rationale: 'Nobody visits.', domains: [] } as const;
const submit = {
  type: 'SubmitFirstGrade',
  grade: 'inadequate',
  rationale: 'So.',
  auditedOn: '2026-05-18',
  atRisk: false,
  riskReason: null,
} as const;
const forHead = [...submitted('inadequate'), was.moderationRequired({ reasons: ['grade'], by: ['head_of_service'] })];

export const passedOnScenarios: readonly Scenario[] = [
  {
    name: 'an Inadequate goes to whom the settings name, whatever the policy',
    given: until.grading,
    when: submit,
    by: 'amir',
    in: {
      settings: { ...askingSettings, moderation: { ...settings.moderation, risk: { grades: [], newAuditorFirst: 0 } } },
    },
    then: [
      { type: 'first-grade-submitted' },
      { type: 'moderation-required', data: { reasons: ['grade'], by: ['head_of_service'] } },
    ],
    owed: ['moderate by moderator until 2026-06-12'],
  },
  {
    name: 'another grade does not',
    given: until.grading,
    when: { ...submit, grade: 'outstanding' },
    by: 'amir',
    in: asking,
    then: [{ type: 'first-grade-submitted' }, { type: 'moderation-required', data: { by: undefined } }],
  },
  {
    name: 'the head of service claims it',
    given: forHead,
    when: { type: 'ClaimModeration' },
    by: 'hana',
    in: asking,
    then: [{ type: 'moderation-claimed', data: { moderatorId: 'hana', inPlace: undefined } }],
  },
  {
    name: 'a moderator does not',
    given: forHead,
    when: { type: 'ClaimModeration' },
    by: 'mona',
    in: asking,
    then: 'not-entitled',
  },
  {
    name: 'the head of service decides it',
    given: [...forHead, was.claimed('hana')],
    when: { type: 'UpholdGrade', rationale: null },
    by: 'hana',
    in: asking,
    then: [{ type: 'grade-upheld', data: { moderatorId: 'hana' } }],
  },
  {
    name: 'where the head of service is not there it falls on',
    given: forHead,
    when: { type: 'ClaimModeration' },
    by: 'lena',
    in: { ...asking, directory: without({ left: ['hana'] }) },
    then: [{ type: 'moderation-claimed', data: { inPlace: true } }],
  },
  {
    name: 'a moderator who would change it to an Inadequate passes it on',
    given: claimed,
    when: toInadequate,
    by: 'mona',
    in: asking,
    then: [{ type: 'moderation-passed-on', data: { moderatorId: 'mona', to: 'inadequate', by: ['head_of_service'] } }],
    stage: 'moderation',
    owed: ['moderate by moderator until 2026-06-12'],
  },
  {
    name: 'and it is no longer theirs',
    given: passedOn,
    when: toInadequate,
    by: 'mona',
    in: asking,
    then: 'moderation-not-claimed',
  },
  {
    name: 'whoever it is passed on to decides',
    given: [...passedOn, was.claimed('hana')],
    when: toInadequate,
    by: 'hana',
    in: asking,
    then: [{ type: 'grade-changed', data: { from: 'good', to: 'inadequate' } }],
    stage: 'sharing',
  },
  {
    name: 'whoever it fell to decides, and does not pass it on again',
    given: [...passedOn, { type: 'moderation-claimed', data: { moderatorId: 'lena', inPlace: true } }],
    when: toInadequate,
    by: 'lena',
    in: { ...asking, directory: without({ left: ['hana'] }) },
    then: [{ type: 'grade-changed' }],
  },
  {
    name: 'a revised grade that others moderate leaves the claim to them',
    given: [
      ...submitted('good'),
      was.moderationRequired(),
      was.claimed(),
      was.returned(),
      was.resubmitted({ revisedGrade: 'inadequate', by: ['head_of_service'] }),
    ],
    when: { type: 'ClaimModeration' },
    by: 'hana',
    in: asking,
    then: [{ type: 'moderation-claimed' }],
  },
  {
    name: 'moderated blind nobody is named',
    given: until.grading,
    when: submit,
    by: 'amir',
    in: { settings: blindSettings },
    then: [{ type: 'first-grade-submitted' }, { type: 'moderation-required', data: { by: undefined, blind: true } }],
  },
];
