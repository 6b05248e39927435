import { catalogue } from '#application';
import { stepName } from './step-address.js';
import { STEP_FORMS } from './step-forms.js';
import type { StepForm } from './step-form.js';

interface KnownStep {
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

/** What a page says after a step: an address carries its name, never its words. */
export const doneBy = (name: unknown): string | null =>
  (typeof name === 'string' ? BY_NAME.get(name)?.form.done : undefined) ?? null;
