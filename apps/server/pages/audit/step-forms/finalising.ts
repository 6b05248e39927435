import type { StepForms } from '../step-form.js';
import { day, why } from './fields.js';

/** The end of grading, and of the audit. */
export const finalising: StepForms = {
  FinaliseAudit: {
    done: 'The grades are final.',
    lead: () => 'The grades become final and count in reports.',
  },
  FileOnRecord: {
    done: 'It is recorded where the summary is filed.',
    fields: ({ today }) => [
      day('on', 'When it was put on the child’s record', 'Enter the day', { value: today }),
      {
        kind: 'line',
        name: 'reference',
        label: 'Where it stands in the case system',
        asks: 'Say where it stands',
      },
    ],
  },
  CloseAudit: { done: 'The audit is closed.' },
  ReopenAudit: { done: 'The audit is open again.', fields: () => [why()] },
};
