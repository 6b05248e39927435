import { GivenLog, anySplitGivesTheSameRows, projected } from '../given.fixture.js';
import { caseIdReadings } from './projection.js';
import { listCaseIdReadings } from './queries.js';

function given(): GivenLog {
  const log = new GivenLog();
  const shown = (personId: string, list: 'tasks' | 'board', at: string, ...auditIds: readonly string[]): void =>
    void log.add('case-ids-shown', { personId, list, auditIds }, { stream: `case-ids-shown-${personId}`, at });
  shown('ann', 'tasks', '2026-05-01T09:00:00.000Z', 'a', 'b');
  shown('mo', 'board', '2026-05-01T10:00:00.000Z', 'b');
  shown('ann', 'tasks', '2026-05-02T09:00:00.000Z', 'b');
  return log;
}

describe('the readings of case ids in lists', () => {
  it('are told by audit, the latest first', () => {
    const rows = projected(caseIdReadings, given().events);
    expect(listCaseIdReadings(rows, 'b').map(({ personId, list, at }) => [personId, list, at.slice(8, 10)])).toEqual([
      ['ann', 'tasks', '02'],
      ['mo', 'board', '01'],
      ['ann', 'tasks', '01'],
    ]);
    expect(listCaseIdReadings(rows, 'a')).toHaveLength(1);
    expect(listCaseIdReadings(rows, 'c')).toEqual([]);
  });

  it('are the same however the log is cut into batches', () =>
    anySplitGivesTheSameRows(caseIdReadings, given().events));
});
