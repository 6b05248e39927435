import { SUBJECT_TYPES } from '#domain';
import type { SubjectType } from '#domain';
import type { Field } from '../forms/field.js';

const SUBJECTS: Readonly<Record<SubjectType, string>> = {
  child: 'Children',
  family: 'Families',
  foster_carer: 'Foster carers',
  supervision: 'Supervision records',
  early_help: 'Early help cases',
};

/** What must be known of a caseload's file. */
export const UPLOAD_FIELDS: readonly Field[] = [
  {
    kind: 'day',
    name: 'asAt',
    label: 'On which day was the list true?',
    asks: 'Enter the day on which the list was true',
  },
  {
    kind: 'choice',
    name: 'source',
    label: 'What kind of file is it?',
    asks: 'Choose what kind of file it is',
    options: [
      { value: 'annex-a', text: 'An Annex A workbook', hint: 'As it is sent to Ofsted: lists 6 to 9 are the cases' },
      {
        value: 'csv',
        text: 'A CSV',
        hint: 'One row a case, with columns such as Child ID, Status, Service, Team and Worker',
        reveals: [
          {
            kind: 'pick',
            name: 'subjectType',
            label: 'What is in the list?',
            asks: 'Choose what is in the list',
            value: 'child',
            options: SUBJECT_TYPES.map((value) => ({ value, text: SUBJECTS[value] })),
          },
        ],
      },
    ],
  },
];
