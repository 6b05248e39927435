import { auditFold, auditStream } from '#application';
import { isRefusal, isSelected, refuse } from '#domain';
import type { Refusal } from '#domain';
import type { Draft, StepFormName, Typed } from '#drafts';
import { ownerOf } from '#privacy';
import { notTheirs } from './audit-readers.js';
import type { AskedOfAudit } from './audit-readers.js';
import { auditSteps } from './audit-steps.js';
import type { Engine } from './engine.js';

/** The form of a step of an audit, and who types in it. */
export interface StepFormAsked extends AskedOfAudit {
  readonly command: string;
  readonly form: StepFormName;
}

/**
 * Keeps what somebody typed into the form of a step, for whoever may read something of the audit or take a step on it:
 * whether they may take this one now is decided when they do. Nothing of the audit is read out, and no reading recorded.
 * @throws StoreUnavailable, KeysUnavailable
 */
export async function keepStepDraft(
  engine: Engine,
  { command, form, ...asked }: StepFormAsked,
  typed: Typed,
): Promise<Draft | Refusal> {
  const steps = await auditSteps(engine, asked);
  if (isRefusal(steps)) return steps;
  const isThere = steps.steps.some(
    (step) => step.command === command && (step.item === null || step.item.id === form.item),
  );
  if (!isThere) return refuse('not-found', 'no-such-step', 'There is no such step on this audit.');
  const { state } = (await engine.memories.of(auditFold).load(auditStream(asked.auditId))).state;
  if (!isSelected(state)) return notTheirs();
  return engine.drafts.keep({ personId: asked.actor.id, form }, ownerOf('subject', state.subjectId), typed);
}
