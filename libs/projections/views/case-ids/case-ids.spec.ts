import { AuditStory } from '../../audits/audit-story.fixture.js';
import { GivenLog, anySplitGivesTheSameRows, projected, sealed } from '../given.fixture.js';
import { caseIdsView } from './projection.js';
import { auditsOfSubject, caseIdOfSubject, caseIdsOf } from './queries.js';

function given(): GivenLog {
  const log = new GivenLog();
  const entry = (subjectId: string, importedId: string) => ({
    position: 0,
    subjectId,
    importedId: sealed(importedId, `subject:${subjectId}`),
    open: true,
    status: null,
    lists: ['6'],
    service: null,
    team: null,
    worker: 'missing' as const,
    practitionerId: null,
    workerName: null,
    workerOwner: null,
    family: null,
  });
  const part = (caseloadId: string, ...ids: readonly (readonly [string, string])[]): void =>
    void log.add(
      'caseload-part-recorded',
      { caseloadId, part: 0, entries: ids.map((id) => entry(...id)) },
      { stream: `caseload-${caseloadId}` },
    );
  part('march', ['s-a', 'CF-0012'], ['s-other', 'CF-9']);
  new AuditStory(log, 'a').selected();
  part('april', ['s-a', 'CF-0012']);
  new AuditStory(log, 'old').imported();
  new AuditStory(log, 'unnamed').selected();
  return log;
}

describe('the case ids view', () => {
  it('knows which child an audit is of, from a caseload or from the spreadsheet it came in', () => {
    const found = caseIdsOf(projected(caseIdsView, given().events), ['a', 'old', 'unnamed', 'nobody']);
    expect(found.get('a')).toEqual(sealed('CF-0012', 'subject:s-a'));
    expect(found.get('old')).not.toBeNull();
    expect(found.get('unnamed')).toBeNull();
    expect(found.has('nobody')).toBe(false);
  });

  it('knows whoever came in by a dip sample alone', () => {
    const log = given();
    log.add('dip-sample-answered', {
      resultId: 'r1',
      theme: 'Visits',
      date: '2026-05-04',
      unit: 'child',
      subjectId: 's-dipped',
      subjectRef: sealed('CF-77', 'subject:s-dipped'),
      answers: [{ question: 'Seen alone?', answer: 'yes' }],
      version: 1,
      digest: '00',
    });
    const rows = projected(caseIdsView, log.events);
    expect(auditsOfSubject(rows, 's-dipped')).toEqual({ isKnown: true, auditIds: [] });
    expect(auditsOfSubject(rows, 's-nobody')).toEqual({ isKnown: false, auditIds: [] });
    expect(caseIdOfSubject(rows, 's-dipped')).toEqual(sealed('CF-77', 'subject:s-dipped'));
  });

  it('is the same however the log is cut into batches', () => anySplitGivesTheSameRows(caseIdsView, given().events));
});
