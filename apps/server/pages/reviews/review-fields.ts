import type { Reviewable } from '#engine';
import type { Field } from '../forms/field.js';

/** What a review says. */
export const reviewFields = ({ register }: Reviewable): readonly Field[] => [
  {
    kind: 'text',
    name: 'words',
    label: 'What was found, and what is done next?',
    hint: 'Name no child and no worker.',
    asks: 'Say what was found',
    rows: 6,
  },
  {
    kind: 'line',
    name: 'standing',
    label: register === 'plan' ? 'Status now' : 'Rating now',
    hint:
      register === 'plan' ? 'As it is to be printed, for example Ongoing' : 'As it is to be printed, for example B2',
    asks: register === 'plan' ? 'Enter the status' : 'Enter the rating',
    optional: true,
    width: 20,
  },
  {
    kind: 'day',
    name: 'next',
    label: 'When is it reviewed again?',
    hint: 'Left empty, nobody owes another review.',
    asks: 'Enter the day of the next review',
    optional: true,
  },
];
