import { systemActor, type Actor } from '../actor.js';
import { specOf } from '../given.fixture.js';
import { capacity, capacityStream, type CapacityContext } from './capacity.js';
import { liveAudit, liveAuditStream } from './live-audit.js';

const context = (actor: Actor = systemActor('issue-sample')): CapacityContext => ({
  actor,
  now: '2024-05-13T09:00:00.000Z',
  today: '2024-05-13',
  newId: (what) => what,
  settings: { auditorCapacity: 2 },
  training: null,
});
const auditor = context({ id: 'p1', roles: ['auditor'] });

const unlimited: CapacityContext = { ...context(), settings: { auditorCapacity: null } };

describe('one live audit a subject and activity', () => {
  const given = specOf(liveAudit, () => context());
  const of = { subjectId: 's1', activity: 'deep-dive' };
  const reserve = (auditId: string) => ({ type: 'ReserveLiveAudit', ...of, auditId }) as const;
  const release = (auditId: string, auditedOn: string | null) =>
    ({ type: 'ReleaseLiveAudit', ...of, auditId, auditedOn }) as const;
  const reserved = (auditId: string) => ({ type: 'live-audit-reserved', data: { ...of, auditId } }) as const;
  const released = (auditId: string, auditedOn: string | null) =>
    ({ type: 'live-audit-released', data: { ...of, auditId, auditedOn } }) as const;

  it('is reserved by one audit at a time', () => {
    given().when(reserve('a1')).then(reserved('a1'));
    given(reserved('a1')).when(reserve('a1')).then();
    given(reserved('a1')).when(reserve('a2')).refused('live-audit', 'rule');
    given(reserved('a1'), released('a1', null)).when(reserve('a2')).then(reserved('a2'));
  });

  it('is released by the audit that holds it, once', () => {
    given(reserved('a1')).when(release('a1', '2024-05-10')).then(released('a1', '2024-05-10'));
    given(reserved('a1')).when(release('a2', null)).then();
    given().when(release('a1', null)).then();
    given(reserved('a1'), released('a1', null), reserved('a2')).when(release('a1', null)).then();
  });

  it('remembers the latest audit that was carried out', () => {
    const state = [released('a1', '2024-05-10'), released('a2', null), released('a3', '2023-01-01')].reduce(
      liveAudit.evolve,
      liveAudit.initial,
    );
    expect(state).toEqual({ heldBy: null, lastAuditedOn: '2024-05-10' });
    expect(liveAudit.evolve(state, released('a4', '2024-06-01')).lastAuditedOn).toBe('2024-06-01');
  });

  it('is the engine’s and the coordinator’s', () => {
    given().when(reserve('a1'), auditor).refused('role-missing', 'not-allowed');
    given(reserved('a1')).when(release('a1', null), auditor).refused('role-missing');
    expect(liveAuditStream('deep-dive', 's1')).toBe('live-deep-dive.s1');
  });
});

describe('an auditor’s capacity', () => {
  const given = specOf(capacity, () => context());
  const reserve = (auditId: string) => ({ type: 'ReserveCapacity', personId: 'p1', auditId }) as const;
  const release = (auditId: string) => ({ type: 'ReleaseCapacity', personId: 'p1', auditId }) as const;
  const reserved = (auditId: string) => ({ type: 'capacity-reserved', data: { personId: 'p1', auditId } }) as const;
  const released = (auditId: string) => ({ type: 'capacity-released', data: { personId: 'p1', auditId } }) as const;

  it('is for whoever has training in date, where the council asks for it', () => {
    const asking = (on: string | null, expiresOn: string | null = null): CapacityContext => ({
      ...context(),
      settings: { auditorCapacity: null, trainingRequired: true },
      training: on === null ? null : { on, expiresOn },
    });
    given().when(reserve('a1'), asking(null)).refused('auditor-untrained', 'rule');
    given().when(reserve('a1'), asking('2024-05-14')).refused('auditor-untrained');
    given().when(reserve('a1'), asking('2023-05-12', '2024-05-12')).refused('auditor-untrained');
    for (const trained of [asking('2024-05-13'), asking('2023-05-13', '2024-05-13')])
      given().when(reserve('a1'), trained).then(reserved('a1'));
    // What somebody holds already stays theirs.
    given(reserved('a1')).when(reserve('a1'), asking(null)).then();
    given(reserved('a1')).when(release('a1'), asking(null)).then(released('a1'));
  });

  it('holds so many audits at once, each once', () => {
    given(reserved('a1')).when(reserve('a2')).then(reserved('a2'));
    given(reserved('a1'), reserved('a2')).when(reserve('a3')).refused('auditor-full', 'rule');
    given(reserved('a1'), reserved('a2')).when(reserve('a2')).then();
    given(reserved('a1'), reserved('a2'), released('a1')).when(reserve('a3')).then(reserved('a3'));
  });

  it('has no end where the council sets none', () => {
    given(reserved('a1'), reserved('a2')).when(reserve('a3'), unlimited).then(reserved('a3'));
  });

  it('is released once', () => {
    given(reserved('a1')).when(release('a1')).then(released('a1'));
    given(reserved('a1'), released('a1')).when(release('a1')).then();
  });

  it('is the engine’s and the coordinator’s', () => {
    given().when(reserve('a1'), auditor).refused('role-missing', 'not-allowed');
    given(reserved('a1')).when(release('a1'), auditor).refused('role-missing');
    expect(capacityStream('p1')).toBe('capacity-p1');
  });
});
