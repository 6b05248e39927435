import { readFileSync } from 'node:fs';
import { lifecycleDiagram, lifecycleDocument } from './lifecycle-document.js';
import { auditWorkflow } from './table.js';

describe('the lifecycle in the documentation', () => {
  it('is the one of the workflow table (docs/lifecycle.md says how to make it again)', () => {
    const committed = readFileSync(new URL('../../../../docs/lifecycle.md', import.meta.url), 'utf8');
    expect(committed).toBe(lifecycleDocument());
  });

  it('draws an arrow for what a row leads to, and none without the row', () => {
    const arrow = '  action_tracking --> closed: CloseAudit';
    expect(lifecycleDiagram()).toContain(arrow);
    expect(lifecycleDiagram(auditWorkflow.filter(({ command }) => command !== 'CloseAudit'))).not.toContain(arrow);
  });

  it('names the condition where one step leads to two stages', () => {
    expect(lifecycleDiagram()).toContain('acceptance --> conversation: AcceptAudit (conversation outstanding)');
    expect(lifecycleDiagram()).toContain('acceptance --> grading: AcceptAudit');
  });
});
