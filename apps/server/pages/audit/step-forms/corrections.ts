import type { StepForms } from '../step-form.js';
import { correction } from './correction.js';
import { asOptions, why } from './fields.js';

/** What was recorded wrongly, and cases that are passed on. */
export const corrections: StepForms = {
  CorrectRecord: correction,
  ReassignPractitioner: {
    done: 'The case is passed to the new worker.',
    people: 'practitioners',
    fields: (_audit, _item, people) => [
      {
        kind: 'pick',
        name: 'to',
        label: 'Who holds the case now',
        asks: 'Choose who holds it',
        options: asOptions(people),
      },
      why(),
    ],
  },
  ChangeTeam: {
    done: 'The case is passed to the new team.',
    fields: ({ directory }) => [
      {
        kind: 'pick',
        name: 'teamId',
        label: 'Which team has the case now',
        asks: 'Choose the team',
        options: [...directory.teams()].map(({ teamId, name }) => ({ value: teamId, text: name })),
      },
      why(),
    ],
  },
};
