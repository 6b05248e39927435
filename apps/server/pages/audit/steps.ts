import { catalogue } from '#application';
import { ProblemError, problem } from '../../problems/problem.js';
import { stepName } from './step-address.js';
import { STEP_FORMS } from './step-forms.js';
import type { StepForm } from './step-form.js';

export interface KnownStep {
  readonly command: string;
  readonly form: StepForm;
}

const forms: ReadonlyMap<string, StepForm> = new Map(Object.entries(STEP_FORMS));

/** The steps that have a form, by the name their address carries. */
const BY_NAME: ReadonlyMap<string, KnownStep> = new Map(
  catalogue.flatMap(({ name, path }): [string, KnownStep][] => {
    const form = forms.get(name);
    return path === null || form === undefined ? [] : [[stepName({ path }), { command: name, form }]];
  }),
);

export const stepNamed = (name: string): KnownStep | undefined => BY_NAME.get(name);

export const UNKNOWN_ADDRESS = problem(404, 'unknown-address', 'There is nothing at this address.');

/** @throws ProblemError where no step is called so */
export function knownStep(name: string): KnownStep {
  const step = stepNamed(name);
  if (step === undefined) throw new ProblemError(UNKNOWN_ADDRESS);
  return step;
}

/** What a page says after a step: an address carries its name, never its words. */
export const doneBy = (name: unknown): string | null =>
  (typeof name === 'string' ? BY_NAME.get(name)?.form.done : undefined) ?? null;

/** What a page says once something was kept. */
export const KEPT = 'What you wrote is saved for later. It has not been sent: nobody else sees it until you send it.';
