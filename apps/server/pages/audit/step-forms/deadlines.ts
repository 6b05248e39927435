import type { StepForms } from '../step-form.js';

/** A calendar that changed. */
export const deadlines: StepForms = {
  MoveDeadlines: {
    done: 'The deadlines are counted again.',
    lead: () => 'Deadlines are counted again by the calendar as it is now.',
    fields: () => [{ kind: 'line', name: 'because', label: 'What changed in the calendar', asks: 'Say what changed' }],
  },
};
