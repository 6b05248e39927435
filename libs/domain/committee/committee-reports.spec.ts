import type { Actor } from '../actor.js';
import { specOf } from '../given.fixture.js';
import { committeeReports, type CommitteeContext } from './committee-reports.js';
import type { CommitteeEvent } from './events.js';

const LEE: Actor = { id: 'lee', roles: ['leader'] };
const CORA: Actor = { id: 'cora', roles: ['coordinator'] };
const context = (actor: Actor = LEE): CommitteeContext => ({
  actor,
  today: '2026-11-29',
  responsibilities: { headsOfService: [{ personId: 'hal' }] },
});
const given = specOf(committeeReports, context);
const said = {
  reportId: 'r1',
  from: '2025-04-01',
  to: '2026-03-31',
  title: 'Annual',
  document: 'packed',
  digest: 'd1',
};
const keep = { type: 'KeepCommitteeReport', ...said } as const;
const kept = (version = 1, digest = 'd1', keptBy = 'cora'): CommitteeEvent => ({
  type: 'committee-report-kept',
  data: { ...said, digest, version, keptBy },
});
const signOff = { type: 'SignOffCommitteeReport', reportId: 'r1', version: 1, as: ' L. Lee, Director ' } as const;
const signed: CommitteeEvent = {
  type: 'committee-report-signed-off',
  data: { reportId: 'r1', version: 1, digest: 'd1', signedOffBy: 'lee', on: '2026-11-29', as: 'L. Lee, Director' },
};

describe('a report to a committee', () => {
  it('is kept version by version, and once however often it is kept without a change', () => {
    given().when(keep, context(CORA)).then(kept());
    given(kept())
      .when({ ...keep, digest: 'd2' }, context(CORA))
      .then(kept(2, 'd2'));
    given(kept()).when(keep, context(CORA)).then();
    given(kept())
      .when({ ...keep, reportId: 'r2' }, context({ id: 'hal', roles: ['auditor'] }))
      .then({
        type: 'committee-report-kept',
        data: { ...said, reportId: 'r2', version: 1, keptBy: 'hal' },
      });
    given()
      .when(keep, context({ id: 'ann', roles: ['auditor'] }))
      .refused('role-missing');
  });

  it('is signed off by a leader, with the version that was read', () => {
    given(kept()).when(signOff).then(signed);
    given(kept(), kept(2, 'd2')).when(signOff).refused('version-not-newest');
    given(kept()).when(signOff, context(CORA)).refused('role-missing');
    given(kept())
      .when({ ...signOff, as: ' ' })
      .refused('name-missing');
    given().when(signOff).refused('report-unknown');
  });

  it('stays as it is once it is signed off', () => {
    given(kept(), signed).when(signOff).refused('report-signed-off');
    given(kept(), signed)
      .when({ ...keep, digest: 'd2' }, context(CORA))
      .refused('report-signed-off');
    given(kept(), signed)
      .when({ ...keep, reportId: 'r2' }, context(CORA))
      .then({
        type: 'committee-report-kept',
        data: { ...said, reportId: 'r2', version: 1, keptBy: 'cora' },
      });
  });
});
