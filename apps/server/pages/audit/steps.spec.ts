import { auditWorkflow } from '#domain';
import { stepName } from './step-address.js';
import { STEP_FORMS } from './step-forms.js';
import { doneBy, stepNamed } from './steps.js';

describe('the forms of the lifecycle', () => {
  it('are there for every step that people take, each at an address of its own', () => {
    const commands = [...new Set(auditWorkflow.map(({ command }) => command))].filter((each) => each !== 'SelectAudit');
    expect(Object.keys(STEP_FORMS).sort()).toEqual([...commands].sort());
  });

  it('are found by the name their address carries', () => {
    const name = stepName({ path: 'audits/:id/claim-moderation' });
    expect(stepNamed(name)?.command).toBe('ClaimModeration');
    expect(doneBy(name)).toBe('The moderation is yours.');
    expect([doneBy('constructor'), doneBy(undefined), stepNamed('__proto__')]).toEqual([null, null, undefined]);
  });
});
