import type { StepForms } from '../step-form.js';
import type { OpenedAudit } from '../opened-audit.js';
import { day, optionalText, text, texts } from './fields.js';

/** The plan that is there, above the questions about it. */
const thePlan = ({ document }: OpenedAudit): string | undefined => {
  const recorded = document.sections.response.findLast(({ type }) => type === 'response-recorded')?.data ?? {};
  return texts('plan' in recorded ? recorded.plan : undefined);
};

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
    lead: ({ document }) => {
      const back: object = document.sections.response.at(-1)?.data ?? {};
      return 'sentBackBy' in back && 'reason' in back ? `It was sent back: ${texts(back.reason)}` : undefined;
    },
    fields: (audit) => [text('plan', 'Plan', 'Write the plan', { rows: 8, value: thePlan(audit) })],
  },
  SignOffResponse: {
    done: 'The response plan is signed off.',
    lead: thePlan,
    fields: () => [optionalText('note', 'What you would like to say')],
  },
  SendBackResponse: {
    button: 'Send the plan back',
    done: 'The response plan is sent back. The team manager is told.',
    lead: thePlan,
    fields: () => [text('reason', 'What is missing', 'Say what is missing')],
  },
  ReviewResponse: {
    done: 'The review is recorded.',
    lead: thePlan,
    fields: ({ today }) => [
      day('on', 'When it was reviewed', 'Enter the day it was reviewed', { value: today }),
      text('found', 'What was found', 'Say what was found'),
      {
        kind: 'choice',
        name: 'outcome',
        label: 'Does the plan go on?',
        asks: 'Say whether the plan goes on',
        options: [
          { value: 'done', text: 'No, it is done' },
          {
            value: 'continues',
            text: 'Yes, and it is reviewed again',
            reveals: [
              day('nextOn', 'When next', '', {
                optional: true,
                hint: 'Leave it empty for the council’s usual time.',
              }),
            ],
          },
        ],
      },
    ],
  },
};
