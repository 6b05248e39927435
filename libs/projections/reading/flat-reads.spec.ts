import Database from 'better-sqlite3';
import { GivenLog } from '../views/given.fixture.js';
import { AuditStory } from '../audits/audit-story.fixture.js';
import { standing } from '../audits/people-of-the-council.fixture.js';
import { activityView } from '../views/activity/projection.js';
import { countActivity, countNotDone, measureTimeliness } from '../views/activity/queries.js';
import { FOLLOW_UP, FOLLOW_UP_STATUSES } from '../views/follow-up/items.js';
import { followUp } from '../views/follow-up/projection.js';
import { FOLLOW_UP_SORTS, followUpPage } from '../views/follow-up/queries.js';
import { auditBoard } from '../views/audit-board/projection.js';
import { BOARD_SORTS, auditBoardPage, searchBoard } from '../views/audit-board/queries.js';
import type { BoardFilter } from '../views/audit-board/queries.js';
import { tasksView } from '../views/tasks/projection.js';
import {
  countOwnerless,
  countTasksByPerson,
  lateByOwner,
  overduePage,
  ownerlessPage,
  tasksOfPage,
  tasksPage,
} from '../views/tasks/queries.js';
import { ddlOf } from '../view.js';
import type { View } from '../view.js';
import { ExplainedRows } from './explained-rows.fixture.js';

/** Tables with as many rows as there are kinds of things, people and teams, whatever the audits. */
const SMALL = ['counts', 'holders', 'late', 'import_not_whole', 'not_done', 'stayed', 'stayed_longest'];
const PEOPLE = ['kim', 'ann', 'mo', 'pat', 'mel', 'dee', 'lee'];

function explained(view: View): ExplainedRows {
  const log = new GivenLog();
  new AuditStory(log, 'a').selected();
  new AuditStory(log, 'b').upToGrading().concern('c1').submitted().withoutModeration().shared().disputed();
  const db = new Database(':memory:');
  db.exec(ddlOf(view));
  view.projector(db).apply(log.events);
  return new ExplainedRows(db);
}

const PERIOD_ON = ['2026-05', 'REF-a', 'a'];

describe('no list walks all audits, nor sorts them, whoever asks for it and whatever it is narrowed to', () => {
  it('of the board', () => {
    const rows = explained(auditBoard);
    const filters: readonly BoardFilter[] = [
      {},
      { stage: 'grading' },
      { stage: 'conversation' },
      { service: 'Assessment' },
      { teamId: 'north' },
      { activity: 'case-file' },
      { period: '2026-05' },
      { sampleId: 'may' },
      { origin: 'sample' },
      { personId: 'pat' },
      { overdueOn: '2027-01-01' },
      { stage: 'grading', teamId: 'north', personId: 'pat' },
    ];
    for (const personId of PEOPLE)
      for (const filter of filters)
        for (const sort of BOARD_SORTS)
          for (const after of [undefined, PERIOD_ON])
            auditBoardPage(rows, standing(personId), filter, { sort, after, limit: 1 });
    for (const personId of PEOPLE)
      searchBoard(
        rows,
        standing(personId),
        { auditIds: ['a'], subjectIds: ['s-a'], people: ['pat', 'ann'], teams: ['north'] },
        { limit: 1 },
      );
    expect(rows.walks(SMALL)).toEqual([]);
  });

  const followed = (personId: string): ExplainedRows => {
    const rows = explained(followUp);
    for (const list of FOLLOW_UP)
      for (const filter of [
        {},
        { status: FOLLOW_UP_STATUSES[list][0] },
        { teamId: 'north' },
        { service: 'Assessment' },
        { ownerId: 'pat' },
        { overdueOn: '2027-01-01' },
      ])
        for (const sort of FOLLOW_UP_SORTS)
          for (const after of [undefined, ['2026-05-01', 'REF-a', 'x']])
            followUpPage(rows, standing(personId), list, filter, { sort, after, limit: 1 });
    return rows;
  };

  it.each(['kim', 'mo', 'lee'])('of what is followed up, by %s', (personId) => {
    expect(followed(personId).walks(SMALL)).toEqual([]);
  });

  // Sorted, and no more than is theirs: by another index each of their audits would be looked for among all items.
  it.each(['ann', 'pat', 'mel', 'dee'])('of what is followed up, by %s, who reads a part', (personId) => {
    const ways = followed(personId).waysTo('items');
    expect(ways.length).toBeGreaterThan(0);
    for (const way of ways) expect(way).toContain('audit_id=?');
  });

  it('of activity', () => {
    const rows = explained(activityView);
    for (const filter of [
      {},
      { from: '2026-04', to: '2026-06' },
      { activity: 'case-file' },
      { service: 'Assessment' },
      { team: 'North' },
    ]) {
      for (const by of [[], ['team'], ['activity', 'service', 'team', 'month']] as const)
        countActivity(rows, by, filter);
      countNotDone(rows, filter);
      measureTimeliness(rows, filter);
    }
    expect(rows.walks(SMALL)).toEqual([]);
  });

  it('of tasks', () => {
    const rows = explained(tasksView);
    for (const personId of PEOPLE)
      for (const after of [undefined, ['2026-05-01', 'REF-a', 'a', 'grade']]) {
        const paging = { after, limit: 1 };
        for (const other of [
          { ...paging, sort: 'latest' as const },
          { ...paging, teamId: 'north' },
        ]) {
          tasksPage(rows, standing(personId), other);
          overduePage(rows, '2026-05-11', null, other);
          ownerlessPage(rows, standing(personId), { ...other, after: after && ['1', ...after] });
        }
        lateByOwner(rows, '2027-01-01', 'north');
        tasksPage(rows, standing(personId), paging);
        tasksOfPage(rows, personId, '2026-05-11', paging);
        overduePage(rows, '2026-05-11', null, paging);
        for (const owner of lateByOwner(rows, '2027-01-01')) overduePage(rows, '2027-01-01', owner, paging);
        ownerlessPage(rows, standing(personId), { after: after && ['1', ...after], limit: 1 });
        countOwnerless(rows, standing(personId));
      }
    countTasksByPerson(rows);
    expect(rows.walks(SMALL)).toEqual([]);
  });

  it('would be found to', () => {
    const rows = explained(auditBoard);
    rows.all('SELECT * FROM board WHERE scale = ? ORDER BY team', 'ofsted');
    rows.all('SELECT audit_id FROM board WHERE period = ? ORDER BY audited_on', '2026-05');
    expect(rows.walks(SMALL)).toHaveLength(3);
  });
});
