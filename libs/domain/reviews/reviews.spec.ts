import fc from 'fast-check';
import { councils, staffed } from '../audit/scenarios/bad-days.fixture.js';
import { TODAY } from '../audit/scenarios/council.fixture.js';
import type { Actor } from '../actor.js';
import type { Register } from '../improvement/registers.js';
import type { PeopleEvent } from '../people/events.js';
import { away, registered } from '../people/people.fixture.js';
import { foldDirectory } from '../people/people-directory.js';
import { RUNGS } from '../reminders/steps.js';
import { DEFAULT_RESPONSIBILITIES } from '../settings/default-settings.js';
import { reviewPlanAction, reviewRisk, type ReviewContext } from './decide.js';
import { mayReview, reviewOwnership, reviewRecipients } from './review-owners.js';

const CORA: Actor = { id: 'cora', roles: ['coordinator'] };
const PEOPLE: readonly PeopleEvent[] = [
  registered('cora', { roles: ['coordinator'] }),
  registered('lee', { roles: ['leader'] }),
  registered('ann', { roles: ['auditor'] }),
  registered('pat', { roles: ['practitioner'] }),
];
const context = (actor: Actor = CORA, ...more: readonly PeopleEvent[]): ReviewContext => ({
  actor,
  today: '2026-05-12',
  directory: foldDirectory([...PEOPLE, ...more]),
  responsibilities: DEFAULT_RESPONSIBILITIES,
});
const entry = (leadId: string | null) => ({ version: 1, digest: 'd', due: '2026-05-11', leadId, called: '1.1, A' });
const known: Register = new Map([['a1', entry('pat')]]);
const say = {
  type: 'ReviewPlanAction',
  words: ' Half are trained. ',
  standing: 'On track',
  next: '2026-06-30',
} as const;
const review = {
  on: '2026-05-12',
  reviewedBy: 'cora',
  words: 'Half are trained.',
  standing: 'On track',
  reviewDue: '2026-06-30',
};

describe('a review', () => {
  it('says what was found, how it stands, and when the next is owed, if one is', () => {
    expect(reviewPlanAction(say, 'a1', known, context())).toEqual([
      { type: 'plan-action-reviewed', data: { actionId: 'a1', ...review } },
    ]);
    const last = { type: 'ReviewRisk', words: 'Gone.', standing: null, next: null } as const;
    expect(reviewRisk(last, 'a1', known, context())).toEqual([
      { type: 'risk-reviewed', data: { riskId: 'a1', ...review, words: 'Gone.', standing: null, reviewDue: null } },
    ]);
  });

  it('is refused without words, of nothing, and with a next that is not later', () => {
    const code = (answer: unknown) => (answer as { code?: string }).code;
    expect(code(reviewPlanAction({ ...say, words: ' ' }, 'a1', known, context()))).toBe('words-missing');
    expect(code(reviewPlanAction(say, 'a2', known, context()))).toBe('entry-unknown');
    expect(code(reviewPlanAction({ ...say, next: '2026-05-12' }, 'a1', known, context()))).toBe('next-not-later');
  });

  it('is for its lead and whoever enters the register; others are answered alike, whatever is there', () => {
    const by = (id: string, role: 'practitioner' | 'auditor' | 'leader', target = 'a1') =>
      reviewPlanAction(say, target, known, context({ id, roles: [role] }));
    expect(by('pat', 'practitioner')).toHaveLength(1);
    expect(by('ann', 'auditor')).toMatchObject({ code: 'role-missing' });
    expect(by('ann', 'auditor', 'a2')).toEqual(by('ann', 'auditor'));
    expect(by('pat', 'practitioner', 'a2')).toEqual(by('ann', 'auditor'));
    const heads = { ...DEFAULT_RESPONSIBILITIES, headsOfService: [{ service: 'North', personId: 'lee' }] };
    const lee = { ...context({ id: 'lee', roles: ['leader'] }), responsibilities: heads };
    expect(reviewPlanAction(say, 'a1', known, lee)).toHaveLength(1);
  });
});

describe('whose a review is', () => {
  const owners = (leadId: string | null, programmeLead: string | null, ...more: readonly PeopleEvent[]) => {
    const responsibilities = { ...DEFAULT_RESPONSIBILITIES, programmeLead };
    const found = reviewOwnership({ leadId }, { ...context(CORA, ...more), responsibilities });
    return [found.owners.map(({ personId }) => personId), found.gap];
  };

  it('is its lead’s, or their deputies’; else the programme lead’s, and the coordinators’', () => {
    expect(owners('pat', 'ann')).toEqual([['pat'], null]);
    expect(owners('pat', 'ann', away('a', 'pat', '2026-05-01', null, 'lee'))).toEqual([['lee'], null]);
    expect(owners('pat', 'ann', away('a', 'pat', '2026-05-01', null, null))).toEqual([['ann'], 'away-without-deputy']);
    expect(owners('pat', null, registered('pat', { roles: ['practitioner'], to: '2026-04-30' }))).toEqual([
      ['cora'],
      'left',
    ]);
    expect(owners(null, 'ann')).toEqual([['ann'], null]);
    expect(owners(null, null)).toEqual([['cora'], null]);
    expect(owners(null, null, away('a', 'cora', '2026-05-01', null, null))).toEqual([['lee'], 'away-without-deputy']);
  });

  it('is somebody’s who is there and may record it, or nobody’s because nobody could', () => {
    const gaps = new Set<unknown>();
    const leads = fc.tuple(councils, fc.nat());
    fc.assert(
      fc.property(leads, ([bad, nth]) => {
        const council = { ...bad, today: TODAY };
        const ids = [null, ...[...bad.directory.people()].map(({ personId }) => personId)];
        const led = { leadId: ids[nth % ids.length] ?? null };
        const { owners: found, gap } = reviewOwnership(led, council);
        const isHere = (personId: string): boolean =>
          bad.directory.inPost(personId, TODAY) && bad.directory.awayOn(personId, TODAY) === null;
        const may = (personId: string): boolean =>
          mayReview({ id: personId, roles: bad.directory.person(personId)?.roles ?? [] }, led, council);
        for (const { personId } of found)
          expect([personId, isHere(personId), may(personId)]).toEqual([personId, true, true]);
        expect(reviewOwnership(led, { ...staffed(bad, 'coordinator'), today: TODAY }).owners.length).toBeGreaterThan(0);
        const administrators = bad.directory.withRole('administrator', TODAY);
        for (const rung of RUNGS)
          if (found.length + administrators.length > 0)
            expect(reviewRecipients(led, rung, council).length).toBeGreaterThan(0);
        gaps.add(gap);
      }),
      { numRuns: 300 },
    );
    expect([...gaps]).toEqual(expect.arrayContaining([null, 'left', 'away-without-deputy']));
  });
});
