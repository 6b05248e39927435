import { AuditStory } from '../../audits/audit-story.fixture.js';
import { standing } from '../../audits/people-of-the-council.fixture.js';
import { keyIn } from '../../reading/page-by-key.js';
import type { Key } from '../../reading/page-by-key.js';
import { GivenLog, anySplitGivesTheSameRows, projected } from '../given.fixture.js';
import { FOLLOW_UP } from './items.js';
import { followUp } from './projection.js';
import { FOLLOW_UP_ORDERS, FOLLOW_UP_SORTS, followUpPage } from './queries.js';
import type { FollowUpFilter } from './queries.js';
import type { FollowUpList } from './items.js';

function given(): GivenLog {
  const log = new GivenLog();
  new AuditStory(log, 'risk').upToGrading().concern('c1').concern('c2').concernAcknowledged('c2');
  new AuditStory(log, 'safe').upToGrading().concern('c3').concernAcknowledged('c3').concernResolved('c3');
  new AuditStory(log, 'poor').upToGrading().submitted('inadequate').withoutModeration().shared().responseRequired();
  new AuditStory(log, 'disputed').upToGrading().submitted().withoutModeration().shared().disputed();
  const acted = new AuditStory(log, 'acted').upToGrading().submitted().withoutModeration().shared().finalised();
  acted
    .action('x', '2026-06-30')
    .action('y', '2026-05-10', 'ann')
    .actionCompleted('y')
    .action('z')
    .actionCancelled('z');
  for (const again of ['planned', 'begun'] as const)
    new AuditStory(log, again)
      .upToGrading()
      .submitted()
      .withoutModeration()
      .shared()
      .finalised()
      .reauditScheduled(`re-${again}`);
  new AuditStory(log, 're-begun').selected({ reauditOf: 'begun' });
  new AuditStory(log, 'south').selected({ teamId: 'south', team: 'South', practitionerId: null });
  return log;
}

const rows = projected(followUp, given().events);

function list(name: FollowUpList, personId: string, filter: FollowUpFilter = {}) {
  const { rows: items, counts } = followUpPage(rows, standing(personId), name, filter, { limit: 50 });
  return { items: items.map(({ auditId, itemId, status }) => `${auditId} ${itemId} ${status}`), counts };
}

describe('what is followed up', () => {
  it('is, for a coordinator, all of it, soonest due first, with how many there are of each', () => {
    expect(list('actions', 'kim')).toEqual({
      items: ['acted x open', 'acted y completed', 'acted z cancelled'],
      counts: { open: 1, completed: 1, cancelled: 1 },
    });
    expect(list('concerns', 'kim').counts).toEqual({ raised: 1, acknowledged: 1, resolved: 1 });
    expect(list('disputes', 'kim')).toEqual({ items: ['disputed dispute open'], counts: { open: 1 } });
    expect(list('inadequates', 'kim')).toEqual({ items: ['poor response plan-due'], counts: { 'plan-due': 1 } });
    expect(list('reaudits', 'kim').items.sort()).toEqual(['planned re-planned planned', 're-begun reaudit under-way']);
  });

  it('is found by where it stands, by team, by owner and by what is late', () => {
    expect(list('actions', 'kim', { status: 'open' }).items).toEqual(['acted x open']);
    expect(list('actions', 'kim', { ownerId: 'ann' }).items).toEqual(['acted y completed']);
    expect(list('actions', 'kim', { overdueOn: '2026-07-01' }).items).toEqual(['acted x open']);
    expect(list('concerns', 'kim', { teamId: 'south' })).toEqual({ items: [], counts: {} });
  });

  it('is, for everybody else, what they may read of it', () => {
    expect(list('actions', 'pat').items).toEqual(['acted x open', 'acted y completed', 'acted z cancelled']);
    expect(list('concerns', 'pat')).toEqual({ items: [], counts: {} });
    expect(list('concerns', 'mel').items).toHaveLength(3);
    expect(list('disputes', 'mel').items).toEqual(['disputed dispute open']);
    expect(list('inadequates', 'max')).toEqual({ items: [], counts: {} });
  });

  it('is sorted by what is due soonest, or by what began last', () => {
    for (const name of FOLLOW_UP)
      for (const personId of ['kim', 'mel']) {
        const page = (sort?: 'due' | 'newest') =>
          followUpPage(rows, standing(personId), name, {}, { sort, limit: 50 }).rows;
        const dues = page().map(({ due }) => due ?? '9999-12-31');
        expect(dues).toEqual([...dues].sort());
        const begun = page('newest').map(({ since }) => since);
        expect(begun).toEqual([...begun].sort().reverse());
        expect(new Set(page('newest').map(({ itemId }) => itemId))).toEqual(
          new Set(page().map(({ itemId }) => itemId)),
        );
      }
  });

  it('comes in pages that put together are the list', () => {
    for (const name of FOLLOW_UP)
      for (const [sort, personId] of FOLLOW_UP_SORTS.flatMap((one) =>
        ['kim', 'mel', 'pat', 'ann'].map((who) => [one, who] as const),
      )) {
        const whole = followUpPage(rows, standing(personId), name, {}, { sort, limit: 50 }).rows;
        const found = [];
        let after: Key | undefined;
        for (let more = true; more;) {
          const page = followUpPage(rows, standing(personId), name, {}, { sort, after, limit: 1 });
          found.push(...page.rows);
          after = page.next === null ? undefined : (keyIn(page.next, FOLLOW_UP_ORDERS[sort]) ?? undefined);
          more = after !== undefined;
        }
        expect([name, sort, personId, found]).toEqual([name, sort, personId, whole]);
      }
  });

  it('is the same however the log is cut into batches, its counts too', () =>
    anySplitGivesTheSameRows(followUp, given().events));
});
