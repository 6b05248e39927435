import { GivenLog } from '../views/given.fixture.js';
import { asAuditEvent } from '../domain-events.js';
import { answerToGrade } from './answer-to-grade.js';
import { AuditStory } from './audit-story.fixture.js';

const TODAY = '2026-07-10';
const story = (auditId = 'poor') => new AuditStory(new GivenLog(), auditId);
const graded = () => story().upToGrading().submitted('inadequate').withoutModeration().shared('inadequate');
const answered = ({ events }: AuditStory, today = TODAY) => answerToGrade(events.map(asAuditEvent), today);

describe('what was done about a grade', () => {
  it('is nothing yet while the plan is due, and late once that day has passed', () => {
    const due = graded().responseRequired();
    const planDue = answered(due)?.planDue ?? '';
    expect(answered(due)).toMatchObject({ status: 'plan-due', planGivenOn: null, timesSentBack: 0, isLate: true });
    expect(answered(due, planDue)).toMatchObject({ status: 'plan-due', isLate: false });
  });

  it('is the plan, its actions and the re-audit, each with its day', () => {
    const acted = graded()
      .responseRequired()
      .responded()
      .finalised('inadequate')
      .action('x', '2026-06-30')
      .action('y')
      .actionCompleted('y')
      .action('z')
      .actionCancelled('z')
      .reauditScheduled('again');
    expect(answered(acted)).toMatchObject({
      status: 'actions-open',
      planGivenOn: expect.stringMatching(/^2026-05-/),
      actions: { open: 1, overdue: 1, completed: 1, verified: 0, cancelled: 1 },
      reauditId: 'again',
      reauditDue: expect.stringMatching(/^2026-/),
      isLate: true,
      facts: { finalGrade: 'inadequate' },
    });
    expect(answered(acted, '2026-06-01')).toMatchObject({ actions: { open: 1, overdue: 0 } });
  });

  it('is what was known at each moment, whatever came later', () => {
    const whole = graded().responseRequired().responded().finalised('inadequate').action('x').actionCompleted('x');
    const statuses = whole.events.map((_, index) => {
      const known = whole.events.slice(0, index + 1).map(asAuditEvent);
      return answerToGrade(known, TODAY)?.status ?? null;
    });
    const at = (type: string): number => whole.events.findIndex((event) => event.type === type);
    expect(statuses[at('outcome-shared')]).toBeNull();
    expect(statuses[at('response-required')]).toBe('plan-due');
    expect(statuses[at('response-recorded')]).toBe('plan-given');
    expect(statuses[at('action-agreed')]).toBe('actions-open');
  });

  it('is not known of an audit that was imported, and of none that never began', () => {
    expect(answered(story().imported())).toMatchObject({ status: null, planDue: null, reauditId: null, isLate: false });
    expect(answerToGrade([], TODAY)).toBeNull();
  });
});
