import { eventTypes } from '../log/event-types.js';
import { foldDirectory } from '../people/people-directory.js';
import { obligationsShown, readerOf, readingOf } from './access.js';
import { auditDecider } from './decider.js';
import type { AuditEvent } from '../audit-language/events.js';
import { DEFAULT_RESPONSIBILITIES } from '../settings/default-settings.js';
import { actor, directory, TODAY, withDeputy } from './scenarios/council.fixture.js';
import { until, was } from './scenarios/history.fixture.js';
import type { AuditState } from './state.js';
import {
  couldClaimModeration,
  mayReadDrafts,
  noted,
  revisionShown,
  showEvents,
  withheldWhileBlind,
  withholdsConcerns,
  withholdsFirstGrade,
  type ShownTo,
} from './visibility.js';
import { againstActingAs } from './who.js';

const { evolve, initial } = auditDecider();
const after = (...events: readonly AuditEvent[]): AuditState => events.reduce<AuditState>(evolve, initial);
const reader = (id: string, roles = actor(id).roles) => ({
  actor: { id, roles },
  directory,
  today: TODAY,
  responsibilities: DEFAULT_RESPONSIBILITIES,
  hasReadFirstGrade: false,
});

/** Max, while he could claim it. */
const BLINDED: ShownTo = { personId: 'max', withholdFirstGrade: true, withholdConcerns: true, drafts: false };

function withManager(personId: string, managerId: string) {
  const { ref, name, aliases, email, ...person } = directory.person(personId) ?? raise();
  const data = { ...person, name, aliases, email, managerId };
  return foldDirectory([{ type: 'person-changed', data }], directory);
}

function raise(): never {
  throw new Error('The council has nobody of that name');
}

const SECRETS = [
  'inadequate',
  'requires_improvement',
  'not_met',
  'The plan has drifted.',
  'Why planning is so.',
  'The plan is old.',
  'The father is back.',
  'On my way, the father is back.',
  'at_risk',
];
const blind = [
  ...until.grading,
  was.findingRecorded(),
  was.submitted({ atRisk: true }),
  was.concernRaised({ withSubmission: true, raisedBy: 'amir', reason: 'The father is back.' }),
  was.moderationRequired({ blind: true, reasons: ['grade', 'at_risk'] }),
  {
    type: 'safety-concern-acknowledged',
    data: {
      concernId: 'concern-1',
      acknowledgedBy: 'tom',
      note: 'On my way, the father is back.',
      resolveBy: '2026-06-05',
      counted: null,
      subjectId: 'subject-1',
    },
  },
] as const satisfies readonly AuditEvent[];
const claimed = [...blind, was.claimed()];

describe('blind moderation', () => {
  // withheld from Mona, who claims it where anybody does, and from Max
  it.each([
    ['before the first submission', until.grading, false, false],
    ['once it is submitted', blind, true, true],
    ['while Mona has claimed it', claimed, true, true],
    ['once Mona’s own grade is recorded', [...claimed, was.ownGrade()], false, true],
    [
      'after her release, before the next moderator’s own grade',
      [...claimed, was.ownGrade(), was.released()],
      true,
      true,
    ],
    ['once it is upheld', [...claimed, was.ownGrade(), was.upheld()], false, false],
    ['where it is returned after her own grade', [...claimed, was.ownGrade(), was.returned()], false, true],
    ['where moderation is open', until.moderation, false, false],
    ['where it was withdrawn', [...blind, was.withdrawn()], false, false],
  ] as const)('%s', (_when, events, fromMona, fromMax) => {
    const state = after(...events);
    expect(withholdsFirstGrade(state, reader('mona'))).toBe(fromMona);
    expect(withholdsFirstGrade(state, reader('max'))).toBe(fromMax);
  });

  it('is open to whoever stands in for a moderator whose own grade is recorded', () => {
    const deputy = { ...reader('max'), directory: withDeputy('mona', 'max') };
    expect(withholdsFirstGrade(after(...claimed), deputy)).toBe(true);
    expect(withholdsFirstGrade(after(...claimed, was.ownGrade()), deputy)).toBe(false);
  });

  it.each([
    ['a moderator', reader('max'), true],
    ['a moderator signed in as something else', reader('max', ['auditor']), true],
    [
      'a coordinator who is a moderator too, and told of the concern',
      reader('cora', ['coordinator', 'moderator']),
      false,
    ],
    ['a coordinator', reader('cora'), false],
    ['the auditor, who cannot moderate', reader('amir', ['auditor', 'moderator']), false],
    ['a moderator of the team, who is barred', reader('nia'), false],
    ['a moderator who reports to the case holder’s manager', reader('rita'), false],
    ['a leader', reader('lena'), false],
    ['the system', reader('system'), false],
  ])('%s could claim: %3$s', (_who, who, could) => {
    expect(couldClaimModeration(after(...blind), who)).toBe(could);
    expect(withholdsFirstGrade(after(...blind), who)).toBe(could);
  });

  it('tells nothing of the first grade in any event', () => {
    const shown = JSON.stringify(showEvents(claimed, BLINDED));
    expect(SECRETS.filter((secret) => shown.includes(`"${secret}"`))).toEqual([]);
    expect(SECRETS.filter((secret) => JSON.stringify(claimed).includes(`"${secret}"`))).toEqual(SECRETS);
  });

  it('nor what was revised, returned or released', () => {
    const events = [
      ...claimed,
      was.ownGrade(),
      was.returned(),
      was.resubmitted(),
      {
        type: 'moderation-released',
        data: { moderatorId: 'mona', releasedBy: 'cora', reason: 'Was inadequate', subjectId: 'subject-1' },
      },
    ] as const;
    const shown = JSON.stringify(showEvents(events, BLINDED));
    expect(shown).not.toMatch(/requires_improvement|inadequate|The plan is late|Say more|Seen again|"met"/);
  });

  it('still tells that it was submitted, and when, and names what is missing', () => {
    const shown = showEvents(claimed, BLINDED);
    expect(shown.find(({ type }) => type === 'first-grade-submitted')).toMatchObject({
      data: { auditedOn: '2026-05-18', submittedBy: 'amir' },
      withheld: ['grade', 'rationale', 'atRisk', 'domains', 'standards'],
    });
  });

  it('tells of no safety concern but those the reader raised themself, or is told of', () => {
    const own = was.concernRaised({ concernId: 'concern-2', raisedBy: 'max', reason: 'Said at the school gate.' });
    const concernsIn = (to: ShownTo) =>
      showEvents([...claimed, own], to).flatMap(({ type, data }) =>
        type.startsWith('safety-concern-') ? [data['concernId']] : [],
      );
    expect(concernsIn(BLINDED)).toEqual(['concern-2']);
    expect(concernsIn({ ...BLINDED, personId: 'mona' })).toEqual([]);
    expect(concernsIn({ ...BLINDED, withholdConcerns: false })).toEqual(['concern-1', 'concern-1', 'concern-2']);
    const state = after(...claimed, own);
    const keysFor = (id: string) => obligationsShown(state, readerOf(state, reader(id))).map(({ key }) => key);
    expect(keysFor('max')).toEqual(['moderate', 'concern:concern-2']);
    expect(keysFor('cora')).toEqual(['moderate', 'resolve-concern:concern-1', 'concern:concern-2']);
  });

  it('counts revisions over what may be seen alone', () => {
    const quiet = claimed.filter(({ type }) => !type.startsWith('safety-concern-'));
    const revisionOf = (events: readonly AuditEvent[]) => revisionShown(events.map(noted), BLINDED);
    expect(revisionOf(claimed)).toBe(revisionOf(quiet));
    expect(revisionShown(claimed.map(noted), { ...BLINDED, withholdFirstGrade: false })).toBe(claimed.length - 1);
  });

  it.each([
    ['a coordinator who moderates', reader('cora', ['coordinator', 'moderator'])],
    ['a leader who moderates', reader('lena', ['leader', 'moderator'])],
    ['a coordinator who signs in as a moderator', reader('cora', ['moderator'])],
    ['a moderator who stands in for a coordinator', { ...reader('max'), directory: withDeputy('cora', 'max') }],
    ['a moderator who stands in for the team manager', { ...reader('max'), directory: withDeputy('tom', 'max') }],
    ['a moderator above the team manager', { ...reader('max'), directory: withManager('tom', 'max') }],
  ])('bars %s from what they are told of', (_who, who) => {
    const quiet = after(...until.grading, was.submitted(), was.moderationRequired({ blind: true }));
    const claiming = (state: AuditState) => againstActingAs('moderator', state, who);
    expect([claiming(quiet), withholdsFirstGrade(quiet, who)]).toEqual([null, true]);
    expect([claiming(after(...blind)), withholdsFirstGrade(after(...blind), who)]).toEqual(['told-of-concern', false]);
    expect(withholdsConcerns(after(...blind), who)).toBe(false);
    // In the open it does not matter.
    const open = after(...until.moderation.slice(0, -1), was.concernRaised());
    expect(claiming(open)).not.toBe('told-of-concern');
  });

  it('leaves a claimant who is told of a later concern their claim, and still without the first grade', () => {
    const cora = reader('cora', ['coordinator', 'moderator']);
    const state = after(
      ...until.grading,
      was.submitted(),
      was.moderationRequired({ blind: true }),
      was.claimed('cora'),
      was.concernRaised(),
    );
    expect(againstActingAs('claimant', state, cora)).toBeNull();
    expect(readingOf(state, cora)).toMatchObject({ withholdFirstGrade: true, withholdConcerns: false });
  });

  it('shows the rest of the world everything', () => {
    expect(
      showEvents(claimed, { ...BLINDED, withholdFirstGrade: false, withholdConcerns: false }).map(({ data }) => data),
    ).toEqual(claimed.map(({ data }) => data));
  });

  it('withholds every personal field that a grader writes', () => {
    // What is written before the submission by others, or of what was seen and heard, is no judgement.
    const facts = ['conversation-', 'family-contact-', 'conflict-', 'auditor-', 'subject-', 'audit-', 'practitioner-'];
    const open = Object.entries(withheldWhileBlind)
      .filter(([type, withheld]) => withheld === 'nothing' && !facts.some((prefix) => type.startsWith(prefix)))
      .filter(([type]) =>
        Object.entries(eventTypes).some(([name, declared]) => name === type && 'personal' in declared),
      );
    expect(open).toEqual([]);
  });
});

describe('drafts', () => {
  const drafts = (events: readonly AuditEvent[], own: boolean) =>
    showEvents(events, { ...BLINDED, withholdFirstGrade: false, withholdConcerns: false, drafts: own })
      .filter(({ type }) => type === 'domain-graded')
      .map(({ data }) => data['domain']);

  it('are the auditor’s own until they are submitted', () => {
    expect(drafts(until.grading, true)).toEqual(['assessment', 'planning']);
    expect(drafts(until.grading, false)).toEqual([]);
    expect(drafts(until.moderation, false)).toEqual(['assessment', 'planning']);
  });

  it('made after a return are so again', () => {
    const revising = [...until.moderation, was.returned(), was.domainGraded('voice', 'good')];
    expect(drafts(revising, false)).toEqual(['assessment', 'planning']);
    expect(drafts(revising, true)).toEqual(['assessment', 'planning', 'voice']);
    expect(drafts([...revising, was.resubmitted()], false)).toEqual(['assessment', 'planning', 'voice']);
  });

  it('of an auditor who was replaced are nobody’s', () => {
    const replaced = [...until.grading, was.reallocated(), was.accepted(), was.domainGraded('voice', 'good')];
    expect(drafts(replaced, true)).toEqual(['voice']);
    expect(drafts([...replaced, was.submitted(), was.moderationRequired()], true)).toEqual(['voice']);
  });

  it.each([
    ['amir', true],
    ['cora', false],
    ['mona', false],
    ['priya', false],
    ['system', false],
  ])('may be read by %s: %s', (id, may) => {
    expect(mayReadDrafts(after(...until.grading), reader(id))).toBe(may);
  });

  it('may be read by the deputy of an absent auditor', () => {
    const deputy = { ...reader('ada'), directory: withDeputy('amir', 'ada') };
    expect(mayReadDrafts(after(...until.grading), deputy)).toBe(true);
  });
});
