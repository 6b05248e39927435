import { until, was } from './history.fixture.js';
import { asking, tracking } from './responses.fixture.js';
import type { Scenario } from './scenario.fixture.js';

const schedule = { type: 'ScheduleReaudit', dueOn: null } as const;

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
