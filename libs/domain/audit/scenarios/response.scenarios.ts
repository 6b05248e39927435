import { foldDirectory } from '../../people/people-directory.js';
import { askingSettings, blindSettings, settings, withDeputy, without } from './council.fixture.js';
import { until, was } from './history.fixture.js';
import type { Scenario } from './scenario.fixture.js';

const asking = { settings: askingSettings };
/** An Inadequate whose plan a leader signs off. */
const shared = [
  ...until.sharing,
  was.shared(),
  was.responseRequired({ signedOffBy: 'leader', respondBy: '2026-05-28' }),
];
const written = [...shared, was.responseRecorded({ signOffBy: '2026-06-05', counted: null })];
const signed = [...written, was.signedOff({ reviewBy: '2026-06-26', counted: null, copies: ['lena', 'sam'] })];
const respond = { type: 'RecordResponse', plan: 'A new plan by Friday.' } as const;
const signOff = { type: 'SignOffResponse', note: null } as const;
const sendBack = { type: 'SendBackResponse', reason: 'Say who visits.' } as const;
const review = {
  type: 'ReviewResponse',
  on: '2026-05-28',
  found: 'Visits are weekly.',
  outcome: 'done',
  nextOn: null,
} as const;
const goOn = { ...review, outcome: 'continues' } as const;
const WINDOW = [
  'acknowledge:practitioner by priya until 2026-06-01',
  'acknowledge:team-manager by team-manager until 2026-06-01',
  'dispute-window by system until 2026-06-01',
];
const final = [...signed, was.finalised()];
const closed = { type: 'CloseAudit' } as const;

export const responseScenarios: readonly Scenario[] = [
  {
    name: 'the plan an Inadequate calls for is due in the days of its grade, and says who signs it off',
    given: until.sharing,
    when: { type: 'ShareOutcome' },
    by: 'cora',
    in: asking,
    then: [
      { type: 'outcome-shared' },
      { type: 'response-required', data: { respondBy: '2026-06-03', signedOffBy: 'leader' } },
    ],
  },
  {
    name: 'a grade may call for a plan by its own row alone',
    given: [...until.grading, was.submitted({ grade: 'requires_improvement' }), was.moderationNotRequired()],
    when: { type: 'ShareOutcome' },
    by: 'cora',
    in: asking,
    then: [
      { type: 'outcome-shared' },
      { type: 'response-required', data: { respondBy: '2026-06-10', signedOffBy: undefined } },
    ],
  },
  {
    name: 'a plan that is recorded waits for its signature',
    given: shared,
    when: respond,
    by: 'tom',
    in: asking,
    then: [{ type: 'response-recorded', data: { respondedBy: 'tom', signOffBy: '2026-06-05', reviewBy: undefined } }],
    owed: [...WINDOW, 'sign-off by signatory until 2026-06-05'],
  },
  {
    name: 'where nobody signs it off it stands, and its review is owed',
    given: [...until.sharing, was.shared(), was.responseRequired({ grade: 'requires_improvement' })],
    when: respond,
    by: 'tom',
    in: asking,
    then: [{ type: 'response-recorded', data: { reviewBy: '2026-06-19', signOffBy: undefined } }],
    owed: [...WINDOW, 'review by reviewer until 2026-06-19'],
  },
  {
    name: 'a plan is signed off, its review begins, and copies go to whom the settings name',
    given: written,
    when: { ...signOff, note: 'Good.' },
    by: 'lena',
    in: asking,
    then: [
      {
        type: 'response-signed-off',
        data: { signedOffBy: 'lena', note: 'Good.', reviewBy: '2026-06-26', copies: ['lena', 'sam'] },
      },
    ],
    owed: [...WINDOW, 'review by reviewer until 2026-06-26'],
  },
  {
    name: 'a copy goes to nobody who has left',
    given: written,
    when: signOff,
    by: 'lena',
    in: { ...asking, directory: without({ left: ['sam'] }) },
    then: [{ type: 'response-signed-off', data: { copies: ['lena'] } }],
  },
  {
    name: 'a plan is not signed off by who wrote it',
    given: [...shared, was.responseRecorded({ respondedBy: 'lena', signOffBy: '2026-06-05', counted: null })],
    when: signOff,
    by: 'lena',
    in: asking,
    then: 'plan-own',
  },
  {
    name: 'nor by who stands in for who wrote it',
    given: written,
    when: signOff,
    by: 'lena',
    in: { ...asking, directory: withDeputy('tom', 'lena') },
    then: 'plan-own',
  },
  {
    name: 'nor sent back by them',
    given: [...shared, was.responseRecorded({ respondedBy: 'lena', signOffBy: '2026-06-05', counted: null })],
    when: sendBack,
    by: 'lena',
    in: asking,
    then: 'plan-own',
  },
  { name: 'nor by anybody else', given: written, when: signOff, by: 'cora', in: asking, then: 'not-entitled' },
  {
    name: 'where no leader is there it falls on, and whoever it falls to signs it off',
    given: written,
    when: signOff,
    by: 'cora',
    in: { ...asking, directory: without({ away: ['lena', 'hana'] }) },
    then: [{ type: 'response-signed-off', data: { signedOffBy: 'cora' } }],
  },
  {
    name: 'or sends it back',
    given: written,
    when: sendBack,
    by: 'cora',
    in: { ...asking, directory: without({ away: ['lena', 'hana'] }) },
    then: [{ type: 'response-sent-back', data: { sentBackBy: 'cora' } }],
  },
  {
    name: 'a plan that is sent back is owed again, in the days of its grade',
    given: written,
    when: sendBack,
    by: 'lena',
    in: asking,
    then: [{ type: 'response-sent-back', data: { reason: 'Say who visits.', respondBy: '2026-06-03' } }],
    owed: [...WINDOW, 'respond by team-manager until 2026-06-03'],
  },
  {
    name: 'without a reason it is not sent back',
    given: written,
    when: { ...sendBack, reason: ' ' },
    by: 'lena',
    in: asking,
    then: 'text-blank',
  },
  {
    name: 'what was sent back is recorded again',
    given: [...written, was.sentBack()],
    when: respond,
    by: 'tom',
    in: asking,
    then: [{ type: 'response-recorded', data: { signOffBy: '2026-06-05' } }],
  },
  {
    name: 'a plan that was sent back is not signed off',
    given: [...written, was.sentBack()],
    when: signOff,
    by: 'lena',
    in: asking,
    then: 'response-missing',
  },
  {
    name: 'a plan is signed off once',
    given: signed,
    when: signOff,
    by: 'lena',
    in: asking,
    then: 'response-already-signed-off',
  },
  {
    name: 'a plan that need not be signed off is not',
    given: [...shared.slice(0, -1), was.responseRequired(), was.responseRecorded()],
    when: sendBack,
    by: 'lena',
    in: asking,
    then: 'sign-off-unasked',
  },
  {
    name: 'a plan is reviewed and done',
    given: signed,
    when: review,
    by: 'lena',
    in: asking,
    then: [{ type: 'response-reviewed', data: { on: '2026-05-28', outcome: 'done', reviewBy: undefined } }],
    owed: WINDOW,
  },
  {
    name: 'or goes on, and is reviewed again after as long',
    given: signed,
    when: goOn,
    by: 'lena',
    in: asking,
    then: [{ type: 'response-reviewed', data: { outcome: 'continues', reviewBy: '2026-06-26' } }],
    owed: [...WINDOW, 'review by reviewer until 2026-06-26'],
  },
  {
    name: 'or on the day that is agreed',
    given: signed,
    when: { ...goOn, nextOn: '2026-07-01' },
    by: 'lena',
    in: asking,
    then: [{ type: 'response-reviewed', data: { reviewBy: '2026-07-01', counted: null } }],
  },
  {
    name: 'a plan that is done has no next review',
    given: signed,
    when: { ...review, nextOn: '2026-07-01' },
    by: 'lena',
    in: asking,
    then: 'next-review-unasked',
  },
  {
    name: 'a review on a day to come',
    given: signed,
    when: { ...review, on: '2026-06-30' },
    by: 'lena',
    in: asking,
    then: 'date-in-future',
  },
  {
    name: 'a review that found nothing to say',
    given: signed,
    when: { ...review, found: '' },
    by: 'lena',
    in: asking,
    then: 'text-blank',
  },
  {
    name: 'a plan is not reviewed before it stands',
    given: written,
    when: review,
    by: 'lena',
    in: asking,
    then: 'review-not-due',
  },
  {
    name: 'nor by who wrote it',
    given: [
      ...shared,
      was.responseRecorded({ respondedBy: 'lena', signOffBy: '2026-06-05', counted: null }),
      was.signedOff({ signedOffBy: 'hana', reviewBy: '2026-06-26', counted: null }),
    ],
    when: review,
    by: 'lena',
    in: asking,
    then: 'plan-own',
  },
  {
    name: 'a review falls on where no leader is there',
    given: signed,
    when: review,
    by: 'cora',
    in: { ...asking, directory: without({ away: ['lena', 'hana'] }) },
    then: [{ type: 'response-reviewed', data: { reviewedBy: 'cora' } }],
  },
  {
    name: 'where nobody signs plans off a coordinator reviews them',
    given: [
      ...until.sharing,
      was.shared(),
      was.responseRequired({ grade: 'requires_improvement' }),
      was.responseRecorded({ reviewBy: '2026-06-19', counted: null }),
    ],
    when: review,
    by: 'cora',
    in: asking,
    then: [{ type: 'response-reviewed', data: { reviewedBy: 'cora' } }],
  },
  {
    name: 'an audit whose plan is unsigned does not close',
    given: [...written, was.finalised()],
    when: closed,
    by: 'cora',
    in: { ...asking, on: '2026-06-19' },
    then: 'response-unsigned',
  },
  {
    name: 'nor one whose plan was sent back',
    given: [...written, was.sentBack(), was.finalised()],
    when: closed,
    by: 'cora',
    in: asking,
    then: 'response-missing',
  },
  { name: 'nor one whose review is open', given: final, when: closed, by: 'system', in: asking, then: 'review-open' },
  {
    name: 'it closes once the plan is done',
    given: [
      ...final,
      {
        type: 'response-reviewed',
        data: { reviewedBy: 'lena', on: '2026-06-26', found: 'Done.', outcome: 'done', subjectId: 'subject-1' },
      },
    ],
    when: closed,
    by: 'system',
    in: { ...asking, on: '2026-06-30' },
    then: [{ type: 'audit-closed' }],
    stage: 'closed',
    owed: [],
  },
];

const submitted = (grade: string) => [...until.grading, was.submitted({ grade })];
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

const tracking = [...until['action-tracking'], was.responseRecorded()];
const agree = { type: 'AgreeAction', text: 'See the child.', ownerId: 'olu', due: null, domain: null } as const;
const today = { ...agree, urgency: 'today', managerId: 'tom' } as const;
const urgent = [
  ...tracking,
  was.actionAgreed({ due: '2026-05-29', urgency: 'today', managerId: 'tom', agreedBy: 'amir' }),
];
const acknowledge = { type: 'AcknowledgeAction', actionId: 'action-1', note: null } as const;
const link = { type: 'LinkAction', toAudit: 'audit-2', toAction: 'action-2' } as const;
const linked = {
  type: 'action-linked',
  data: { linkId: 'link-1', toAudit: 'audit-2', toAction: 'action-2', linkedBy: 'amir' },
} as const;

export const detailScenarios: readonly Scenario[] = [
  {
    name: 'an action for today is due today and acknowledged today by the manager named',
    given: tracking,
    when: today,
    by: 'amir',
    in: asking,
    then: [
      {
        type: 'action-agreed',
        data: { due: '2026-05-29', counted: null, urgency: 'today', managerId: 'tom', agreedBy: 'amir' },
      },
    ],
    owed: ['action:new-action by olu until 2026-05-29', 'acknowledge-action:new-action by tom until 2026-05-29'],
  },
  {
    name: 'also before the outcome is shared, on a day off too',
    given: until.sharing,
    when: today,
    by: 'amir',
    in: { ...asking, on: '2026-05-30' },
    then: [{ type: 'action-agreed', data: { due: '2026-05-30' } }],
    owed: [
      'share by amir until 2026-05-22',
      'action:new-action by olu until 2026-05-30',
      'acknowledge-action:new-action by tom until 2026-05-30',
    ],
  },
  {
    name: 'within five working days',
    given: tracking,
    when: { ...agree, urgency: '5-days' },
    by: 'amir',
    in: asking,
    then: [
      {
        type: 'action-agreed',
        data: { due: '2026-06-05', urgency: '5-days', counted: { from: '2026-05-29', days: 5 } },
      },
    ],
  },
  {
    name: 'within twenty',
    given: tracking,
    when: { ...agree, urgency: '20-days' },
    by: 'amir',
    in: asking,
    then: [{ type: 'action-agreed', data: { due: '2026-06-26', counted: { from: '2026-05-29', days: 20 } } }],
  },
  {
    name: 'not how urgent and a day as well',
    given: tracking,
    when: { ...agree, urgency: '5-days', due: '2026-07-01' },
    by: 'amir',
    in: asking,
    then: 'action-urgency-or-day',
  },
  {
    name: 'one for today names a manager',
    given: tracking,
    when: { ...today, managerId: null },
    by: 'amir',
    in: asking,
    then: 'manager-missing',
  },
  {
    name: 'who manages somebody',
    given: tracking,
    when: { ...today, managerId: 'olu' },
    by: 'amir',
    in: asking,
    then: 'manager-manages-nobody',
  },
  {
    name: 'who is in post',
    given: tracking,
    when: { ...today, managerId: 'gwen' },
    by: 'amir',
    in: asking,
    then: 'person-not-in-post',
  },
  {
    name: 'and is another than who agrees it',
    given: tracking,
    when: today,
    by: 'tom',
    in: asking,
    then: 'manager-own',
  },
  {
    name: 'no other names one',
    given: tracking,
    when: { ...agree, managerId: 'tom' },
    by: 'amir',
    in: asking,
    then: 'manager-unasked',
  },
  {
    name: 'an action comes from a finding and is for somebody',
    given: tracking,
    when: { ...agree, findingId: 'finding-1', scope: 'service' },
    by: 'amir',
    in: asking,
    then: [
      {
        type: 'action-agreed',
        data: { findingId: 'finding-1', scope: 'service', urgency: undefined, agreedBy: undefined },
      },
    ],
  },
  {
    name: 'from one that is there',
    given: tracking,
    when: { ...agree, findingId: 'finding-9' },
    by: 'amir',
    in: asking,
    then: 'finding-unknown',
  },
  {
    name: 'where the settings do not ask how urgent it is, nobody says',
    given: tracking,
    when: { ...agree, urgency: '5-days' },
    by: 'amir',
    then: 'action-urgency-unasked',
  },
  {
    name: 'nor whom it is for',
    given: tracking,
    when: { ...agree, scope: 'team' },
    by: 'amir',
    then: 'action-scope-unasked',
  },
  {
    name: 'nor from which finding it comes',
    given: tracking,
    when: { ...agree, findingId: 'finding-1' },
    by: 'amir',
    then: 'action-finding-unasked',
  },
  {
    name: 'the manager acknowledges it',
    given: urgent,
    when: acknowledge,
    by: 'tom',
    then: [{ type: 'action-acknowledged', data: { acknowledgedBy: 'tom' } }],
    owed: ['action:action-1 by olu until 2026-05-29'],
  },
  {
    name: 'or their deputy',
    given: urgent,
    when: acknowledge,
    by: 'sam',
    in: { directory: withDeputy('tom', 'sam') },
    then: [{ type: 'action-acknowledged', data: { acknowledgedBy: 'sam' } }],
  },
  {
    name: 'or whoever it falls to',
    given: urgent,
    when: acknowledge,
    by: 'lena',
    in: { directory: without({ away: ['tom'] }) },
    then: [{ type: 'action-acknowledged', data: { acknowledgedBy: 'lena' } }],
  },
  { name: 'nobody else', given: urgent, when: acknowledge, by: 'cora', then: 'not-entitled' },
  {
    name: 'nor who agreed it, as the manager’s deputy',
    given: urgent,
    when: acknowledge,
    by: 'amir',
    in: { directory: withDeputy('tom', 'amir') },
    then: 'urgent-action-own',
  },
  {
    name: 'once',
    given: [
      ...urgent,
      {
        type: 'action-acknowledged',
        data: { actionId: 'action-1', acknowledgedBy: 'tom', note: null, subjectId: 'subject-1' },
      },
    ],
    when: acknowledge,
    by: 'tom',
    then: 'action-not-to-acknowledge',
  },
  {
    name: 'what is done need not be acknowledged',
    given: [...urgent, was.actionCompleted()],
    when: acknowledge,
    by: 'tom',
    then: 'action-not-open',
  },
  {
    name: 'nor is it owed any more',
    given: urgent,
    when: { type: 'CancelAction', actionId: 'action-1', reason: 'Moved away.' },
    by: 'cora',
    then: [{ type: 'action-cancelled' }],
    owed: [],
  },
  {
    name: 'what is open elsewhere is linked and owed there alone',
    given: tracking,
    when: link,
    by: 'amir',
    in: { ...asking, facts: { actionNamed: 'open' } },
    then: [
      {
        type: 'action-linked',
        data: { linkId: 'new-link', toAudit: 'audit-2', toAction: 'action-2', linkedBy: 'amir' },
      },
    ],
    owed: [],
  },
  {
    name: 'what nobody knows of is not',
    given: tracking,
    when: link,
    by: 'amir',
    in: asking,
    then: 'linked-action-unknown',
  },
  {
    name: 'nor what is done',
    given: tracking,
    when: link,
    by: 'amir',
    in: { ...asking, facts: { actionNamed: 'verified' } },
    then: 'linked-action-not-open',
  },
  {
    name: 'nor twice',
    given: [...tracking, linked],
    when: link,
    by: 'amir',
    in: { ...asking, facts: { actionNamed: 'open' } },
    then: 'action-already-linked',
  },
  {
    name: 'nor where the settings do not ask',
    given: tracking,
    when: link,
    by: 'amir',
    in: { facts: { actionNamed: 'open' } },
    then: 'action-scope-unasked',
  },
];

const fileBy = { fileBy: '2026-06-09', counted: null };
const toFile = [...until.finalising, was.finalised({ because: 'dispute_resolved', ...fileBy }), was.responseRecorded()];
const file = { type: 'FileOnRecord', on: '2026-05-28', reference: 'Note 12.' } as const;

export const filingScenarios: readonly Scenario[] = [
  {
    name: 'a final audit is to be filed where the settings ask for it',
    given: until.finalising,
    when: { type: 'FinaliseAudit' },
    by: 'system',
    in: asking,
    then: [{ type: 'audit-finalised', data: { fileBy: '2026-06-05', counted: { from: '2026-05-29', days: 5 } } }],
    owed: ['respond by team-manager until 2026-06-01', 'file by amir until 2026-06-05'],
  },
  {
    name: 'also once its window has passed',
    given: until['dispute-window'],
    when: { type: 'FinaliseAudit' },
    by: 'system',
    in: { ...asking, on: '2026-06-02' },
    then: [{ type: 'audit-finalised', data: { fileBy: '2026-06-09' } }],
    owed: ['respond by team-manager until 2026-06-01', 'file by amir until 2026-06-09'],
  },
  {
    name: 'it is filed',
    given: toFile,
    when: file,
    by: 'amir',
    in: asking,
    then: [{ type: 'audit-filed', data: { on: '2026-05-28', recordReference: 'Note 12.', filedBy: 'amir' } }],
    owed: [],
  },
  {
    name: 'not on a day to come',
    given: toFile,
    when: { ...file, on: '2026-06-08' },
    by: 'amir',
    in: asking,
    then: 'date-in-future',
  },
  {
    name: 'not without saying where',
    given: toFile,
    when: { ...file, reference: '' },
    by: 'amir',
    in: asking,
    then: 'text-blank',
  },
  {
    name: 'whoever it falls to files it',
    given: toFile,
    when: file,
    by: 'hana',
    in: { ...asking, directory: without({ left: ['amir', 'cora', 'lena'] }) },
    then: [{ type: 'audit-filed', data: { filedBy: 'hana' } }],
  },
  {
    name: 'not twice',
    given: [
      ...toFile,
      {
        type: 'audit-filed',
        data: { on: '2026-06-03', recordReference: 'Note 12.', filedBy: 'amir', subjectId: 'subject-1' },
      },
    ],
    when: file,
    by: 'amir',
    in: asking,
    then: 'already-filed',
  },
  { name: 'not where nobody asks', given: tracking, when: file, by: 'amir', then: 'filing-unasked' },
  {
    name: 'until it is filed the audit does not close',
    given: toFile,
    when: closed,
    by: 'system',
    in: asking,
    then: 'summary-not-filed',
  },
];

const schedule = { type: 'ScheduleReaudit', dueOn: null } as const;

/** What a grade calls for, where whoever owes it has left. */
const noLeader = { ...asking, directory: without({ left: ['lena', 'hana'] }) };
/** Nobody is left above the manager, and the coordinator has one of her own, to whom it does not fall. */
const gone = without({ left: ['tom', 'lena', 'hana'] });
const managed = foldDirectory([{ type: 'person-changed', data: { ...gone.person('cora')!, managerId: 'sam' } }], gone);
const NOBODY_NAMED = { headsOfService: [], programmeLead: null, disputesPanel: { roles: [], people: [] } };
/** The settings name a head of service to sign plans off, and nobody is it. */
const headless = [
  ...until.sharing,
  was.shared(),
  was.responseRequired({ signedOffBy: 'head_of_service', respondBy: '2026-05-28' }),
  was.responseRecorded({ signOffBy: '2026-06-05', counted: null }),
];
const headlessCouncil = { settings: { ...askingSettings, responsibilities: NOBODY_NAMED } };
export const responseFallenScenarios: readonly Scenario[] = [
  {
    name: 'the service has no head: a coordinator signs the plan off',
    given: headless,
    when: signOff,
    by: 'cora',
    in: headlessCouncil,
    then: [{ type: 'response-signed-off', data: { signedOffBy: 'cora' } }],
  },
  {
    name: 'the service has no head: a coordinator sends the plan back',
    given: headless,
    when: sendBack,
    by: 'cora',
    in: headlessCouncil,
    then: [{ type: 'response-sent-back', data: { sentBackBy: 'cora' } }],
  },
  {
    name: 'the service has no head: a coordinator reviews the plan',
    given: [...headless, was.signedOff({ signedOffBy: 'lena', reviewBy: '2026-06-26', counted: null })],
    when: review,
    by: 'cora',
    in: headlessCouncil,
    then: [{ type: 'response-reviewed', data: { reviewedBy: 'cora' } }],
  },
  {
    name: 'the leaders have left: the coordinator signs the plan off',
    given: written,
    when: signOff,
    by: 'cora',
    in: noLeader,
    then: [{ type: 'response-signed-off', data: { signedOffBy: 'cora' } }],
  },
  {
    name: 'or sends it back',
    given: written,
    when: sendBack,
    by: 'cora',
    in: noLeader,
    then: [{ type: 'response-sent-back' }],
  },
  {
    name: 'and reviews it',
    given: signed,
    when: review,
    by: 'cora',
    in: noLeader,
    then: [{ type: 'response-reviewed' }],
  },
  {
    name: 'an action for today, whose manager has left, is acknowledged by whoever it falls to',
    given: urgent,
    when: acknowledge,
    by: 'lena',
    in: { ...asking, directory: without({ left: ['tom'] }) },
    then: [{ type: 'action-acknowledged' }],
  },
  {
    name: 'and by the coordinator, where all above that manager have left too',
    given: urgent,
    when: acknowledge,
    by: 'cora',
    in: { ...asking, directory: managed },
    then: [{ type: 'action-acknowledged', data: { acknowledgedBy: 'cora' } }],
  },
];

export const reauditShareScenarios: readonly Scenario[] = [
  {
    name: 'where shares make up all, each audit is of one of them, drawn from its id',
    given: tracking,
    when: schedule,
    by: 'system',
    in: asking,
    then: [
      {
        type: 'reaudit-drawn',
        data: {
          grade: 'inadequate',
          shares: [
            { share: 50, afterMonths: 3 },
            { share: 50, afterMonths: 6 },
          ],
          seed: 'reaudit:audit-1:inadequate',
          afterMonths: 3,
        },
      },
      { type: 'reaudit-scheduled', data: { dueOn: '2026-08-29' } },
    ],
  },
  {
    name: 'an audit beyond the shares is not audited again, and the draw is recorded',
    given: [
      ...until.grading,
      was.submitted({ grade: 'good' }),
      was.moderationNotRequired(),
      was.shared({ grade: 'good', disputeBy: null }),
      was.finalised({ firstGrade: 'good', finalGrade: 'good' }),
    ],
    when: schedule,
    by: 'system',
    in: asking,
    then: [{ type: 'reaudit-drawn', data: { grade: 'good', afterMonths: null } }],
  },
  {
    name: 'and is drawn once',
    given: [
      ...tracking,
      {
        type: 'reaudit-drawn',
        data: { grade: 'inadequate', shares: [], seed: 'reaudit:audit-1:inadequate', key: '00', afterMonths: null },
      },
    ],
    when: schedule,
    by: 'system',
    in: asking,
    then: 'reaudit-not-asked-for',
  },
  {
    name: 'a coordinator plans one all the same',
    given: tracking,
    when: { ...schedule, dueOn: '2026-09-01' },
    by: 'cora',
    in: asking,
    then: [{ type: 'reaudit-scheduled', data: { dueOn: '2026-09-01' } }],
  },
];
