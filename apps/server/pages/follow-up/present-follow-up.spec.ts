import { workingDays } from '#domain';
import type { FollowUpRow } from '#projections';
import { FOLLOW_UP, FOLLOW_UP_STATUSES } from '#projections';
import { FOLLOW_UP_WORDS } from './follow-up-words.js';
import { presentFollowUp } from './present-follow-up.js';

const row: FollowUpRow = {
  auditId: 'a',
  reference: '4K7QF-2M9XC',
  activity: 'deep-dive',
  service: 'Assessment',
  team: null,
  teamId: null,
  period: '2026-05',
  stage: 'action-tracking',
  itemId: 'x',
  status: 'open',
  due: '2026-05-06',
  overdue: true,
  since: '2026-04-20',
  ownerId: 'pat',
  grade: null,
  openActions: 1,
  reauditOf: null,
  reauditId: null,
  linkedTo: null,
  response: null,
};

const around = {
  names: { pat: 'Pat Newtown', gone: null },
  scales: [],
  today: '2026-05-08',
  calendar: workingDays(new Set()),
} as const;

const shown = (more: Partial<FollowUpRow>) =>
  presentFollowUp([{ ...row, ...more, caseId: '0411852', caseLink: null }], { ...around, list: 'actions' })[0];

describe('what is followed up', () => {
  it('has words for every standing of every list', () => {
    for (const list of FOLLOW_UP)
      expect(Object.keys(FOLLOW_UP_WORDS[list].statuses).sort()).toEqual([...FOLLOW_UP_STATUSES[list]].sort());
  });

  it('is told by name, with how late it is', () => {
    expect(shown({})).toMatchObject({
      owner: 'Pat Newtown',
      team: 'Assessment',
      near: '2 working days late',
      isLate: true,
    });
  });

  it('says where nobody owes it, whose name is gone, and that nothing is due', () => {
    expect([shown({ ownerId: null })?.owner, shown({ ownerId: 'gone' })?.owner]).toEqual(['Nobody yet', 'Name erased']);
    expect(shown({ due: null, overdue: false })).toMatchObject({ due: 'Nothing is due', near: '' });
  });
});
