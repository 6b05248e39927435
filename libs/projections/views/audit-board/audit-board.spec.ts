import { AuditStory } from '../../audits/audit-story.fixture.js';
import { standing } from '../../audits/people-of-the-council.fixture.js';
import { GivenLog, anySplitGivesTheSameRows, everything, projected } from '../given.fixture.js';
import { auditBoard } from './projection.js';
import { keyIn } from '../../reading/page-by-key.js';
import type { Key } from '../../reading/page-by-key.js';
import {
  BOARD_ORDER,
  BOARD_ORDERS,
  BOARD_SORTS,
  auditBoardPage,
  findAuditByReference,
  findBoardRow,
  listSampleAudits,
  searchBoard,
} from './queries.js';
import type { BoardEntry, BoardFilter, BoardRow, BoardSearch, Paging } from './queries.js';

const ALL: Paging = { limit: 100 };
const kim = standing('kim');

function row(tell: (story: AuditStory) => unknown): BoardRow | undefined {
  const log = new GivenLog();
  tell(new AuditStory(log, 'a'));
  return findBoardRow(projected(auditBoard, log.events), 'a');
}

describe('the audit board', () => {
  it('shows an audit from its selection', () => {
    expect(row((story) => story.selected())).toEqual({
      auditId: 'a',
      reference: 'REF-a',
      activity: 'case-file',
      service: 'Assessment',
      teamId: 'north',
      team: 'North',
      subjectId: 's-a',
      subjectType: 'child',
      origin: 'sample',
      sampleId: 'may',
      period: '2026-05',
      stage: 'allocation',
      stageSince: '2026-05-01',
      auditorId: null,
      practitionerId: 'pat',
      moderatorId: null,
      scale: 'ofsted',
      selectedOn: '2026-05-01',
      auditedOn: null,
      sharedOn: null,
      finalisedOn: null,
      closedOn: null,
      finalGrade: null,
      openActions: 0,
      openConcerns: 0,
      deadlines: [{ key: 'allocate', due: '2026-05-08', task: 'Allocate an auditor' }],
    });
  });

  it('follows it to its closure', () => {
    const closed = row((story) =>
      story
        .upToGrading()
        .submitted('inadequate')
        .toModeration()
        .claimed()
        .changed('inadequate', 'good')
        .shared()
        .acknowledged('practitioner')
        .acknowledged('team_manager')
        .finalised('good')
        .action('x')
        .actionCompleted('x')
        .actionVerified('x')
        .closed(),
    );
    expect(closed).toMatchObject({
      stage: 'closed',
      stageSince: '2026-05-16',
      auditorId: 'ann',
      moderatorId: 'mo',
      auditedOn: '2026-05-07',
      sharedOn: '2026-05-09',
      finalisedOn: '2026-05-12',
      closedOn: '2026-05-16',
      finalGrade: 'good',
      openActions: 0,
      deadlines: [],
    });
  });

  it('tells no grade before the audit is final, and a corrected one after', () => {
    const shared = (story: AuditStory): AuditStory =>
      story.upToGrading().submitted('inadequate').withoutModeration().shared();
    expect(row(shared)?.finalGrade).toBeNull();
    expect(JSON.stringify(row(shared))).not.toContain('inadequate');
    const corrected = (story: AuditStory): AuditStory =>
      shared(story).finalised('inadequate').corrected({ field: 'finalGrade', from: 'inadequate', to: 'good' });
    expect(row(corrected)?.finalGrade).toBe('good');
  });

  it('counts open actions and concerns, and shows what is owed soonest first', () => {
    const open = row((story) =>
      story
        .upToGrading()
        .concern('c1')
        .concern('c2')
        .submitted()
        .withoutModeration()
        .action('x', '2026-06-30')
        .action('y', '2026-06-10')
        .action('z')
        .actionCompleted('x')
        .actionCancelled('z')
        .concernResolved('c2')
        .concernAcknowledged('c1'),
    );
    expect(open).toMatchObject({ openActions: 2, openConcerns: 1 });
    expect(open?.deadlines.map(({ key, due }) => [key, due])).toEqual([
      ['share', '2026-05-12'],
      ['resolve-concern:c1', '2026-05-14'],
      ['action:y', '2026-06-10'],
      ['verify:x', '2026-07-07'],
    ]);
  });

  it('takes the day of a conversation for no deadline', () => {
    const arranged = row((story) => story.selected().allocated().accepted().invited('2026-05-12'));
    expect(arranged?.deadlines).toEqual([{ key: 'grade', due: '2026-05-22', task: 'Grade the audit and submit it' }]);
  });

  it('shows an imported audit as final, and its later corrections, from its row alone', () => {
    const log = new GivenLog();
    const story = new AuditStory(log, 'a').imported();
    story.corrected({ field: 'finalGrade', from: 'good', to: 'inadequate' });
    story.corrected({ field: 'auditedOn', from: '2024-11-12', to: '2024-11-13' });
    const [first, ...corrections] = log.events;
    const rows = projected(auditBoard, first === undefined ? [] : [first], corrections);
    const finalised = { finalisedOn: '2024-11-12', finalGrade: 'inadequate', auditedOn: '2024-11-13' };
    expect(findBoardRow(rows, 'a')).toMatchObject({ ...finalised, stage: 'imported', period: '2024-11' });
    anySplitGivesTheSameRows(auditBoard, log.events);
  });

  it('tells no grade of an audit that is moderated blind, but that there is a concern', () => {
    const blind = row((story) =>
      story.upToGrading().submitted('inadequate', { atRisk: true }).concern('told', true).toModeration(true),
    );
    expect(blind).toMatchObject({ stage: 'moderation', openConcerns: 1, finalGrade: null });
    expect(JSON.stringify(blind)).not.toContain('inadequate');
  });
});

describe('a page of the audit board', () => {
  const log = new GivenLog();
  new AuditStory(log, 'a').selected();
  new AuditStory(log, 'b').upToGrading({ teamId: 'south', team: 'South', service: 'Care', period: '2026-04' });
  new AuditStory(log, 'c')
    .upToGrading({ activity: 'deep-dive', sampleId: null, origin: 'directed' })
    .submitted()
    .toModeration()
    .claimed();
  new AuditStory(log, 'd').upToGrading().submitted().withoutModeration().shared();
  new AuditStory(log, 'e').imported();
  const rows = projected(auditBoard, log.events);
  const ids = (filter: BoardFilter, paging = ALL): string[] =>
    auditBoardPage(rows, kim, filter, paging).rows.map(({ auditId }) => auditId);

  it.each<[BoardFilter, string[]]>([
    [{}, ['a', 'c', 'd', 'b', 'e']],
    [{ stage: 'allocation' }, ['a']],
    [{ service: 'Care' }, ['b']],
    [{ teamId: 'north' }, ['a', 'c', 'd']],
    [{ activity: 'deep-dive' }, ['c', 'e']],
    [{ period: '2026-04' }, ['b']],
    [{ sampleId: 'may' }, ['a', 'd', 'b']],
    [{ origin: 'imported' }, ['e']],
    [{ personId: 'ann' }, ['c', 'd', 'b']],
    [{ personId: 'mo' }, ['c']],
    [{ personId: 'pat', stage: 'grading' }, ['b']],
    [{ overdueOn: '2026-05-08' }, []],
    [{ overdueOn: '2026-05-09' }, ['a']],
    [{ overdueOn: '2026-05-23' }, ['a', 'c', 'b']],
  ])('filtered by %j holds %j', (filter, expected) => {
    expect(ids(filter)).toEqual(expected);
  });

  it('counts all that match and, by stage, all that would in any stage', () => {
    const page = auditBoardPage(rows, kim, { teamId: 'north', stage: 'moderation' }, { limit: 1 });
    expect(page.rows).toHaveLength(1);
    expect(page.total).toBe(1);
    expect(page.stages).toEqual([
      { stage: 'allocation', count: 1 },
      { stage: 'dispute-window', count: 1 },
      { stage: 'moderation', count: 1 },
    ]);
  });

  it('is one part of the whole', () => {
    const first = auditBoardPage(rows, kim, {}, { limit: 1 });
    const after = keyIn(first.next ?? '', BOARD_ORDER) ?? undefined;
    expect(ids({}, { after, limit: 2 })).toEqual(['c', 'd']);
    expect(auditBoardPage(rows, kim, {}, { after, limit: 2 }).total).toBe(5);
  });

  it('is found by what people quote', () => {
    expect(findAuditByReference(rows, 'REF-c')).toBe('c');
    expect(findAuditByReference(rows, 'REF-x')).toBeNull();
    expect(listSampleAudits(rows, 'may').map(({ auditId }) => auditId)).toEqual(['a', 'b', 'd']);
  });

  it('is the same however the log is cut into batches', () => {
    anySplitGivesTheSameRows(auditBoard, log.events);
    expect(everything(rows)['board']).toHaveLength(5);
  });
});

describe('the audit board of somebody who does not run the programme', () => {
  const log = new GivenLog();
  new AuditStory(log, 'invited').selected().allocated().accepted().invited('2026-05-12');
  new AuditStory(log, 'concerned').upToGrading().concern('c').submitted().toModeration().claimed();
  new AuditStory(log, 'final').upToGrading().submitted('good').withoutModeration().shared().finalised('good');
  new AuditStory(log, 'live').selected();
  new AuditStory(log, 'old').imported();
  const rows = projected(auditBoard, log.events);
  const page = (who: string, filter: BoardFilter = {}) => auditBoardPage(rows, standing(who), filter, ALL);
  const entry = (who: string, auditId: string): BoardEntry | undefined =>
    page(who).rows.find((row) => row.auditId === auditId);
  const ids = (who: string, filter: BoardFilter = {}): readonly string[] =>
    page(who, filter)
      .rows.map(({ auditId }) => auditId)
      .sort();

  it.each([
    ['kim', ['concerned', 'final', 'invited', 'live', 'old']],
    ['ann', ['concerned', 'final', 'invited']],
    ['mo', ['concerned', 'final', 'old']],
    ['pat', ['final', 'invited']],
    ['mel', ['concerned', 'final']],
    ['dee', ['concerned', 'final']],
    ['lee', ['concerned', 'final', 'old']],
  ])('holds what opens to %s by its id', (who, expected) => {
    expect(ids(who)).toEqual(expected);
    expect(page(who).total).toBe(expected.length);
    expect(page(who).stages?.reduce((sum, { count }) => sum + count, 0)).toBe(expected.length);
  });

  it('comes in pages that put together are the whole, for everybody and whatever they ask', () => {
    for (const [who, sort] of ['kim', 'ann', 'mo', 'pat', 'mel', 'lee'].flatMap((one) =>
      BOARD_SORTS.map((order) => [one, order] as const),
    ))
      for (const filter of [{}, { personId: 'pat' }, { teamId: 'north' }, { stage: 'conversation' }] as const) {
        const found: string[] = [];
        let after: Key | undefined;
        for (let more = true; more;) {
          const { rows: some, next } = auditBoardPage(rows, standing(who), filter, { sort, after, limit: 1 });
          found.push(...some.map(({ auditId }) => auditId));
          after = next === null ? undefined : (keyIn(next, BOARD_ORDERS[sort]) ?? undefined);
          more = after !== undefined;
        }
        const whole = page(who, filter).rows.map(({ auditId }) => auditId);
        expect([who, sort, filter, found]).toEqual([who, sort, filter, sort === 'newest' ? whole : whole.reverse()]);
      }
  });

  it('is searched by subject, person and team, for what opens to whoever asks', () => {
    const search = (who: string, wanted: Partial<BoardSearch>): readonly string[] =>
      searchBoard(rows, standing(who), { auditIds: [], subjectIds: [], people: [], teams: [], ...wanted }, ALL)
        .rows.map(({ auditId }) => auditId)
        .sort();
    expect(search('kim', { subjectIds: ['s-final'] })).toEqual(['final']);
    expect(search('pat', { subjectIds: ['s-final', 's-live'] })).toEqual(['final']);
    expect(search('kim', { auditIds: ['live'], people: ['pat'] })).toEqual(
      expect.arrayContaining(['concerned', 'final', 'invited', 'live']),
    );
    // That ann audits it is not pat's to know of an audit they are invited to.
    expect(search('pat', { people: ['ann'] })).toEqual(['final']);
    expect(search('mel', { teams: ['north'] })).toEqual(['concerned', 'final']);
    expect(search('lee', { teams: ['quality'] })).toEqual([]);
  });

  it('shows who is invited their invitation and nothing else', () => {
    expect(entry('pat', 'invited')).toEqual({
      auditId: 'invited',
      reference: 'REF-invited',
      activity: 'case-file',
      service: 'Assessment',
      teamId: 'north',
      team: 'North',
      subjectId: null,
      subjectType: 'child',
      origin: null,
      sampleId: null,
      period: '2026-05',
      level: 'invitation',
      invitedFor: '2026-05-12',
      stage: 'conversation',
      stageSince: null,
      auditorId: null,
      practitionerId: 'pat',
      moderatorId: null,
      scale: null,
      selectedOn: null,
      auditedOn: null,
      sharedOn: null,
      finalisedOn: null,
      closedOn: null,
      finalGrade: null,
      openActions: 0,
      openConcerns: null,
      deadlines: [],
    });
    expect(entry('pat', 'final')).toMatchObject({ level: 'content', finalGrade: 'good', auditorId: 'ann' });
  });

  it('shows who is told of a safety concern that concern', () => {
    expect(entry('mel', 'concerned')).toMatchObject({
      level: 'safety',
      openConcerns: 1,
      auditorId: null,
      moderatorId: null,
      deadlines: [{ key: 'concern:c' }],
    });
  });

  it('holds filters and counts against what is shown, not against what there is', () => {
    expect(ids('mel', { personId: 'mo' })).toEqual([]);
    expect(ids('pat', { personId: 'ann' })).toEqual(['final']);
    expect(ids('pat', { origin: 'sample', stage: 'conversation' })).toEqual([]);
    expect(ids('pat', { stage: 'conversation' })).toEqual(['invited']);
    expect(ids('pat', { overdueOn: '2027-01-01', stage: 'conversation' })).toEqual([]);
    expect(page('mel', { stage: 'moderation' })).toMatchObject({ total: 1 });
  });
});
