import type { StepForms } from '../step-form.js';
import { changedDomains, domainsAsTheyStand, withoutDomains } from './domains.js';
import { exception, grade, text, texts } from './fields.js';

/** A grade that is not accepted. */
export const dispute: StepForms = {
  DisputeOutcome: {
    done: 'You have disputed the outcome. The disputes panel is told.',
    lead: () => 'People who had no part in the audit look at it again and decide.',
    fields: () => [text('grounds', 'Why you dispute it', 'Say why you dispute it')],
  },
  ResolveDispute: {
    done: 'The dispute is resolved. Everybody concerned is told.',
    lead: ({ document }) => {
      const data: object = document.sections.dispute.at(-1)?.data ?? {};
      return 'grounds' in data ? texts(data.grounds) : undefined;
    },
    fields: (audit) => [
      {
        kind: 'choice',
        name: 'outcome',
        label: 'What the panel decided',
        asks: 'Choose what the panel decided',
        options: [
          { value: 'grade_stands', text: 'The grade stands' },
          {
            value: 'grade_changed',
            text: 'The grade is changed',
            reveals: [grade(audit, 'New grade'), ...domainsAsTheyStand(audit)],
          },
        ],
      },
      text('rationale', 'Why', 'Say why'),
      ...exception(audit),
    ],
    says: (values, audit) => ({
      ...withoutDomains(values),
      domains: values['outcome'] === 'grade_changed' ? changedDomains(values, audit) : [],
    }),
  },
};
