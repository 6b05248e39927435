import { workingDays } from '#domain';
import type { QueuedAudit } from '#projections';
import { presentQueue } from './present-queue.js';

const audit = (more: Partial<QueuedAudit>): QueuedAudit & { caseId: string; caseLink: null } => ({
  auditId: 'a',
  reference: '4K7QF-2M9XC',
  activity: 'deep-dive',
  service: 'Assessment',
  team: 'North',
  period: '2026-05',
  scale: 'ofsted',
  blind: false,
  waitingSince: '2026-05-05',
  due: '2026-05-12',
  overdue: false,
  claimedBy: null,
  ownGradeGiven: false,
  firstGrade: 'good',
  reasons: ['random', 'new_auditor'],
  caseId: '0411852',
  caseLink: null,
  ...more,
});

const scales = [{ key: 'ofsted', label: 'Ofsted', grades: [{ key: 'good', label: 'Good' }] }];
const shown = (...audits: ReturnType<typeof audit>[]) =>
  presentQueue({ audits, personId: 'mo', today: '2026-05-07', calendar: workingDays(new Set()), scales });

describe('the moderation queue', () => {
  it('says the grade, why it came, how long it waits and by when it is due', () => {
    expect(shown(audit({})).waiting[0]).toMatchObject({
      why: 'Good. Chosen at random and a new auditor',
      waiting: '2 working days',
      due: '12 May 2026',
      near: 'in 3 working days',
    });
  });

  it('tells neither grade nor reason where it is moderated blind', () => {
    const [row] = shown(audit({ blind: true, firstGrade: null, reasons: null })).waiting;
    expect(row?.why).toBe('Blind: grade it yourself first');
  });

  it('sets what the moderator holds apart', () => {
    const { yours, waiting } = shown(audit({ claimedBy: 'mo' }), audit({}));
    expect([yours.length, waiting.length]).toEqual([1, 1]);
  });
});
