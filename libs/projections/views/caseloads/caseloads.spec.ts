import type { FrameEntry } from '#domain';
import { GivenLog, anySplitGivesTheSameRows, projected, sealed } from '../given.fixture.js';
import { caseloadsView } from './projection.js';
import { findCaseload, latestCaseload, listCaseloads } from './queries.js';

const entry = (position: number): FrameEntry => ({
  position,
  subjectId: `s-${position}`,
  importedId: sealed(`${position}`),
  status: 'child_in_need',
  lists: ['6'],
  service: null,
  team: null,
  worker: 'missing',
  practitionerId: null,
  workerOwner: null,
  workerName: null,
  open: true,
  family: null,
});

const manifest = (caseloadId: string, asAt: string) => ({
  caseloadId,
  asAt,
  subjectType: 'child',
  parts: 2,
  rows: { read: 4, accepted: 3, rejected: 1 },
  size: 2,
  closed: 1,
  byStatus: { child_in_need: 2, child_protection: 0, looked_after: 0, care_leaver: 0 },
  salt: 'salt',
  root: 'root',
  rejected: [{ sheet: 'List 6', row: 9, column: 'Team', reason: 'Missing' }],
  warnings: [],
});

function given(): GivenLog {
  const log = new GivenLog();
  const add = (caseloadId: string, asAt: string, whole = true): void => {
    const said = { stream: `caseload-${caseloadId}`, by: 'kim' };
    log.add('caseload-started', { caseloadId, asAt, source: 'csv', subjectType: 'child', fileName: 'april.csv' }, said);
    log.add('caseload-part-recorded', { caseloadId, part: 0, entries: [entry(0), entry(1)] }, said);
    log.add('caseload-part-recorded', { caseloadId, part: 1, entries: [entry(2)] }, said);
    if (whole) log.add('caseload-imported', manifest(caseloadId, asAt), said);
  };
  add('april', '2026-04-30');
  add('april-again', '2026-04-30');
  add('may', '2026-05-31');
  add('half', '2026-05-31', false);
  return log;
}
const rows = () => projected(caseloadsView, given().events);

describe('the caseloads view', () => {
  it('shows a caseload with its manifest', () => {
    expect(findCaseload(rows(), 'april')).toEqual({
      caseloadId: 'april',
      asAt: '2026-04-30',
      source: 'csv',
      subjectType: 'child',
      fileName: 'april.csv',
      startedAt: '2026-05-01T09:01:00.000Z',
      entries: 3,
      imported: { at: '2026-05-01T09:04:00.000Z', by: 'kim', manifest: manifest('april', '2026-04-30') },
    });
  });

  it('shows an import that is not whole as such', () => {
    expect(findCaseload(rows(), 'half')).toMatchObject({ entries: 3, imported: null });
    expect(listCaseloads(rows()).map(({ caseloadId }) => caseloadId)).toEqual(['half', 'may', 'april-again', 'april']);
  });

  it.each([
    ['2026-04-29', undefined],
    ['2026-04-30', 'april-again'],
    ['2026-05-30', 'april-again'],
    ['2026-06-30', 'may'],
  ])('answers for %s the latest whole caseload, %s', (date, expected) => {
    expect(latestCaseload(rows(), 'child', date)?.caseloadId).toBe(expected);
    expect(latestCaseload(rows(), 'foster_carer', date)).toBeUndefined();
  });

  it('is the same however the log is cut into batches', () => anySplitGivesTheSameRows(caseloadsView, given().events));
});
