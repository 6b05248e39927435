import type { StepForms } from '../step-form.js';
import { optionalText } from './fields.js';

/** Telling the worker and the team. */
export const sharing: StepForms = {
  ShareOutcome: {
    done: 'The outcome is shared. The worker and the team manager are told.',
    lead: ({ document, nameOf, directory, today }) => {
      const managers = document.teamId === null ? [] : directory.managersOf(document.teamId, today);
      const people = [...(document.practitionerId === null ? [] : [document.practitionerId]), ...managers];
      return people.length === 0
        ? 'Nobody holds the case: it is shared with the team alone.'
        : `It is shared with ${people.map(nameOf).join(', ')}.`;
    },
  },
  AcknowledgeOutcome: {
    done: 'You have acknowledged the outcome.',
    lead: () => 'You say that you have read it. You can say what you think of it.',
    fields: () => [optionalText('comment', 'What you would like to say')],
  },
};
