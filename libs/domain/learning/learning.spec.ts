import fc from 'fast-check';
import { councils, staffed } from '../audit/scenarios/bad-days.fixture.js';
import { TODAY } from '../audit/scenarios/council.fixture.js';
import type { Actor } from '../actor.js';
import { specOf } from '../given.fixture.js';
import { namedId } from '../named-id.js';
import type { PeopleEvent } from '../people/events.js';
import { away, registered, team } from '../people/people.fixture.js';
import { foldDirectory } from '../people/people-directory.js';
import { RUNGS } from '../reminders/steps.js';
import { DEFAULT_RESPONSIBILITIES } from '../settings/default-settings.js';
import { isRefusal } from '../refusal.js';
import type { LearningAudience, LearningEvent } from './events.js';
import { isForThem, learning, type LearningContext } from './learning.js';
import {
  discussionOwnership,
  discussionRecipients,
  lookAgainOwnership,
  lookAgainRecipients,
  mayConfirm,
  mayLookAgain,
} from './learning-owners.js';

const CORA: Actor = { id: 'cora', roles: ['coordinator'] };
const TESS: Actor = { id: 'tess', roles: ['team_manager'] };
const PAT: Actor = { id: 'pat', roles: ['practitioner'] };
const PEOPLE: readonly PeopleEvent[] = [
  team('north', 'North', 'Assessment'),
  team('south', 'South', 'Assessment'),
  team('empty', 'Empty', 'Assessment'),
  team('home', 'Home'),
  registered('cora', { roles: ['coordinator'] }),
  registered('lee', { roles: ['leader'] }),
  registered('tess', { roles: ['team_manager'], teamId: 'north' }),
  registered('pat', { roles: ['practitioner'], teamId: 'north' }),
  registered('sue', { roles: ['practitioner'], teamId: 'south' }),
  registered('ann', { roles: ['auditor'], teamId: 'home' }),
];
const context = (actor: Actor = CORA, more: Partial<LearningContext> = {}): LearningContext => ({
  actor,
  now: '2026-05-12T09:00:00.000Z',
  today: '2026-05-12',
  newId: (what) => what,
  directory: foldDirectory([...PEOPLE]),
  responsibilities: DEFAULT_RESPONSIBILITIES,
  recognised: null,
  dipSamples: new Map([
    ['["chronologies","2026-05-12"]', 'child'],
    ['["chronologies","2026-05-01"]', 'child'],
  ]),
  ...more,
});
const given = specOf(learning, context);

const issue = {
  type: 'IssueLearningMessage' as const,
  messageId: 'm1',
  theme: ' Chronologies ',
  found: 'Half are out of date.',
  toDo: 'Bring them up to date.',
  sources: ['audits', 'feedback', 'audits'],
  basis: null,
  teams: [],
  services: ['Assessment'],
  roles: [],
  confirmBy: '2026-05-26',
  lookAgainOn: '2026-08-03',
} as const;
const asked = (teamId: string, name: string, service: string | null = 'Assessment') => ({
  discussionId: namedId('learning-discussion', 'm1', teamId),
  teamId,
  team: name,
  service,
});
const NORTH = asked('north', 'North');
const SOUTH = asked('south', 'South');
const issued = (on = '2026-05-12'): LearningEvent => ({
  type: 'learning-message-issued',
  data: {
    messageId: 'm1',
    theme: 'Chronologies',
    found: 'Half are out of date.',
    toDo: 'Bring them up to date.',
    basis: null,
    sources: ['audits', 'feedback'],
    audience: { teams: [], services: ['Assessment'], roles: [] },
    issuedBy: 'cora',
    issuedOn: on,
    confirmBy: '2026-05-26',
    lookAgainOn: '2026-08-03',
    discussions: [NORTH, SOUTH],
  },
});
const confirm = {
  type: 'ConfirmDiscussion',
  discussionId: NORTH.discussionId,
  discussedOn: '2026-05-12',
  words: null,
} as const;
const discussed: LearningEvent = {
  type: 'learning-discussed',
  data: {
    messageId: 'm1',
    discussionId: NORTH.discussionId,
    discussedOn: '2026-05-12',
    confirmedOn: '2026-05-12',
    confirmedBy: 'tess',
    words: null,
  },
};
const look = {
  type: 'LookAgain',
  messageId: 'm1',
  sampleTheme: 'Chronologies',
  sampleDate: '2026-05-12',
  words: ' Better. ',
  next: '2026-11-02',
} as const;
const looked: LearningEvent = {
  type: 'learning-looked-again',
  data: {
    messageId: 'm1',
    on: '2026-05-12',
    lookedBy: 'cora',
    sampleTheme: 'Chronologies',
    sampleDate: '2026-05-12',
    words: 'Better.',
    lookAgainOn: '2026-11-02',
  },
};
const withdraw = { type: 'WithdrawLearningMessage', messageId: 'm1', reason: ' Superseded. ' } as const;
const withdrawn: LearningEvent = {
  type: 'learning-message-withdrawn',
  data: {
    messageId: 'm1',
    on: '2026-05-12',
    withdrawnBy: 'cora',
    reason: 'Superseded.',
    discussions: [SOUTH.discussionId],
  },
};

describe('a message to staff', () => {
  it('is issued to the teams of its audiences in which there is somebody, each once', () => {
    given().when(issue).then(issued());
    const teamsOf = (audience: Partial<Pick<LearningAudience, 'teams' | 'services' | 'roles'>>) => {
      const { answer } = given().when({ ...issue, services: [], ...audience });
      return isRefusal(answer)
        ? answer.code
        : answer.flatMap((event) =>
            event.type === 'learning-message-issued' ? event.data.discussions.map(({ team: name }) => name) : [],
          );
    };
    expect(teamsOf({ teams: ['empty', 'north'], services: ['Assessment'] })).toEqual(['Empty', 'North', 'South']);
    expect(teamsOf({ roles: ['auditor', 'team_manager'] })).toEqual(['Home', 'North']);
  });

  it('is refused without an audience, a source or days in their order, and where it names somebody', () => {
    given()
      .when({ ...issue, services: [] })
      .refused('audience-empty');
    given()
      .when({ ...issue, services: [], roles: ['coordinator'] })
      .refused('audience-empty');
    given()
      .when({ ...issue, teams: ['none'] })
      .refused('team-unknown');
    given()
      .when({ ...issue, services: ['None'] })
      .refused('service-unknown');
    given()
      .when({ ...issue, sources: [] })
      .refused('sources-missing');
    given()
      .when({ ...issue, confirmBy: '2026-05-11' })
      .refused('confirm-past');
    given()
      .when({ ...issue, lookAgainOn: '2026-05-26' })
      .refused('look-again-too-soon');
    given()
      .when(issue, context(CORA, { recognised: 'person' }))
      .refused('names-a-person');
    given()
      .when(issue, context(CORA, { recognised: 'case' }))
      .refused('names-a-case');
    given().when(issue, context(TESS)).refused('role-missing');
  });

  it('is confirmed once by a manager of each team, with the day of the discussion', () => {
    given(issued()).when(confirm, context(TESS)).then(discussed);
    given(issued())
      .when({ ...confirm, words: ' We will. ' }, context(TESS))
      .then({ ...discussed, data: { ...discussed.data, words: 'We will.' } } as LearningEvent);
    given(issued(), discussed).when(confirm, context(TESS)).refused('discussed-already');
    given(issued())
      .when({ ...confirm, discussedOn: '2026-05-13' }, context(TESS))
      .refused('discussed-when');
    given(issued())
      .when({ ...confirm, discussedOn: '2026-05-11' }, context(TESS))
      .refused('discussed-when');
    given(issued())
      .when({ ...confirm, words: 'x' }, context(TESS, { recognised: 'person' }))
      .refused('names-a-person');
    for (const actor of [CORA, PAT]) given(issued()).when(confirm, context(actor)).refused('not-theirs-to-confirm');
    given(issued())
      .when({ ...confirm, discussionId: 'none' }, context(TESS))
      .refused('not-theirs-to-confirm');
    given(issued())
      .when({ ...confirm, discussionId: SOUTH.discussionId }, context(TESS))
      .refused('not-theirs-to-confirm');
  });

  it('is looked at again by a dip sample made since, and once more where it says so', () => {
    given(issued('2026-05-01')).when(look).then(looked);
    given(issued('2026-05-01'), looked)
      .when({ ...look, next: null })
      .then({ ...looked, data: { ...looked.data, lookAgainOn: null } } as LearningEvent);
    given(issued('2026-05-01'))
      .when({ ...look, sampleDate: '2026-05-11' })
      .refused('dip-sample-unknown');
    given(issued('2026-05-02'))
      .when({ ...look, sampleDate: '2026-05-01' })
      .refused('dip-sample-before');
    given(issued()).when(look).then(looked);
    given(issued('2026-05-01'))
      .when({ ...look, next: '2026-05-12' })
      .refused('next-not-later');
    given(issued('2026-05-01'))
      .when(look, context(CORA, { recognised: 'case' }))
      .refused('names-a-case');
    given().when(look).refused('message-unknown');
    given(issued()).when(look, context(TESS)).refused('role-missing');
    given().when(look, context(TESS)).refused('role-missing');
  });

  it('is withdrawn with a reason, and nothing is owed on it any more', () => {
    given(issued(), discussed).when(withdraw).then(withdrawn);
    given(issued(), discussed, withdrawn).when(withdraw).refused('message-withdrawn');
    given(issued(), discussed, withdrawn)
      .when({ ...confirm, discussionId: SOUTH.discussionId }, context(CORA))
      .refused('message-withdrawn');
    given(issued('2026-05-01'), withdrawn).when(look).refused('message-withdrawn');
    given(issued())
      .when(withdraw, context(CORA, { recognised: 'person' }))
      .refused('names-a-person');
    given().when(withdraw).refused('message-unknown');
    given().when(withdraw, context(TESS)).refused('role-missing');
    const state = [issued(), withdrawn].reduce(learning.evolve, learning.initial);
    expect(state.messages.get('m1')).toMatchObject({ lookAgainDue: null, isWithdrawn: true });
    expect(state.discussions.get(SOUTH.discussionId)?.due).toBeNull();
  });

  it('is for whoever is of its teams, has its roles, or owes something of it', () => {
    const state = [issued()].reduce(learning.evolve, learning.initial);
    const isFor = (id: string, role: Actor['roles'][number]): boolean =>
      isForThem('m1', state, { id, roles: [role] }, context());
    expect([isFor('pat', 'practitioner'), isFor('tess', 'team_manager'), isFor('ann', 'auditor')]).toEqual([
      true,
      true,
      false,
    ]);
    // South has no manager, so that it falls to the coordinator.
    expect([isFor('cora', 'coordinator'), isFor('pat', 'inspector')]).toEqual([true, false]);
    expect(isForThem('m2', state, PAT, context())).toBe(false);
    const after = [withdrawn].reduce(learning.evolve, state);
    expect(isForThem('m1', after, PAT, context())).toBe(false);
  });
});

describe('whose it is to confirm a discussion', () => {
  const owners = (teamId: string, service: string | null, ...more: readonly PeopleEvent[]) => {
    const heads = [{ service: 'Assessment', personId: 'ann' }];
    const found = discussionOwnership(
      { teamId, service },
      context(CORA, {
        directory: foldDirectory([...PEOPLE, ...more]),
        responsibilities: { ...DEFAULT_RESPONSIBILITIES, headsOfService: heads },
      }),
    );
    return [found.owners.map(({ personId }) => personId), found.gap];
  };

  it('is the managers’, or their deputies’; else the line’s, the head of service’s, the coordinators’', () => {
    expect(owners('north', 'Assessment')).toEqual([['tess'], null]);
    expect(owners('north', 'Assessment', away('a', 'tess', '2026-05-01', null, 'lee'))).toEqual([['lee'], null]);
    const gone = away('a', 'tess', '2026-05-01', null, null);
    expect(owners('north', 'Assessment', gone)).toEqual([['ann'], 'away-without-deputy']);
    expect(owners('north', null, gone)).toEqual([['cora'], 'away-without-deputy']);
    expect(owners('south', 'Assessment')).toEqual([['ann'], 'no-manager-in-post']);
    const managed = registered('tess', { roles: ['team_manager'], teamId: 'north', managerId: 'lee' });
    expect(owners('north', 'Assessment', managed, gone)).toEqual([['lee'], 'away-without-deputy']);
  });

  it('is somebody’s who is there and may confirm it, or nobody’s because nobody could', () => {
    const gaps = new Set<unknown>();
    fc.assert(
      fc.property(fc.tuple(councils, fc.nat()), ([bad, nth]) => {
        const council = { ...bad, today: TODAY };
        const teams = [...bad.directory.teams()];
        const of = { teamId: teams[nth % teams.length]?.teamId ?? 'none', service: 'Assessment' };
        const { owners: found, gap } = discussionOwnership(of, council);
        const actorOf = (personId: string): Actor => ({
          id: personId,
          roles: bad.directory.person(personId)?.roles ?? [],
        });
        const isHere = (personId: string): boolean =>
          bad.directory.inPost(personId, TODAY) && bad.directory.awayOn(personId, TODAY) === null;
        for (const { personId } of found)
          expect([personId, isHere(personId), mayConfirm(actorOf(personId), of, council)]).toEqual([
            personId,
            true,
            true,
          ]);
        for (const { personId } of lookAgainOwnership(council).owners)
          expect([isHere(personId), mayLookAgain(actorOf(personId), council)]).toEqual([true, true]);
        const full = { ...staffed(bad, 'coordinator'), today: TODAY };
        expect(discussionOwnership(of, full).owners.length).toBeGreaterThan(0);
        expect(lookAgainOwnership(full).owners.length).toBeGreaterThan(0);
        const administrators = bad.directory.withRole('administrator', TODAY).length;
        for (const rung of RUNGS) {
          if (found.length + administrators > 0)
            expect(discussionRecipients(of, rung, council).length).toBeGreaterThan(0);
          if (lookAgainOwnership(council).owners.length + administrators > 0)
            expect(lookAgainRecipients(rung, council).length).toBeGreaterThan(0);
        }
        gaps.add(gap);
      }),
      { numRuns: 300 },
    );
    expect([...gaps]).toEqual(expect.arrayContaining([null, 'no-manager-in-post', 'away-without-deputy']));
  });
});
