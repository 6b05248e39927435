import fc from 'fast-check';
import type { Actor } from '../actor.js';
import { addDays } from '../calendar/iso-date.js';
import { specOf } from '../given.fixture.js';
import { foldDirectory } from '../people/people-directory.js';
import type { PeopleEvent } from '../people/events.js';
import type { Role } from '../roles.js';
import { inspections, LONGEST_GRANT_DAYS, type InspectionContext } from './decide.js';
import type { InspectionEvent } from './events.js';
import { grantFor, inspectionsStream } from './grants.js';

const TODAY = '2026-06-10';
const person = (personId: string, role: Role, to: string | null = null): PeopleEvent => ({
  type: 'person-registered',
  data: {
    personId,
    ref: personId,
    name: personId,
    aliases: [],
    email: '',
    teamId: null,
    managerId: null,
    roles: [role],
    from: null,
    to,
  },
});
const directory = foldDirectory([
  person('ivy', 'inspector'),
  person('ian', 'inspector', '2026-06-09'),
  person('amir', 'auditor'),
]);
const by = (role: Actor['roles'][number]): InspectionContext => ({
  actor: { id: 'cora', roles: [role] },
  now: `${TODAY}T09:00:00.000Z`,
  today: TODAY,
  newId: (what) => what,
  directory,
  knownAudits: new Set(['audit-1', 'audit-2']),
});
const given = specOf(inspections, () => by('coordinator'));

const asked = {
  grantId: 'grant-1',
  inspectorId: 'ivy',
  auditIds: ['audit-1', 'audit-2'],
  from: '2026-06-08',
  until: '2026-06-26',
  reason: 'Inspection of June 2026',
};
const grant = { type: 'GrantInspection', ...asked } as const;
const granted = (data: Partial<typeof asked> = {}): InspectionEvent => ({
  type: 'inspection-granted',
  data: { ...asked, ...data, grantedBy: 'cora' },
});
const end = { type: 'EndInspection', grantId: 'grant-1', inspectorId: 'ivy', reason: 'It is over.' } as const;
const ended: InspectionEvent = {
  type: 'inspection-ended',
  data: { grantId: 'grant-1', inspectorId: 'ivy', reason: 'It is over.', endedBy: 'cora' },
};

describe('letting an inspector read audits', () => {
  it('names the audits, the days and the inspection', () => {
    given().when(grant).then(granted());
    expect(inspectionsStream('ivy')).toBe('inspections-ivy');
  });

  it('names each audit once', () => {
    given()
      .when({ ...grant, auditIds: ['audit-1', 'audit-2', 'audit-1'] })
      .then(granted());
  });

  it('is a coordinator’s: an administrator may read no case, so may open none', () => {
    for (const role of ['administrator', 'leader', 'auditor', 'moderator', 'inspector', 'system'] as const) {
      given().when(grant, by(role)).refused('role-missing', 'not-allowed');
      given(granted()).when(end, by(role)).refused('role-missing', 'not-allowed');
    }
  });

  it.each([
    ['a person nobody knows', { inspectorId: 'nobody' }, 'person-unknown'],
    ['somebody who is no inspector', { inspectorId: 'amir' }, 'not-an-inspector'],
    ['an inspector who has left', { inspectorId: 'ian' }, 'person-not-in-post'],
    ['no audit', { auditIds: [] }, 'audits-missing'],
    ['an audit that is not there', { auditIds: ['audit-1', 'audit-9'] }, 'audit-not-found'],
    ['a blank reason', { reason: ' ' }, 'reason-missing'],
    ['a day that does not exist', { until: '2026-06-31' }, 'date-unknown'],
    ['days in the wrong order', { from: '2026-06-27' }, 'dates-reversed'],
    ['days that have passed', { from: '2026-06-01', until: '2026-06-09' }, 'date-passed'],
    ['more than a quarter', { until: addDays(asked.from, LONGEST_GRANT_DAYS) }, 'grant-too-long'],
  ])('is refused for %s', (_what, changed, code) => {
    given()
      .when({ ...grant, ...changed })
      .refused(code);
  });

  it('may last a quarter', () => {
    const until = addDays(asked.from, LONGEST_GRANT_DAYS - 1);
    given()
      .when({ ...grant, until })
      .then(granted({ until }));
  });

  it('is ended before its time, once', () => {
    given(granted()).when(end).then(ended);
    given(granted(), ended).when(end).then();
    given().when(end).refused('grant-unknown', 'not-found');
    given(granted())
      .when({ ...end, reason: '' })
      .refused('reason-missing', 'invalid');
  });
});

describe('what a grant opens', () => {
  const after = (...events: readonly InspectionEvent[]) => events.reduce(inspections.evolve, inspections.initial);
  const opens = (events: readonly InspectionEvent[], auditId: string, today: string) =>
    grantFor(after(...events), auditId, today)?.grantId ?? null;

  it.each([
    ['an audit it names, on its first day', [granted()], 'audit-1', '2026-06-08', 'grant-1'],
    ['and on its last', [granted()], 'audit-2', '2026-06-26', 'grant-1'],
    ['nothing the day before', [granted()], 'audit-1', '2026-06-07', null],
    ['nothing the day after', [granted()], 'audit-1', '2026-06-27', null],
    ['no other audit', [granted()], 'audit-3', '2026-06-10', null],
    ['nothing once it has ended', [granted(), ended], 'audit-1', '2026-06-10', null],
    [
      'what a later one still names',
      [granted(), granted({ grantId: 'grant-2', auditIds: ['audit-1'] }), ended],
      'audit-1',
      '2026-06-10',
      'grant-2',
    ],
    [
      'nothing that only the ended one named',
      [granted(), granted({ grantId: 'grant-2', auditIds: ['audit-1'] }), ended],
      'audit-2',
      '2026-06-10',
      null,
    ],
  ] as const)('%s', (_what, events, auditId, today, expected) => {
    expect(opens(events, auditId, today)).toBe(expected);
  });

  it('is never an audit that no grant names, nor a day outside all of them', () => {
    const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2026-06-01', days));
    const some = fc.array(
      fc.record({ from: day, until: day, auditIds: fc.subarray(['audit-1', 'audit-2', 'audit-3']) }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(some, day, (grants, today) => {
        const events = grants.map((data, index) => granted({ ...data, grantId: `grant-${index}` }));
        for (const auditId of ['audit-1', 'audit-2', 'audit-3']) {
          const open = grants.some(
            ({ from, until, auditIds }) => from <= today && today <= until && auditIds.includes(auditId),
          );
          expect(opens(events, auditId, today) !== null).toBe(open);
        }
      }),
    );
  });
});
