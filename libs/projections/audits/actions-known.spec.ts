import { GivenLog } from '../views/given.fixture.js';
import { asAuditEvent } from '../domain-events.js';
import { actionsKnown } from './actions-known.js';
import { AuditStory } from './audit-story.fixture.js';

const acted = () =>
  new AuditStory(new GivenLog(), 'acted')
    .upToGrading()
    .submitted()
    .withoutModeration()
    .shared()
    .finalised()
    .action('x', '2026-06-30')
    .action('y', '2026-06-30', 'ann')
    .actionCompleted('y')
    .actionReopened('y', '2026-07-20')
    .later(3)
    .actionCompleted('y')
    .later(4)
    .actionVerified('y')
    .action('z')
    .actionCancelled('z');

const known = ({ events }: AuditStory, today: string, count = events.length) =>
  actionsKnown(events.slice(0, count).map(asAuditEvent), today);

describe('the actions of an audit', () => {
  it('are what became of each, with when it was done last and verified', () => {
    const [x, y, z] = known(acted(), '2026-07-10');
    expect(x).toMatchObject({ ownerId: 'pat', status: 'open', isOverdue: true, isReopened: false, completedOn: null });
    expect(y).toMatchObject({ ownerId: 'ann', status: 'verified', isOverdue: false, isReopened: true });
    const days = Date.parse(y?.verifiedOn ?? '') - Date.parse(y?.completedOn ?? '');
    expect(days).toBe(4 * 86_400_000);
    expect(z).toMatchObject({ status: 'cancelled', isOverdue: false });
    expect(known(acted(), '2026-06-30')[0]).toMatchObject({ isOverdue: false });
  });

  it('are at each moment what was known then', () => {
    const story = acted();
    const first = story.events.findIndex(({ type }) => type === 'action-agreed');
    expect(known(story, '2026-07-10', first)).toEqual([]);
    const statuses = story.events.map((_, index) => known(story, '2026-07-10', index + 1)[1]?.status ?? null);
    expect(statuses.filter((status, index) => status !== statuses[index - 1])).toEqual([
      null,
      'open',
      'completed',
      'open',
      'completed',
      'verified',
    ]);
  });
});
