import type { StepForms } from '../step-form.js';
import { day, text } from './fields.js';

/** What the team does about an Inadequate. */
export const response: StepForms = {
  RequireResponse: {
    done: 'A response plan is required. The team manager is told.',
    fields: () => [
      day('respondBy', 'By when', '', { optional: true, hint: 'Leave it empty for the council’s usual time.' }),
    ],
  },
  RecordResponse: {
    done: 'The response plan is recorded.',
    fields: () => [text('plan', 'Plan', 'Write the plan', { rows: 8 })],
  },
};
