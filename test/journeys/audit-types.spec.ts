import { AuditByApi, Town, drawAudits } from '../support/index.js';

/** What each type's course holds, besides what every audit's does. */
const COURSES = [
  { activity: 'deep-dive', firstStage: 'conversation', conversation: true, graded: true },
  { activity: 'case-file', firstStage: 'grading', conversation: false, graded: true },
  { activity: 'foster-carer', firstStage: 'conversation', conversation: true, graded: true },
  { activity: 'supervision', firstStage: 'conversation', conversation: true, graded: true },
  { activity: 'multi-agency', firstStage: 'conversation', conversation: true, graded: true },
  // its conversation is optional and left out here
  { activity: 'ungraded', firstStage: 'conversation', conversation: false, graded: false },
] as const;

const EVERY = [
  'audit-selected',
  'auditor-allocated',
  'audit-accepted',
  'first-grade-submitted',
  'outcome-shared',
  'audit-finalised',
  'audit-closed',
];
const OF_CONVERSATION = ['conversation-recorded'];
const OF_GRADES = [
  'domain-graded',
  'moderation-required',
  'moderation-claimed',
  'grade-upheld',
  'outcome-acknowledged',
];

describe('the audit types, from a draw to closure', () => {
  let town: Town;
  beforeAll(async () => {
    town = await Town.open();
  }, 120_000);
  afterAll(() => town.close());

  it('are the six the settings start with', () => {
    expect(town.settings.auditTypes.map(({ key }) => key).sort()).toEqual(
      COURSES.map(({ activity }) => activity).sort(),
    );
  });

  it.each(COURSES)(
    'go their way: $activity',
    async ({ activity, firstStage, conversation, graded }) => {
      const [auditId = ''] = await drawAudits(town, activity, 1);
      const audit = new AuditByApi(town, auditId);
      await audit.accepted();
      expect((await audit.now()).stage).toBe(firstStage);
      if (conversation) await audit.conversed();
      const grade = graded ? 'outstanding' : null;
      await audit.drafted(activity, { grade: 'outstanding' });
      await audit.submitted({ grade });
      if (graded) {
        expect((await audit.now()).stage).toBe('moderation');
        await audit.does('Mo', 'claim-moderation');
        await audit.does('Mo', 'uphold-grade');
      }
      expect((await audit.now()).stage).toBe('sharing');
      await audit.does('Ann', 'share');
      if (graded) {
        await audit.does('Pat', 'acknowledge-outcome');
        await audit.does('Tess', 'acknowledge-outcome');
      }
      await audit.comesTo('action-tracking');
      const { position } = await audit.does('Cora', 'close');

      const cora = town.as('Cora');
      const { rows } = await cora.reads<{ rows: readonly object[] }>(`audits?after=${position}&activity=${activity}`);
      expect(rows).toEqual([expect.objectContaining({ auditId, stage: 'closed', finalGrade: grade })]);
      const { timeline } = await cora.reads<{ timeline: readonly { type: string }[] }>(`audits/${auditId}/timeline`);
      const told = new Set(timeline.map(({ type }) => type));
      const expected = [...EVERY, ...(conversation ? OF_CONVERSATION : []), ...(graded ? OF_GRADES : [])];
      expect(expected.filter((type) => !told.has(type))).toEqual([]);
      const skipped = [...(conversation ? [] : OF_CONVERSATION), ...(graded ? [] : OF_GRADES)];
      expect(skipped.filter((type) => told.has(type))).toEqual([]);
    },
    120_000,
  );
});
