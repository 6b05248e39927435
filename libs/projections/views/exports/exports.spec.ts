import type { ExportOrder } from '#domain';
import { GivenLog, anySplitGivesTheSameRows, projected } from '../given.fixture.js';
import { exportsView } from './projection.js';
import { findExport, listExportsOf, listExportsWaiting } from './queries.js';

const order: ExportOrder = {
  report: 'judgements',
  from: '2026-04-01',
  to: '2026-05-31',
  by: null,
  asAt: '2026-06-01T09:00:00.000Z',
  service: null,
  team: 'North',
  activity: null,
  format: 'csv',
};

function given(): GivenLog {
  const log = new GivenLog();
  const asked = (exportId: string, requestedBy: string): void =>
    void log.add(
      'export-requested',
      { exportId, requestedBy, order, withSmallNumbers: requestedBy === 'cora' },
      { stream: `export-${exportId}` },
    );
  asked('e1', 'cora');
  asked('e2', 'lee');
  asked('e3', 'cora');
  log.add('export-made', { exportId: 'e1', bytes: 120, digest: 'd' }, { stream: 'export-e1' });
  return log;
}

describe('reports as files', () => {
  const rows = projected(exportsView, given().events);

  it('wait until they are made, the oldest first', () => {
    expect(listExportsWaiting(rows).map(({ exportId }) => exportId)).toEqual(['e2', 'e3']);
    expect(findExport(rows, 'e2')).toMatchObject({ order, withSmallNumbers: false, file: null });
    expect(findExport(rows, 'e1')?.file).toMatchObject({ bytes: 120, digest: 'd' });
    expect(findExport(rows, 'e9')).toBeUndefined();
  });

  it('are listed for whoever asked, the newest first', () => {
    expect(listExportsOf(rows, 'cora').map(({ exportId }) => exportId)).toEqual(['e3', 'e1']);
  });

  it('are the same rows wherever the log is cut', () => {
    anySplitGivesTheSameRows(exportsView, given().events);
  });
});
