import { foldDirectory } from '#domain';
import type { PeopleEvent } from '#domain';
import { AuditStory } from '../../audits/audit-story.fixture.js';
import { directory, standing } from '../../audits/people-of-the-council.fixture.js';
import { GivenLog, anySplitGivesTheSameRows, everything, projected } from '../given.fixture.js';
import { tasksView } from './projection.js';
import { keyIn } from '../../reading/page-by-key.js';
import type { Key, Order, Page } from '../../reading/page-by-key.js';
import {
  OWNERLESS_ORDERS,
  TASK_ORDERS,
  countOwnerless,
  countTasksByPerson,
  lateByOwner,
  listTasksOn,
  overduePage,
  ownerlessPage,
  tasksOfPage,
  tasksPage,
} from './queries.js';
import type { OwnerlessTask, TaskPaging, TaskRow } from './queries.js';

function given(): GivenLog {
  const log = new GivenLog();
  new AuditStory(log, 'new').selected();
  new AuditStory(log, 'accept').selected().allocated();
  new AuditStory(log, 'grade').upToGrading().concern('c1');
  new AuditStory(log, 'talk').selected().allocated().accepted().invited('2026-05-12', 'mel');
  new AuditStory(log, 'queue').upToGrading().submitted().toModeration(true);
  new AuditStory(log, 'claimed').upToGrading().submitted().toModeration().claimed();
  new AuditStory(log, 'shared').upToGrading().submitted().withoutModeration().shared().responseRequired();
  new AuditStory(log, 'disputed').upToGrading().submitted().withoutModeration().shared().disputed();
  const actions = new AuditStory(log, 'actions').upToGrading().submitted().withoutModeration().shared().finalised();
  actions
    .action('x', '2026-06-30')
    .action('y', '2026-06-30', 'ann')
    .actionCompleted('y')
    .action('z')
    .actionCancelled('z');
  new AuditStory(log, 'done').upToGrading().submitted().withoutModeration().shared().finalised().closed();
  new AuditStory(log, 'gone').selected().ended('audit-withdrawn');
  new AuditStory(log, 'old').imported().corrected({ field: 'finalGrade', from: 'good', to: 'inadequate' });
  return log;
}
const rows = projected(tasksView, given().events);
/** A list to its end, two rows a page. */
function whole<Row>(order: Order, pageFrom: (paging: TaskPaging) => Page<Row>): readonly Row[] {
  const all: Row[] = [];
  let after: Key | undefined;
  for (let more = true; more;) {
    const page = pageFrom({ after, limit: 2 });
    expect(page.rows.length).toBeLessThanOrEqual(2);
    all.push(...page.rows);
    after = page.next === null ? undefined : (keyIn(page.next, order) ?? undefined);
    more = after !== undefined;
  }
  return all;
}
type Council = Parameters<typeof tasksPage>[1];
const listTasks = (council: Council): readonly TaskRow[] =>
  whole(TASK_ORDERS.due, (paging) => tasksPage(rows, council, paging));
const listOwnerlessTasks = (council: Council): readonly OwnerlessTask[] =>
  whole(OWNERLESS_ORDERS.due, (paging) => ownerlessPage(rows, council, paging));
const listTasksOf = (personId: string, today: string): readonly TaskRow[] =>
  whole(TASK_ORDERS.due, (paging) => tasksOfPage(rows, personId, today, paging));
const listOverdueTasks = (today: string): readonly TaskRow[] =>
  whole(TASK_ORDERS.due, (paging) => overduePage(rows, today, null, paging));
const tasks = (personId: string, today?: string): string[] =>
  listTasks(standing(personId, today)).map(({ auditId, key }) => `${auditId} ${key}`);

describe('the tasks of', () => {
  it('an auditor are their own audits', () => {
    expect(tasks('ann')).toEqual(['accept accept', 'grade grade', 'talk grade']);
  });

  it('a coordinator are what nobody else can take up', () => {
    expect(tasks('kim')).toEqual(['new allocate', 'disputed resolve-dispute', 'actions verify:y']);
  });

  it('a moderator are what they hold, and what they may claim', () => {
    expect(tasks('mo')).toEqual(['claimed moderate', 'queue moderate']);
  });

  it('a moderator of the team of the case are none of its moderations', () => {
    expect(tasks('max')).toEqual([]);
  });

  it('a practitioner are conversations to prepare for, outcomes to acknowledge and actions', () => {
    expect(tasks('pat')).toEqual(['talk prepare:pat', 'shared acknowledge:practitioner', 'actions action:x']);
  });

  it('a team manager are concerns, responses and outcomes of their team, and conversations they are invited to', () => {
    expect(tasks('mel')).toEqual([
      'grade concern:c1',
      'talk prepare:mel',
      'shared acknowledge:team-manager',
      'shared respond',
    ]);
  });

  it('a leader are the disputes they may decide', () => {
    expect(tasks('lee')).toEqual(['disputed resolve-dispute']);
  });

  it('a deputy include those of the absent, as long as they are', () => {
    const ofPat = ['talk prepare:pat', 'shared acknowledge:practitioner', 'actions action:x'];
    expect(tasks('dee', '2026-05-12')).toEqual(expect.arrayContaining(ofPat));
    expect(tasks('dee', '2026-05-13').filter((task) => ofPat.includes(task))).toEqual([]);
  });
});

describe('what nobody who owes it is there for', () => {
  const ownerless = (council: Council): string[] =>
    listOwnerlessTasks(council).map(
      ({ auditId, key, gap, owners }) =>
        `${auditId} ${key}: ${gap}, ${owners.map(({ personId }) => personId).join(' ')}`,
    );

  it('is nothing while everybody is there or has a deputy', () => {
    expect(ownerless(standing('kim'))).toEqual([]);
  });

  it('is listed with why and to whom it has fallen, at once when people change, and is among their tasks', () => {
    const gone = foldDirectory(
      ['mel', 'dee'].flatMap((personId): PeopleEvent[] => {
        const person = directory.person(personId);
        return person === undefined ? [] : [{ type: 'person-changed', data: { ...person, to: '2026-04-30' } }];
      }),
      directory,
    );
    const council = { ...standing('kim'), directory: gone };
    expect(ownerless(council)).toEqual([
      'grade concern:c1: no-manager-in-post, kim',
      'talk prepare:mel: left, ann',
      'shared acknowledge:team-manager: no-manager-in-post, kim',
      'shared respond: no-manager-in-post, kim',
    ]);
    expect([countOwnerless(rows, council), countOwnerless(rows, standing('kim'))]).toEqual([4, 0]);
    const own = listTasks(council).map(({ auditId, key }) => `${auditId} ${key}`);
    expect(own).toEqual(expect.arrayContaining(['grade concern:c1', 'shared respond']));
  });

  it('falls to nobody where the council has nobody left', () => {
    const nobody = { ...standing('kim'), directory: foldDirectory([]) };
    expect(listOwnerlessTasks(nobody).every(({ owners }) => owners.length === 0)).toBe(true);
  });
});

describe('the tasks view', () => {
  it('shows what is owed, by when, and on what', () => {
    const expected = {
      auditId: 'accept',
      reference: 'REF-accept',
      activity: 'case-file',
      service: 'Assessment',
      team: 'North',
      stage: 'acceptance',
      key: 'accept',
      task: 'Accept the audit or declare a conflict',
      due: '2026-05-11',
      overdue: false,
      personId: 'ann',
      party: null,
    };
    expect(listTasksOn(rows, 'accept', '2026-05-11')).toEqual([expected]);
    expect(listTasksOn(rows, 'accept', '2026-05-12')).toEqual([{ ...expected, overdue: true }]);
  });

  it('asks who is invited to a conversation to prepare, and never says they are late', () => {
    const prepare = listTasksOn(rows, 'talk', '2026-06-15').find(({ key }) => key === 'prepare:pat');
    expect(prepare).toMatchObject({
      task: 'Conversation on Tuesday 12 May 2026: read the audit tool’s prompts and prepare; where it is graded, say what grade you would give',
      due: '2026-05-12',
      overdue: false,
      personId: 'pat',
    });
    expect(listOverdueTasks('2026-06-15').map(({ auditId, key }) => `${auditId} ${key}`)).not.toContain(
      'talk prepare:pat',
    );
  });

  it('has the invitation move with the conversation and pass with the case, and end with the conversation', () => {
    const log = new GivenLog();
    const story = new AuditStory(log, 'a').selected().allocated().accepted().invited('2026-05-12');
    const invitations = () =>
      listTasksOn(projected(tasksView, log.events), 'a', '2026-05-11').flatMap(({ key, due }) =>
        key.startsWith('prepare:') ? [`${key} ${due}`] : [],
      );
    story.invited('2026-05-13');
    expect(invitations()).toEqual(['prepare:pat 2026-05-13']);
    story.reassigned('dee');
    expect(invitations()).toEqual(['prepare:dee 2026-05-13']);
    story.conversation();
    expect(invitations()).toEqual([]);
  });

  it('lists a person’s own, whoever stands in for them', () => {
    expect(listTasksOf('pat', '2026-05-15').map(({ auditId }) => auditId)).toEqual(['talk', 'shared', 'actions']);
    expect(listTasksOf('dee', '2026-05-11')).toEqual([]);
  });

  it('lists what is overdue on a day, the longest first', () => {
    expect(listOverdueTasks('2026-05-08').map(({ key }) => key)).toEqual(['concern:c1']);
    expect(listOverdueTasks('2026-05-12').map(({ key }) => key)).toEqual(['concern:c1', 'allocate', 'accept']);
  });

  it('keeps how many each person has, and who has how much late since when, as if it were counted', () => {
    for (const today of ['2026-05-01', '2026-05-12', '2026-06-15', '2026-12-31']) {
      const late = listOverdueTasks(today);
      const owners = lateByOwner(rows, today);
      expect(owners.reduce((sum, owner) => sum + owner.late, 0)).toBe(late.length);
      for (const owner of owners) {
        const theirs = whole(TASK_ORDERS.due, (paging) => overduePage(rows, today, owner, paging));
        expect([owner, theirs.length, theirs[0]?.due]).toEqual([owner, owner.late, owner.oldest]);
      }
    }
    for (const [personId, count] of countTasksByPerson(rows))
      expect([personId, count]).toEqual([personId, listTasksOf(personId, '2026-05-01').length]);
  });

  it('are the same due last first, and of one team’s cases alone where it is asked for', () => {
    const [latest, today] = ['latest', '2026-05-15'] as const;
    for (const name of ['ann', 'kim', 'pat', 'mel', 'mo', 'dee']) {
      const asks = [
        (paging: TaskPaging) => tasksPage(rows, standing(name, today), paging),
        (paging: TaskPaging) => tasksOfPage(rows, name, today, paging),
        (paging: TaskPaging) => overduePage(rows, today, null, paging),
        (paging: TaskPaging) => overduePage(rows, today, { personId: name, party: null, teamId: null }, paging),
      ];
      for (const ask of asks) {
        const soonest = whole<TaskRow>(TASK_ORDERS.due, ask);
        const last = whole<TaskRow>(TASK_ORDERS.latest, (paging) => ask({ ...paging, sort: latest }));
        expect(last).toEqual([...soonest].reverse());
        for (const team of directory.teams()) {
          const { teamId } = team;
          const ofTeam = whole<TaskRow>(TASK_ORDERS.due, (paging) => ask({ ...paging, teamId }));
          expect([name, ofTeam]).toEqual([name, soonest.filter((row) => row.team === team.name)]);
        }
      }
      const council = standing(name, today);
      const fallen = listOwnerlessTasks(council);
      const ofNobody = (row: OwnerlessTask): boolean => row.owners.length === 0;
      const turned = [...fallen].reverse();
      expect(
        whole<OwnerlessTask>(OWNERLESS_ORDERS.latest, (paging) =>
          ownerlessPage(rows, council, { ...paging, sort: latest }),
        ),
      ).toEqual([...turned.filter(ofNobody), ...turned.filter((row) => !ofNobody(row))]);
      for (const { teamId, name: team } of directory.teams())
        expect(countOwnerless(rows, council, teamId)).toBe(fallen.filter((row) => row.team === team).length);
    }
    for (const { teamId, name } of directory.teams()) {
      const counted = lateByOwner(rows, today, teamId).reduce((sum, { late }) => sum + late, 0);
      expect([name, counted]).toEqual([name, listOverdueTasks(today).filter(({ team }) => team === name).length]);
    }
  });

  it('has nothing owed on what is closed, ended or imported, and no grade in any task', () => {
    for (const auditId of ['done', 'gone', 'old']) expect(listTasksOn(rows, auditId, '2026-05-15')).toEqual([]);
    expect(JSON.stringify(everything(rows)['tasks'])).not.toContain('good');
  });

  it('is the same however the log is cut into batches', () => anySplitGivesTheSameRows(tasksView, given().events));
});
