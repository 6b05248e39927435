import type { Stage } from '../../workflow/stages.js';
import { askingSettings, settings, without, withDeputy } from './council.fixture.js';
import { until, was } from './history.fixture.js';
import type { Scenario } from './scenario.fixture.js';

const asking = { settings: askingSettings };
const ask = {
  type: 'AskForExtension',
  obligation: 'action:action-1',
  to: '2026-06-12',
  reason: 'The family is away.',
} as const;
const grant = { type: 'DecideExtension', extensionId: 'extension-1', outcome: 'granted', note: null } as const;
const decline = { ...grant, outcome: 'declined', note: 'See the child first.' } as const;

const SINCE_SHARING = ['sharing', 'dispute-window', 'dispute', 'finalising', 'action-tracking'] as const;
const owing = (stage: Stage) => [...until[stage], was.actionAgreed()];
const asked = (stage: Stage) => [...owing(stage), was.extensionAsked()];
const forGrading = was.extensionAsked({
  obligation: 'grade',
  askedBy: 'amir',
  from: '2026-06-03',
  to: '2026-06-08',
});
const forModerating = was.extensionAsked({
  obligation: 'moderate',
  askedBy: 'mona',
  from: '2026-06-04',
  to: '2026-06-08',
});
/** Longer than a line manager decides on. */
const longer = [
  ...owing('sharing'),
  was.extensionAsked({ to: '2026-07-31', managerDecides: false, by: ['coordinator'] }),
];
const refused = (name: string, then: string, changed: Partial<Scenario>): Scenario =>
  ({ name, given: owing('sharing'), when: ask, by: 'olu', in: asking, then, ...changed }) as Scenario;

export const extensionScenarios: readonly Scenario[] = [
  ...SINCE_SHARING.map((stage): Scenario => ({
    name: `whoever owes an action asks for more time while the audit is in ${stage}`,
    given: owing(stage),
    when: ask,
    by: 'olu',
    in: asking,
    then: [
      {
        type: 'extension-asked',
        data: {
          askedBy: 'olu',
          from: '2026-06-08',
          to: '2026-06-12',
          managerDecides: true,
          by: ['coordinator'],
          decideBy: '2026-06-02',
        },
      },
    ],
    stage,
  })),
  ...(['conversation', 'grading'] as const).map((stage): Scenario => ({
    name: `the auditor does for grading, in ${stage}`,
    given: until[stage],
    when: { ...ask, obligation: 'grade' },
    by: 'amir',
    in: asking,
    then: [{ type: 'extension-asked', data: { obligation: 'grade', from: '2026-06-03' } }],
    owed: ['grade by amir until 2026-06-03', 'decide-extension:new-extension by extension-decider until 2026-06-02'],
  })),
  {
    name: 'the moderator does for moderating',
    given: until.moderation,
    when: { ...ask, obligation: 'moderate' },
    by: 'mona',
    in: asking,
    then: [{ type: 'extension-asked', data: { obligation: 'moderate' } }],
  },
  {
    name: 'the team manager does for the response plan',
    given: until['dispute-window'],
    when: { ...ask, obligation: 'respond', to: '2026-06-03' },
    by: 'tom',
    in: asking,
    then: [{ type: 'extension-asked', data: { obligation: 'respond', askedBy: 'tom' } }],
  },
  {
    name: 'who stands in for them asks in their place',
    given: until.grading,
    when: { ...ask, obligation: 'grade' },
    by: 'ada',
    in: { ...asking, directory: withDeputy('amir', 'ada') },
    then: [{ type: 'extension-asked', data: { askedBy: 'ada' } }],
  },
  {
    name: 'a longer time is for whom the council names, not for the line manager',
    given: owing('sharing'),
    when: { ...ask, to: '2026-06-16' },
    by: 'olu',
    in: asking,
    then: [{ type: 'extension-asked', data: { managerDecides: false } }],
  },
  {
    name: 'where the council names nobody, for whoever approves usually',
    given: owing('sharing'),
    when: ask,
    by: 'olu',
    in: {
      settings: {
        ...askingSettings,
        extensions: { offered: true, managerUpToWorkingDays: 0, decidedBy: [], decideWithinWorkingDays: 2 },
      },
    },
    then: [
      {
        type: 'extension-asked',
        data: { managerDecides: false, by: ['coordinator', 'leader', 'head_of_service', 'programme_lead'] },
      },
    ],
  },
  refused('nobody asks where the council does not offer it', 'extensions-not-offered', { in: { settings } }),
  refused('nor for what another owes', 'extension-not-yours', {
    given: [...until.sharing, was.actionAgreed(), was.actionAgreed({ actionId: 'action-2', ownerId: 'otto' })],
    when: { ...ask, obligation: 'action:action-2' },
  }),
  refused('nor who owes nothing for which it is asked', 'extension-nothing-owed', { by: 'priya' }),
  refused('nor once it is late', 'extension-nothing-owed', { in: { ...asking, on: '2026-06-09' } }),
  refused('nor while an earlier request waits', 'extension-nothing-owed', { given: asked('sharing') }),
  refused('nor for what is due the same day', 'extension-nothing-owed', {
    given: [...until.sharing, was.actionAgreed({ managerId: 'tom', agreedBy: 'amir', urgency: 'today' })],
  }),
  refused('an earlier date is no more time', 'extension-not-later', { when: { ...ask, to: '2026-06-05' } }),
  refused('a day that there is not is refused', 'date-unknown', { when: { ...ask, to: '2026-06-31' } }),
  refused('a reason is needed', 'text-blank', { when: { ...ask, reason: ' ' } }),
  ...SINCE_SHARING.map((stage): Scenario => ({
    name: `the line manager grants it in ${stage}, and what is owed is due later`,
    given: asked(stage),
    when: grant,
    by: 'sam',
    in: asking,
    then: [
      { type: 'extension-decided', data: { outcome: 'granted', askedBy: 'olu', decidedBy: 'sam', to: '2026-06-12' } },
    ],
    stage,
  })),
  ...(['conversation', 'grading'] as const).map((stage): Scenario => ({
    name: `granted in ${stage}, the audit is to be graded by the new day`,
    given: [...until[stage], forGrading],
    when: grant,
    by: 'lena',
    in: asking,
    then: [{ type: 'extension-decided' }],
    owed: ['grade by amir until 2026-06-08'],
  })),
  {
    name: 'granted in moderation, it is to be moderated by the new day',
    given: [...until.moderation, forModerating],
    when: grant,
    by: 'lena',
    in: asking,
    then: [{ type: 'extension-decided' }],
    owed: ['moderate by mona until 2026-06-08'],
  },
  {
    name: 'declined, it is due when it was',
    given: [...until.grading, forGrading],
    when: decline,
    by: 'lena',
    in: asking,
    then: [{ type: 'extension-decided', data: { outcome: 'declined', note: 'See the child first.' } }],
    owed: ['grade by amir until 2026-06-03'],
  },
  {
    name: 'whom the council names may decide on a short one too',
    given: asked('sharing'),
    when: grant,
    by: 'cora',
    in: asking,
    then: [{ type: 'extension-decided' }],
  },
  {
    name: 'and alone on a longer one',
    given: longer,
    when: grant,
    by: 'cora',
    in: asking,
    then: [{ type: 'extension-decided', data: { to: '2026-07-31' } }],
  },
  {
    name: 'where the line manager has left, it falls to theirs',
    given: asked('sharing'),
    when: grant,
    by: 'hana',
    in: { ...asking, directory: without({ left: ['sam'] }) },
    then: [{ type: 'extension-decided', data: { decidedBy: 'hana' } }],
  },
  {
    name: 'where the only one who may decide is who asks, it falls on',
    given: [
      ...until.sharing,
      was.actionAgreed({ ownerId: 'cora' }),
      was.extensionAsked({ askedBy: 'cora', managerDecides: false }),
    ],
    when: grant,
    by: 'lena',
    in: asking,
    then: [{ type: 'extension-decided', data: { decidedBy: 'lena' } }],
  },
  refused('the line manager does not decide on a longer one', 'not-entitled', {
    given: longer,
    when: grant,
    by: 'sam',
  }),
  refused('who asks does not decide', 'not-entitled', { given: asked('sharing'), when: grant }),
  refused('whatever their role', 'extension-own', {
    given: [
      ...until.sharing,
      was.actionAgreed({ ownerId: 'cora' }),
      was.extensionAsked({ askedBy: 'cora', managerDecides: false }),
    ],
    when: grant,
    by: 'cora',
  }),
  refused('a decline says why', 'text-blank', { given: asked('sharing'), when: { ...decline, note: null }, by: 'sam' }),
  refused('there is nothing to decide once it is decided', 'extension-unknown', {
    given: [...asked('sharing'), was.extensionDecided('declined')],
    when: grant,
    by: 'cora',
  }),
  refused('nor once what it was asked for is done', 'extension-unknown', {
    given: [...asked('sharing'), was.actionCompleted()],
    when: grant,
    by: 'cora',
  }),
  {
    name: 'a day that was granted is not counted again when the calendar changes',
    given: [...owing('sharing'), was.extensionAsked(), was.extensionDecided('granted')],
    when: { type: 'MoveDeadlines', because: 'closure-added' },
    by: 'system',
    in: { ...asking, closures: ['2026-05-22', '2026-06-01', '2026-06-02', '2026-06-03'] },
    then: [{ type: 'deadlines-moved' }],
    owed: ['share by amir until 2026-05-26', 'action:action-1 by olu until 2026-06-12'],
  },
];
