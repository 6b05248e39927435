import { readsByGrantAlone } from '#access';
import { auditFold, auditStream, stepsOn } from '#application';
import type { AskContext, AuditSteps } from '#application';
import { isRefusal, londonDateOf, refuse } from '#domain';
import type { Refusal } from '#domain';
import { grantOf, notTheirs, readerUnder } from './audit-readers.js';
import type { AskedOfAudit } from './audit-readers.js';
import type { Engine } from './engine.js';

/**
 * What somebody may do on an audit now and, for each thing they may not, why; nothing of what is in it. For whoever may
 * read something of it or take a step on it; everybody else has one answer.
 * @throws StoreUnavailable
 */
export async function auditSteps(engine: Engine, asked: AskedOfAudit): Promise<AuditSteps | Refusal> {
  const { auditId, actor } = asked;
  const now = engine.clock();
  const grant = await grantOf(engine, asked, now);
  if (grant === undefined && readsByGrantAlone(actor)) return notTheirs();
  const { state: record, end } = await engine.memories.of(auditFold).load(auditStream(auditId));
  const { level } = await readerUnder(engine, asked, record.state, grant, now);
  if (record.state.stage === 'unselected')
    return level === 'none' ? notTheirs() : refuse('not-found', 'audit-not-found', 'There is no such audit.');
  const steps = await stepsOn(record, end.revision, await stepsContext(engine, asked));
  const isTheirs = isRefusal(steps) || level !== 'none' || steps.steps.some(({ may }) => may);
  return isTheirs ? steps : notTheirs();
}

/** What is known before somebody's step on an audit is decided. @throws StoreUnavailable */
export async function stepsContext(
  { clock, references, memories }: Engine,
  { auditId, actor }: AskedOfAudit,
): Promise<AskContext> {
  const now = clock();
  return {
    actor,
    id: auditId,
    now,
    today: londonDateOf(now),
    // Nothing is made.
    newId: (what) => what,
    references: await references.load(),
    stateOf: async (stream, fold) => (await memories.of(fold).load(stream)).state,
  };
}
