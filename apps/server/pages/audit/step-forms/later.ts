import type { StepForms } from '../step-form.js';
import { day, grade, text } from './fields.js';

/** What comes after the grades are final. */
export const later: StepForms = {
  RecordRetrospectiveGrade: {
    done: 'Your grade is recorded. It changes nothing on the audit.',
    lead: () => 'A grade in retrospect shows how far moderators agree. It changes nothing on the audit.',
    fields: (audit) => [grade(audit, 'Your grade'), text('rationale', 'Why', 'Say why you give this grade')],
  },
  ScheduleReaudit: {
    done: 'The re-audit is planned.',
    fields: () => [day('dueOn', 'When', '', { optional: true, hint: 'Leave it empty for the council’s usual time.' })],
  },
};
