import fc from 'fast-check';
import { tableCsv } from './format-csv.js';
import {
  discussionStanding,
  learningReport,
  learningTable,
  lookStanding,
  type DiscussionSaid,
  type LearningActivitySaid,
  type LearningMessageSaid,
  type LearningRequest,
} from './learning-report.js';

const ALL: LearningRequest = { from: null, to: null, by: null, asAt: null, service: null, team: null };
const TODAY = '2026-06-01';

const discussion = (
  team: string,
  confirmedOn: string | null,
  service: string | null = 'Assessment',
): DiscussionSaid => ({
  discussionId: `d-${team}`,
  teamId: `t-${team}`,
  team,
  service,
  discussedOn: confirmedOn,
  confirmedOn,
  confirmedBy: confirmedOn === null ? null : 'p',
  words: null,
});
const message = (more: Partial<LearningMessageSaid> = {}): LearningMessageSaid => ({
  messageId: 'm1',
  theme: 'Chronologies',
  found: 'Found.',
  toDo: 'Do.',
  basis: null,
  sources: ['audits'],
  audience: { teams: [], services: ['Assessment'], roles: [] },
  issuedBy: 'cora',
  issuedOn: '2026-05-01',
  confirmBy: '2026-05-15',
  lookAgainDue: '2026-08-03',
  discussions: [],
  looks: [],
  withdrawnOn: null,
  ...more,
});
const look = { on: '2026-05-20', lookedBy: 'cora', sampleTheme: 'Chronologies', sampleDate: '2026-05-19', words: null };

const first = message({
  discussions: [discussion('North', '2026-05-15'), discussion('South', '2026-05-16'), discussion('Home', null, null)],
});
const second = message({
  messageId: 'm2',
  theme: 'Visits',
  issuedOn: '2026-05-20',
  confirmBy: '2026-06-10',
  sources: ['audits', 'feedback'],
  discussions: [discussion('North', null)],
  looks: [look],
  lookAgainDue: null,
});
const withdrawn = message({
  messageId: 'm3',
  issuedOn: '2026-04-02',
  theme: null,
  discussions: [discussion('North', null)],
  withdrawnOn: '2026-04-03',
  lookAgainDue: null,
});

const told = (...messages: readonly LearningMessageSaid[]) => ({ messages, activities: [] });
const figures = (request: Partial<LearningRequest> = {}, ...messages: readonly LearningMessageSaid[]) =>
  learningReport(
    told(...(messages.length > 0 ? messages : [withdrawn, first, second])),
    { ...ALL, ...request },
    TODAY,
  ).rows.map(
    ({ period, series, key, numerator, denominator }) => `${period} ${series} ${key} ${numerator}/${denominator}`,
  );

describe('the report of learning', () => {
  it('counts messages, their discussions by how they stand, and what was looked at again', () => {
    expect(figures()).toEqual([
      'total messages standing 2/3',
      'total messages withdrawn 1/3',
      'total sources audits 2/2',
      'total sources dip-samples 0/2',
      'total sources feedback 1/2',
      'total discussions in-time 1/4',
      'total discussions late 1/4',
      'total discussions waiting 1/4',
      'total discussions overdue 1/4',
      'total look-again looked 1/2',
      'total look-again waiting 1/2',
      'total look-again overdue 0/2',
      'total look-again none 0/2',
      'total theme:Chronologies in-time 1/3',
      'total theme:Chronologies late 1/3',
      'total theme:Chronologies waiting 0/3',
      'total theme:Chronologies overdue 1/3',
      'total theme:Visits in-time 0/1',
      'total theme:Visits late 0/1',
      'total theme:Visits waiting 1/1',
      'total theme:Visits overdue 0/1',
      'total service:Assessment in-time 1/3',
      'total service:Assessment late 1/3',
      'total service:Assessment waiting 1/3',
      'total service:Assessment overdue 0/3',
      'total team:Home in-time 0/1',
      'total team:Home late 0/1',
      'total team:Home waiting 0/1',
      'total team:Home overdue 1/1',
      'total team:North in-time 1/2',
      'total team:North late 0/2',
      'total team:North waiting 1/2',
      'total team:North overdue 0/2',
      'total team:South in-time 0/1',
      'total team:South late 1/1',
      'total team:South waiting 0/1',
      'total team:South overdue 0/1',
    ]);
  });

  it('is of the days, the service and the team that are asked for, in any spelling, period by period', () => {
    const messages = (request: Partial<LearningRequest>) =>
      learningReport(told(withdrawn, first, second), { ...ALL, ...request }, TODAY).messages.map(
        ({ messageId, discussions }) => `${messageId} ${discussions.map(({ team }) => team).join()}`,
      );
    expect(messages({ from: '2026-04-03', to: '2026-05-19' })).toEqual(['m1 North,South,Home']);
    expect(messages({ team: 'NORTH' })).toEqual(['m2 North', 'm1 North', 'm3 North']);
    expect(messages({ service: 'assessment' })).toEqual(['m2 North', 'm1 North,South', 'm3 North']);
    expect(messages({ team: 'South', from: '2026-05-20' })).toEqual([]);
    expect(figures({ by: 'month' }).filter((line) => line.includes(' messages '))).toEqual([
      '2026-04 messages standing 0/1',
      '2026-04 messages withdrawn 1/1',
      '2026-05 messages standing 2/2',
      '2026-05 messages withdrawn 0/2',
    ]);
  });

  it('counts activities by kind and theme, who came of those who were asked, and those for a team or service', () => {
    const held = (more: Partial<LearningActivitySaid>): LearningActivitySaid => ({
      activityId: 'a',
      date: '2026-05-04',
      kind: 'training',
      theme: 'Chronologies',
      audience: null,
      service: null,
      team: null,
      invited: null,
      attended: null,
      sources: [],
      ...more,
    });
    const activities = [
      held({ invited: 20, attended: 12 }),
      held({ attended: 9, theme: 'Visits', team: 'North', service: 'Assessment' }),
      held({ date: '2026-06-04', kind: 'briefing', theme: null, invited: 4, attended: 4, team: 'North' }),
    ];
    const of = (request: Partial<LearningRequest>) => {
      const report = learningReport({ messages: [], activities }, { ...ALL, ...request }, TODAY);
      return report.rows
        .filter(({ series, numerator }) => series.startsWith('a') && numerator > 0)
        .map((row) => `${row.period} ${row.series} ${row.key} ${row.numerator}/${row.denominator}`);
    };
    expect(of({})).toEqual([
      'total activities training 2/3',
      'total activities briefing 1/3',
      'total attended training 12/20',
      'total attended briefing 4/4',
      'total activity-themes (erased) 1/3',
      'total activity-themes Chronologies 1/3',
      'total activity-themes Visits 1/3',
    ]);
    expect(of({ by: 'month', team: 'north' })).toEqual([
      '2026-05 activities training 1/1',
      '2026-05 activity-themes Visits 1/1',
      '2026-06 activities briefing 1/1',
      '2026-06 attended briefing 4/4',
      '2026-06 activity-themes (erased) 1/1',
    ]);
    expect(of({ service: 'Assessment', to: '2026-05-03' })).toEqual([]);
  });

  it('is a table of its rows', () => {
    const report = learningReport(told(withdrawn), ALL, TODAY);
    expect(tableCsv(learningTable(report)).split('\r\n').slice(0, 2)).toEqual([
      'period,series,key,label,numerator,denominator,percent',
      'total,messages,standing,Issued and standing,0,1,0',
    ]);
    expect(learningReport(told(), ALL, TODAY)).toMatchObject({ rows: [], messages: [] });
  });

  it('says how a discussion and a look again stand on a day', () => {
    expect([
      discussionStanding({ confirmedOn: null }, { confirmBy: TODAY }, TODAY),
      discussionStanding({ confirmedOn: null }, { confirmBy: '2026-05-31' }, TODAY),
      lookStanding({ looks: [], lookAgainDue: TODAY }, TODAY),
      lookStanding({ looks: [], lookAgainDue: '2026-05-31' }, TODAY),
      lookStanding({ looks: [look], lookAgainDue: '2026-05-31' }, TODAY),
      lookStanding({ looks: [look], lookAgainDue: '2026-08-03' }, TODAY),
      lookStanding({ looks: [], lookAgainDue: null }, TODAY),
    ]).toEqual(['waiting', 'overdue', 'waiting', 'overdue', 'overdue', 'looked', 'none']);
  });

  it('adds up: the standings of every series to its whole, and teams to all discussions', () => {
    const days = fc.constantFrom('2026-04-30', '2026-05-14', '2026-05-16', '2026-05-31');
    const team = fc.constantFrom('North', 'South', 'Home');
    const anyDiscussion = fc.record({ team, on: fc.option(days) }).map((one) => discussion(one.team, one.on));
    const anyMessage = fc
      .record({
        theme: fc.constantFrom('A', 'B', null),
        issuedOn: days,
        withdrawnOn: fc.option(days),
        lookAgainDue: fc.option(days),
        looks: fc.constantFrom([], [look]),
        discussions: fc.array(anyDiscussion, { minLength: 1, maxLength: 4 }),
      })
      .map((more) => message(more));
    fc.assert(
      fc.property(fc.array(anyMessage), fc.constantFrom(null, 'month' as const), (messages, by) => {
        const { rows } = learningReport(told(...messages), { ...ALL, by }, TODAY);
        const sumOf = (some: typeof rows): number => some.reduce((sum, { numerator }) => sum + numerator, 0);
        for (const { period, series, denominator } of rows.filter((row) => row.series !== 'sources'))
          expect(sumOf(rows.filter((row) => row.period === period && row.series === series))).toBe(denominator);
        const of = (beginning: string): number => sumOf(rows.filter(({ series }) => series.startsWith(beginning)));
        expect([of('team:'), of('theme:')]).toEqual([of('discussions'), of('discussions')]);
        const standing = messages.filter(({ withdrawnOn }) => withdrawnOn === null);
        expect(of('discussions')).toBe(standing.reduce((sum, { discussions }) => sum + discussions.length, 0));
      }),
    );
  });
});
