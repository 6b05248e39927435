import type { Field, Option } from '../../forms/field.js';
import type { Values } from '../../forms/values-of.js';
import { WHO_WAS_ASKED, ratingOptions, whatCameOfAsking } from '../answers.js';
import type { OpenedAudit } from '../opened-audit.js';
import type { StepForms } from '../step-form.js';
import { day, grade, optionalText, text } from './fields.js';

const NOT_HELD: readonly Option[] = [
  { value: 'worker-left', text: 'The worker has left' },
  { value: 'worker-absent', text: 'The worker is away for long' },
  { value: 'worker-declined', text: 'The worker did not want it' },
  { value: 'no-worker', text: 'Nobody holds the case' },
  { value: 'other', text: 'Something else' },
];

/** Who may take part in a conversation: value `practitioner:<id>`, or `independent_chair:` for nobody Plumbline knows. */
function participants(audit: OpenedAudit, label: string): Field {
  const { document, directory, today, nameOf } = audit;
  const practitioner = document.practitionerId;
  const managers = document.teamId === null ? [] : directory.managersOf(document.teamId, today);
  return {
    kind: 'several',
    name: 'participants',
    label,
    asks: 'Choose who takes part',
    value: practitioner === null ? [] : [`practitioner:${practitioner}`],
    options: [
      ...(practitioner === null
        ? []
        : [{ value: `practitioner:${practitioner}`, text: `${nameOf(practitioner)}, the worker` }]),
      ...managers.map((personId) => ({ value: `team_manager:${personId}`, text: `${nameOf(personId)}, team manager` })),
      { value: 'independent_chair:', text: 'An independent chair' },
    ],
  };
}

const withParticipants = (values: Values): object => ({
  ...values,
  participants: (Array.isArray(values['participants']) ? values['participants'] : []).map((chosen: string) => {
    const [as, personId] = chosen.split(':');
    return { as, personId: personId === '' ? undefined : personId };
  }),
});

/** The conversation with the worker, the family’s view, and what others would grade. */
export const conversation: StepForms = {
  ScheduleConversation: {
    done: 'The conversation is arranged, and those invited are told.',
    fields: (audit) => [
      day('on', 'Which day', 'Enter the day'),
      {
        kind: 'line',
        name: 'at',
        label: 'At what time',
        hint: 'By 24 hours, such as 09:30 or 14:00. An hour is taken in their calendars; the whole day where you leave it empty.',
        asks: 'Enter the time',
        optional: true,
        width: 5,
      },
      participants(audit, 'Who is invited'),
    ],
    says: withParticipants,
  },
  RecordConversation: {
    done: 'The conversation is recorded.',
    fields: (audit) => [
      day('on', 'When it was held', 'Enter the day it was held'),
      participants(audit, 'Who took part'),
      text('summary', 'What was said', 'Say what was said', { rows: 8 }),
    ],
    says: withParticipants,
    next: ({ document }) => `/audits/${document.reference}#grading`,
  },
  RecordConversationNotHeld: {
    done: 'It is recorded why there was no conversation.',
    fields: () => [
      { kind: 'choice', name: 'reasonCode', label: 'Why', asks: 'Choose why', options: NOT_HELD },
      text('reason', 'In your own words', 'Say why in your own words'),
    ],
  },
  RecordFamilyContact: {
    done: 'The contact with the family is recorded.',
    fields: ({ tool }) => {
      const { spoken, others } = whatCameOfAsking(tool);
      const rating: Field = {
        kind: 'choice',
        name: 'rating',
        label: 'How they rate the help they had',
        asks: '',
        optional: true,
        options: ratingOptions(tool),
      };
      return [
        {
          kind: 'choice',
          name: 'with',
          label: 'Who was asked',
          asks: 'Choose who was asked',
          options: WHO_WAS_ASKED,
        },
        {
          kind: 'choice',
          name: 'outcome',
          label: 'What came of it',
          asks: 'Choose what came of it',
          options: [{ ...spoken, reveals: [rating, optionalText('words', 'What they said')] }, ...others],
        },
      ];
    },
  },
  RecordOtherGrade: {
    done: 'The grade is recorded beside the auditor’s own.',
    fields: (audit) => [
      {
        kind: 'choice',
        name: 'of',
        label: 'Whose grade it is',
        asks: 'Choose whose grade it is',
        options: [
          { value: 'practitioner', text: 'The worker’s' },
          { value: 'team_manager', text: 'The team manager’s' },
          {
            value: 'partner_agency',
            text: 'A partner agency’s',
            reveals: [
              {
                kind: 'choice',
                name: 'agency',
                label: 'Which agency',
                asks: 'Choose the agency',
                options: [
                  { value: 'health', text: 'Health' },
                  { value: 'police', text: 'Police' },
                  { value: 'education', text: 'Education' },
                  { value: 'probation', text: 'Probation' },
                  { value: 'housing', text: 'Housing' },
                  { value: 'voluntary-sector', text: 'Voluntary sector' },
                ],
              },
            ],
          },
        ],
      },
      grade(audit, 'The grade they would give'),
      optionalText('reason', 'Why'),
    ],
  },
};
