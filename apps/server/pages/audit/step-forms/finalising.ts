import type { StepForms } from '../step-form.js';
import { why } from './fields.js';

/** The end of grading, and of the audit. */
export const finalising: StepForms = {
  FinaliseAudit: {
    done: 'The grades are final.',
    lead: () => 'The grades become final and count in reports.',
  },
  CloseAudit: { done: 'The audit is closed.' },
  ReopenAudit: { done: 'The audit is open again.', fields: () => [why()] },
};
