import type { Actor } from '../actor.js';
import type { DecisionContext } from '../decision-context.js';
import type { GradeResponse } from './programme-settings.js';
import { specOf } from '../given.fixture.js';
import type { OverallGradeLimit } from '../grading/overall-grade-limit.js';
import { isRefusal } from '../refusal.js';
import type { ProposedSettings } from './commands.js';
import { settings } from './decide.js';
import { DEFAULT_NOTIFICATIONS, DEFAULT_RESPONSIBILITIES, defaultSettings } from './default-settings.js';
import type { SettingsEvent } from './events.js';
import { currentSettings, evolveSettings, NOTHING_PUBLISHED, settingsAt } from './published-settings.js';
import { settingsProblems } from './settings-problems.js';

const context = (role: Actor['roles'][number] = 'coordinator'): DecisionContext => ({
  actor: { id: 'p1', roles: [role] },
  now: '2024-05-13T09:00:00.000Z',
  today: '2024-05-13',
  newId: (what) => `id-of-${what}`,
});
const given = specOf(settings, () => context());
const DEFAULTS = defaultSettings('Westmere');
const published = (version: number, changed: Partial<ProposedSettings> = {}): SettingsEvent => ({
  type: 'programme-settings-published',
  data: { settings: { ...DEFAULTS, ...changed, version }, note: 'A reason' },
});
const publish = (changed: Partial<ProposedSettings>) =>
  ({ type: 'PublishSettings', settings: { ...DEFAULTS, ...changed }, note: 'A reason' }) as const;
const [firstTool, ...otherTools] = DEFAULTS.tools;
const [firstType, ...otherTypes] = DEFAULTS.auditTypes;
if (!firstTool || !firstType) throw new Error('The defaults have a tool and an audit type');

describe('publishing settings', () => {
  it('gives the next version', () => {
    given().when(publish({})).then(published(1));
    given(published(1))
      .when(publish({ smallNumber: 6 }))
      .then(published(2, { smallNumber: 6 }));
  });

  it('adds no version that says the same as the current one', () => {
    given(published(1)).when(publish({})).then();
    given(published(1), published(2, { smallNumber: 6 }))
      .when(publish({}))
      .then(published(3));
  });

  it('is the administrator’s, the coordinator’s and, on a first run, the engine’s', () => {
    for (const role of ['administrator', 'system'] as const) {
      expect(isRefusal(given().when(publish({}), context(role)).answer)).toBe(false);
    }
    given().when(publish({}), context('leader')).refused('role-missing', 'not-allowed');
  });

  it('needs a note', () => {
    given()
      .when({ ...publish({}), note: ' ' })
      .refused('note-missing', 'invalid');
  });

  it('gives a changed tool a new version', () => {
    const renamed = { ...firstTool, label: 'Practice conversation' };
    given(published(1))
      .when(publish({ tools: [renamed, ...otherTools] }))
      .refused('settings-tool-version');
    const tools = [{ ...renamed, version: 2 }, ...otherTools];
    given(published(1)).when(publish({ tools })).then(published(2, { tools }));
    given(published(1, { tools })).when(publish({})).refused('settings-tool-version');
  });

  it('says everything that is wrong at once', () => {
    const { answer } = given().when(publish({ smallNumber: -1, auditorCapacity: 0 }));
    expect(answer).toMatchObject({
      sentence: expect.stringMatching(/An auditor must be able to hold .*\. The smallest number .*\./),
    });
  });

  const deadlines = DEFAULTS.deadlines;
  const limit: OverallGradeLimit = {
    key: 'inadequate-domain',
    label: 'No Good overall with an Inadequate domain',
    scale: 'ofsted',
    noBetterThan: 'requires_improvement',
    atLeast: 1,
    ofDomains: null,
    gradedAtBest: 'inadequate',
    exception: 'none',
  };
  const response: GradeResponse = {
    grade: 'inadequate',
    moderatedBy: ['leader'],
    planDueInWorkingDays: 3,
    signedOffBy: 'coordinator',
    reviewAfterWorkingDays: 20,
    copiesTo: { roles: [], people: [] },
  };
  const after = (more: Partial<GradeResponse>): Partial<ProposedSettings> => ({
    responseByGrade: [{ ...response, ...more }],
  });
  const moreTime = { offered: true, managerUpToWorkingDays: 5, decidedBy: [], decideWithinWorkingDays: 2 };
  const share = { grade: 'good', share: 60, afterMonths: 3 };
  it.each<[string, Partial<ProposedSettings>]>([
    ['settings-grade-unknown', after({ grade: 'poor' })],
    ['settings-response', { responseByGrade: [response, response] }],
    ['settings-response', after({ moderatedBy: ['inspector'] })],
    ['settings-response', after({ moderatedBy: ['head_of_service'] })],
    ['settings-response', after({ signedOffBy: 'programme_lead' })],
    ['settings-response', after({ signedOffBy: 'team_manager' })],
    ['settings-response', after({ copiesTo: { roles: ['administrator'], people: [] } })],
    ['settings-response', after({ planDueInWorkingDays: 1.5 })],
    ['settings-response', after({ reviewAfterWorkingDays: -1 })],
    ['settings-response', after({ grade: 'good', planDueInWorkingDays: null, signedOffBy: null })],
    ['settings-response', after({ grade: 'good', planDueInWorkingDays: null, reviewAfterWorkingDays: null })],
    ['settings-response-blind', { ...after({}), moderation: { ...DEFAULTS.moderation, blind: true } }],
    ['settings-reaudit', { reaudit: [{ ...share, share: 0 }] }],
    ['settings-reaudit', { reaudit: [{ ...share, afterMonths: 1.5 }] }],
    ['settings-reaudit', { reaudit: [share, { ...share, share: 10 }] }],
    ['settings-reaudit', { reaudit: [share, { ...share, afterMonths: 6 }] }],
    ['settings-grade-unknown', { reaudit: [{ ...share, grade: 'poor' }] }],
    ['settings-approval', { approvals: { substitution: [], exemption: ['inspector'], withdrawal: [] } }],
    ['settings-approval', { approvals: { substitution: ['team_manager'], exemption: [], withdrawal: [] } }],
    ['settings-approval', { approvals: { substitution: [], exemption: [], withdrawal: ['head_of_service'] } }],
    ['settings-approval', { approvals: { substitution: [], exemption: [], withdrawal: ['programme_lead'] } }],
    ['settings-extensions', { extensions: { ...moreTime, managerUpToWorkingDays: -1 } }],
    ['settings-extensions', { extensions: { ...moreTime, decideWithinWorkingDays: 1.5 } }],
    ['settings-extensions', { extensions: { ...moreTime, decidedBy: ['auditor'] } }],
    ['settings-extensions', { extensions: { ...moreTime, decidedBy: ['programme_lead'] } }],
    ['settings-retention', { retention: { childAudits: 0, carerAudits: null, supervisionAudits: null, people: 1 } }],
    [
      'settings-retention',
      { retention: { childAudits: null, carerAudits: null, supervisionAudits: null, people: 1.5 } },
    ],
    ['settings-filing', { fileWithinWorkingDays: 0.5 }],
    ['settings-council', { council: ' ' }],
    ['settings-scale', { scales: [...DEFAULTS.scales, ...DEFAULTS.scales.slice(0, 1)] }],
    ['settings-scale', { scales: DEFAULTS.scales.map((scale) => ({ ...scale, label: '' })) }],
    [
      'settings-scale',
      { scales: [...DEFAULTS.scales, { key: 'one', label: 'One', grades: [{ key: 'g', label: 'G' }] }] },
    ],
    ['settings-concordance', { concordances: [{ from: 'ofsted', to: 'other', source: 'Policy', grades: {} }] }],
    [
      'settings-concordance',
      { concordances: [{ from: 'ofsted', to: 'good-adequate-inadequate', source: 'Policy', grades: { good: 'ok' } }] },
    ],
    ['settings-tool', { tools: [...DEFAULTS.tools, firstTool] }],
    ['settings-tool', { tools: [{ ...firstTool, key: 'Deep Dive' }, ...otherTools] }],
    ['settings-tool-version', { tools: [{ ...firstTool, version: 0 }, ...otherTools] }],
    ['settings-tool-scale', { tools: [{ ...firstTool, scale: 'stars' }, ...otherTools] }],
    ['settings-lookback', { tools: [{ ...firstTool, lookbackMonths: 0.5 }, ...otherTools] }],
    [
      'settings-domain',
      { tools: [{ ...firstTool, domains: [...firstTool.domains, ...firstTool.domains] }, ...otherTools] },
    ],
    ['settings-standard', { tools: [{ ...firstTool, standards: [{ key: 'a b', label: 'A' }] }, ...otherTools] }],
    ['settings-theme', { tools: [{ ...firstTool, themes: ['Drift', 'Drift'] }, ...otherTools] }],
    ['settings-audit-type', { auditTypes: [] }],
    ['settings-audit-type', { auditTypes: [...DEFAULTS.auditTypes, firstType] }],
    ['settings-audit-type-tool', { auditTypes: [{ ...firstType, tool: 'none' }, ...otherTypes] }],
    ['settings-audit-type-scale', { auditTypes: [{ ...firstType, tool: 'ungraded' }, ...otherTypes] }],
    [
      'settings-audit-type-scale',
      {
        auditTypes: [
          { ...firstType, graded: false, stages: { ...firstType.stages, moderation: 'skipped' } },
          ...otherTypes,
        ],
      },
    ],
    [
      'settings-audit-type-moderation',
      { auditTypes: [...DEFAULTS.auditTypes, { ...firstType, key: 'review', graded: false, tool: 'ungraded' }] },
    ],
    ['settings-overall-grade', { overallGradeLimits: [limit, limit] }],
    ['settings-overall-grade', { overallGradeLimits: [{ ...limit, label: ' ' }] }],
    ['settings-overall-grade', { overallGradeLimits: [{ ...limit, scale: 'stars' }] }],
    // A grade of the other scale, which no concordance carries over.
    ['settings-overall-grade', { overallGradeLimits: [{ ...limit, noBetterThan: 'adequate' }] }],
    ['settings-overall-grade', { overallGradeLimits: [{ ...limit, gradedAtBest: 'poor' }] }],
    ['settings-overall-grade', { overallGradeLimits: [{ ...limit, noBetterThan: 'outstanding' }] }],
    ['settings-overall-grade', { overallGradeLimits: [{ ...limit, ofDomains: ['weather'] }] }],
    ['settings-overall-grade', { overallGradeLimits: [{ ...limit, ofDomains: ['planning', 'planning'] }] }],
    ['settings-overall-grade', { overallGradeLimits: [{ ...limit, ofDomains: [] }] }],
    ['settings-overall-grade', { overallGradeLimits: [{ ...limit, ofDomains: ['planning'], atLeast: 2 }] }],
    ['settings-overall-grade', { overallGradeLimits: [{ ...limit, atLeast: 0 }] }],
    ['settings-overall-grade', { overallGradeLimits: [{ ...limit, atLeast: 1.5 }] }],
    ['settings-overall-grade', { overallGradeLimits: [{ ...limit, atLeast: 99 }] }],
    ['settings-deadline', { deadlines: { ...deadlines, grade: -1 } }],
    ['settings-deadline', { deadlines: { ...deadlines, share: 1.5 } }],
    ['settings-deadline', { deadlines: { ...deadlines, actionByGrade: { inadequate: -10 } } }],
    ['settings-grade-unknown', { deadlines: { ...deadlines, actionByGrade: { poor: 10 } } }],
    ['settings-moderation-percentage', { moderation: { ...DEFAULTS.moderation, percentage: 101 } }],
    ['settings-moderation-percentage', { moderation: { ...DEFAULTS.moderation, percentage: Number.NaN } }],
    ['settings-new-auditor', { moderation: { ...DEFAULTS.moderation, risk: { grades: [], newAuditorFirst: -1 } } }],
    [
      'settings-grade-unknown',
      { moderation: { ...DEFAULTS.moderation, risk: { grades: ['poor'], newAuditorFirst: 0 } } },
    ],
    ['settings-grade-unknown', { responseGrades: ['poor'] }],
    ['settings-grade-unknown', { reauditGrades: ['poor'] }],
    ['settings-sample-size', { draw: { ...DEFAULTS.draw, size: { kind: 'fixed', count: 0 } } }],
    ['settings-sample-percentage', { draw: { ...DEFAULTS.draw, size: { kind: 'percent', percent: 101 } } }],
    ['settings-quotas', { draw: { ...DEFAULTS.draw, size: { kind: 'fixed', count: 2 }, quotas: { North: 2 } } }],
    ['settings-quotas-and-size', { draw: { ...DEFAULTS.draw, stratum: 'team', quotas: { North: 2 } } }],
    ['settings-reserves-per-selected', { draw: { ...DEFAULTS.draw, reservesPerSelected: -1 } }],
    ['settings-cooldown', { draw: { ...DEFAULTS.draw, cooldownMonths: -1 } }],
    ['settings-draw-activity', { draw: { ...DEFAULTS.draw, activity: 'none' } }],
    ['settings-excluded-months', { excludedMonths: [0] }],
    ['settings-excluded-months', { excludedMonths: [13] }],
    ['settings-excluded-months', { excludedMonths: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] }],
    ['settings-capacity', { auditorCapacity: 0 }],
    ['settings-reminders', { reminderOffsets: [1, 1] }],
    ['settings-reminders', { reminderOffsets: [0.5] }],
    [
      'settings-ladder',
      {
        escalationLadder: [
          { workingDaysOverdue: 5, to: 'owner' },
          { workingDaysOverdue: 5, to: 'manager' },
        ],
      },
    ],
    [
      'settings-head-of-service',
      {
        responsibilities: {
          ...DEFAULT_RESPONSIBILITIES,
          headsOfService: [
            { service: 'Early Help', personId: 'p1' },
            { service: ' early  help', personId: 'p2' },
          ],
        },
      },
    ],
    [
      'settings-disputes-panel',
      { responsibilities: { ...DEFAULT_RESPONSIBILITIES, disputesPanel: { roles: [], people: [] } } },
    ],
    [
      'settings-disputes-panel',
      { responsibilities: { ...DEFAULT_RESPONSIBILITIES, disputesPanel: { roles: ['inspector'], people: [] } } },
    ],
    [
      'settings-quiet-hours',
      { notifications: { ...DEFAULT_NOTIFICATIONS, quietHours: { from: '08:00', to: '18:00' } } },
    ],
    [
      'settings-quiet-hours',
      { notifications: { ...DEFAULT_NOTIFICATIONS, quietHours: { from: '24:00', to: '08:00' } } },
    ],
    ['settings-digest', { notifications: { ...DEFAULT_NOTIFICATIONS, digestAt: '07:59' } }],
    ['settings-small-number', { smallNumber: -1 }],
    ['settings-case-link', { caseLink: 'https://cases.example.gov.uk/' }],
    ['settings-case-link', { caseLink: 'javascript:alert({id})' }],
  ])('is refused with %s for %j', (code, changed) => {
    given().when(publish(changed)).refused(code, 'invalid');
  });

  it('accepts what a council may well want', () => {
    const wanted: Partial<ProposedSettings> = {
      excludedMonths: [8, 12],
      caseLink: 'https://cases.example.gov.uk/record/{id}',
      draw: { ...DEFAULTS.draw, size: { kind: 'fixed', count: 5 }, stratum: 'service', quotas: { CIN: 3, CLA: 2 } },
      concordances: [
        {
          from: 'good-adequate-inadequate',
          to: 'ofsted',
          source: 'QA framework 2014',
          grades: { good: 'good', inadequate: 'inadequate' },
        },
      ],
      responseGrades: ['inadequate', 'requires_improvement'],
      independence: { caseHolder: true, manager: true, sameTeam: false, lineReport: false },
      auditorCapacity: null,
      overallGradeLimits: [
        limit,
        { ...limit, key: 'voice', ofDomains: ['voice-of-the-child'], exception: 'with-reason' },
        { ...limit, key: 'several', noBetterThan: 'inadequate', atLeast: 3 },
      ],
    };
    expect(settingsProblems({ ...DEFAULTS, ...wanted })).toEqual([]);
  });
});

describe('published settings', () => {
  const history = [published(1), published(2, { smallNumber: 6 })].reduce(evolveSettings, NOTHING_PUBLISHED);

  it('are kept version by version', () => {
    expect(settingsAt(history, 1)?.smallNumber).toBe(5);
    expect(settingsAt(history, 2)).toBe(currentSettings(history));
    expect([settingsAt(history, 0), settingsAt(history, 3)]).toEqual([null, null]);
    expect(currentSettings(NOTHING_PUBLISHED)).toBeNull();
  });
});

describe('the default settings', () => {
  it('have the six audit types and the deadlines of the framework', () => {
    expect(settingsProblems(DEFAULTS)).toEqual([]);
    expect(DEFAULTS.auditTypes.map(({ key }) => key)).toEqual([
      'deep-dive',
      'case-file',
      'foster-carer',
      'supervision',
      'multi-agency',
      'ungraded',
    ]);
    expect(deadlinesOf(DEFAULTS)).toEqual([2, 15, 10, 5, 2, 5, 20, 10, 60]);
  });
});

function deadlinesOf({ deadlines }: ProposedSettings) {
  const { accept, grade, moderate, dispute, share, respond, actionByGrade, reaudit } = deadlines;
  return [
    accept,
    grade,
    moderate,
    dispute,
    share,
    respond,
    actionByGrade.requires_improvement,
    actionByGrade.inadequate,
    reaudit,
  ];
}
