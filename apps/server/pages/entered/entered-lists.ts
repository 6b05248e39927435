import {
  importDipSample,
  importFeedback,
  importLearning,
  importMeasures,
  importPlan,
  importPublished,
  importReadings,
  importRisks,
} from '#application';
import type { ListImportOrder, ListRead } from '#application';
import { isRefusal } from '#domain';
import type { Duty, Refusal } from '#domain';
import type { Engine } from '#engine';
import type { Field, Option } from '../forms/field.js';
import type { Values } from '../forms/values-of.js';
import { answerLines, type Cell } from './answer-lines.js';

/** What a list came to, for its page. */
export interface ListSaid extends ListRead {
  /** `New`, `Known already` … and how many. */
  readonly counts: readonly { readonly key: string; readonly value: string }[];
  /** How many of them would be, or were, recorded. */
  readonly news: number;
  /** How many of them were left out until somebody decides on what was found. */
  readonly undecided: number;
  /** What is not wrong and must still be looked at before it is accepted. */
  readonly findings: readonly { readonly of: string; readonly text: string }[];
}

/** A list that is entered one thing at a time by form, or many by CSV. */
export interface EnteredList {
  readonly key: string;
  readonly duty: Duty;
  /** Its things: `measures`. */
  readonly what: string;
  /** One of them, with its article: `a measure`. */
  readonly one: string;
  /** Where they are read. */
  readonly report: { readonly text: string; readonly href: string };
  /** What must be known of the file. */
  readonly about: string;
  /** The columns of the file as questions, by their headers. */
  readonly fields: readonly Field[];
  /** Columns that the form has no question of its own for. */
  readonly more?: (values: Values) => readonly Cell[];
  /** @param acceptAll what was found is accepted: it was looked at */
  readonly run: (engine: Engine, order: ListImportOrder, acceptAll: boolean) => Promise<ListSaid | Refusal>;
}

const optional = { optional: true } as const;
const line = (
  name: string,
  label: string,
  asks: string,
  more: Partial<Extract<Field, { kind: 'line' }>> = {},
): Field => ({
  kind: 'line',
  name,
  label,
  asks,
  ...more,
});
const NUMBERS: readonly Field[] = [
  line('numerator', 'How many', 'Enter how many', {
    ...optional,
    width: 10,
    hint: 'As it was counted. Leave it empty where it is not known',
  }),
  line('denominator', 'Out of how many', 'Enter out of how many', { ...optional, width: 10 }),
];

/** What was recorded, corrected and known already. */
async function recorded(
  answer: Promise<(ListRead & Record<'recorded' | 'corrected' | 'unchanged', number>) | Refusal>,
): Promise<ListSaid | Refusal> {
  const said = await answer;
  if (isRefusal(said)) return said;
  return {
    ...said,
    counts: [
      { key: 'New', value: String(said.recorded) },
      { key: 'Corrected', value: String(said.corrected) },
      { key: 'Known already', value: String(said.unchanged) },
    ],
    news: said.recorded + said.corrected,
    undecided: 0,
    findings: [],
  };
}

const DIRECTIONS: readonly Option[] = [
  { value: 'higher', text: 'Higher is better' },
  { value: 'lower', text: 'Lower is better' },
  { value: 'increase', text: 'It should go up, with no bands' },
  { value: 'decrease', text: 'It should go down, with no bands' },
  { value: 'direction only', text: 'A direction only' },
];

const PUBLISHED: EnteredList = {
  key: 'published',
  duty: 'published-figures',
  what: 'published figures',
  one: 'a published figure',
  report: { text: 'Published figures', href: '/reports/published' },
  about:
    'A CSV with a row for each figure as it was printed: source, period, series, key, percent, numerator, denominator. A figure that is said otherwise than before is corrected, and what was there is kept.',
  fields: [
    line('source', 'Where it was printed', 'Enter where it was printed', {
      hint: 'For example, Scrutiny report, January 2024',
    }),
    line('period', 'Period', 'Enter the period', { width: 20, hint: 'As printed, for example 2023-11' }),
    line('series', 'What it is about', 'Enter what it is about', { hint: 'For example, Overall grade' }),
    line('key', 'Which part', 'Enter which part', { hint: 'For example, Good' }),
    line('percent', 'Percentage', 'Enter the percentage', {
      ...optional,
      width: 10,
      hint: 'As printed, with its decimals',
    }),
    ...NUMBERS,
  ],
  run: (engine, order) => recorded(importPublished(engine, order)),
};

const MEASURES: EnteredList = {
  key: 'measures',
  duty: 'measures',
  what: 'measures',
  one: 'a measure',
  report: { text: 'Measures', href: '/reports/measures' },
  about:
    'A CSV with a row for each measure: measure, meaning, unit, direction, requires_improvement, good, outstanding, source. Bands are written as they are printed, such as 25-20, <14, 75+ or Increase. You are shown what in them does not hold together before anything is published.',
  fields: [
    line('measure', 'Name', 'Enter a name'),
    { kind: 'text', name: 'meaning', label: 'What it means', asks: 'Enter what it means', rows: 3, ...optional },
    line('unit', 'Measured in', 'Enter what it is measured in', {
      width: 20,
      hint: 'For example, %, days or children',
    }),
    {
      kind: 'choice',
      name: 'direction',
      label: 'Which way is better?',
      asks: 'Choose which way is better',
      options: DIRECTIONS,
    },
    line('requires_improvement', 'Requires improvement', 'Enter the band', {
      ...optional,
      width: 20,
      hint: 'As printed, for example 65-74',
    }),
    line('good', 'Good', 'Enter the band', { ...optional, width: 20 }),
    line('outstanding', 'Outstanding', 'Enter the band', { ...optional, width: 20, hint: 'For example 85+' }),
    line('source', 'Source', 'Enter the source', { ...optional, hint: 'Where it is published, or: audit measure' }),
    {
      kind: 'yes-or-no',
      name: 'acceptFindings',
      label: 'Publish it as it is printed although its bands do not hold together?',
      asks: 'Choose yes or no',
      ...optional,
    },
  ],
  run: async (engine, order, acceptFindings) => {
    const said = await importMeasures(engine, { ...order, acceptFindings });
    if (isRefusal(said)) return said;
    const { published, changed, unchanged, heldBack, findings } = said;
    return {
      ...said,
      counts: [
        { key: 'New', value: String(published) },
        { key: 'Changed', value: String(changed) },
        { key: 'Known already', value: String(unchanged) },
      ],
      news: published + changed,
      undecided: heldBack,
      findings: findings.map(({ measure, text }) => ({ of: measure, text })),
    };
  },
};

const READINGS: EnteredList = {
  key: 'readings',
  duty: 'measures',
  what: 'readings',
  one: 'a reading',
  report: MEASURES.report,
  about:
    'A CSV with a row for each reading: measure, period, and numerator and denominator, or value. The measures are published before. A reading that is said otherwise than before is corrected, and what was there is kept.',
  fields: [
    line('measure', 'Measure', 'Enter the measure', { hint: 'Its name, as it is published' }),
    line('period', 'Period', 'Enter the period', { width: 20, hint: 'For example 2026-05, 2026-27-Q1 or 2026-27' }),
    ...NUMBERS,
    line('value', 'Or the reading itself', 'Enter the reading', {
      ...optional,
      width: 10,
      hint: 'Where it is no share of a whole, or the counts are not known',
    }),
  ],
  run: (engine, order) => recorded(importReadings(engine, order)),
};

const FEEDBACK: EnteredList = {
  key: 'feedback',
  duty: 'feedback',
  what: 'feedback',
  one: 'feedback',
  report: { text: 'Feedback', href: '/reports/feedback' },
  about:
    'A CSV with a row for each person who said something: date, respondent (child, parent_carer, staff or partner), rating, quote, consent (yes or no), activity_ref. Words are kept sealed, and shown only where somebody let them be.',
  fields: [
    { kind: 'day', name: 'date', label: 'When was it given?', asks: 'Enter the date' },
    {
      kind: 'choice',
      name: 'respondent',
      label: 'Who gave it?',
      asks: 'Choose who gave it',
      options: [
        { value: 'child', text: 'A child or young person' },
        { value: 'parent_carer', text: 'A parent or carer' },
        { value: 'staff', text: 'Somebody who works here' },
        { value: 'partner', text: 'A partner agency' },
      ],
    },
    line('rating', 'Rating', 'Enter the rating', {
      ...optional,
      width: 20,
      hint: 'For example Good, Too early to say. Leave it empty where they gave none',
    }),
    { kind: 'text', name: 'quote', label: 'Their words', asks: 'Enter their words', rows: 5, ...optional },
    {
      kind: 'choice',
      name: 'consent',
      label: 'May their words be shown?',
      asks: 'Choose whether their words may be shown',
      options: [
        { value: 'yes', text: 'Yes' },
        { value: 'no', text: 'No' },
      ],
    },
    line('activity_ref', 'What was it about?', 'Enter what it was about', {
      ...optional,
      hint: 'A reference of your own. It tells two people who said the same on one day apart',
    }),
  ],
  run: (engine, order) => recorded(importFeedback(engine, order)),
};

const DIP_SAMPLES: EnteredList = {
  key: 'dip-sample',
  duty: 'dip-samples',
  what: 'dip samples',
  one: 'one case of a dip sample',
  report: { text: 'Dip samples', href: '/reports/dip-samples' },
  about:
    'A CSV with a row for each child or family that was looked at: theme, date, unit (child or family), subject_ref, then a column for each question, under the question as it was asked. Answers are yes, partly, no or n/a, words of a scale such as good, or choices of your own, which stand in brackets after the question: What came of it? [closed | stepped down]. The date is that of the dip sample, the same in all its rows. Case ids are kept sealed.',
  fields: [
    line('theme', 'Theme', 'Enter the theme', { hint: 'The same words each time it is looked at again' }),
    { kind: 'day', name: 'date', label: 'Date of the dip sample', asks: 'Enter the date of the dip sample' },
    {
      kind: 'choice',
      name: 'unit',
      label: 'What does it count?',
      asks: 'Choose what it counts',
      options: [
        { value: 'child', text: 'Children' },
        { value: 'family', text: 'Families' },
      ],
    },
    line('subject_ref', 'Case id', 'Enter the case id', {
      width: 20,
      hint: 'Of the child or family, in the case system',
    }),
    {
      kind: 'text',
      name: 'answers',
      label: 'Questions and answers',
      asks: 'Enter the questions and answers',
      rows: 8,
      hint: 'One a line, the answer after a colon: Was the child seen alone? : yes. Answers are yes, partly, no, n/a, words of a scale, or choices that stand in brackets after the question: What came of it? [closed | stepped down] : closed',
    },
  ],
  more: ({ answers }) => answerLines(String(answers ?? '')),
  run: (engine, order) => recorded(importDipSample(engine, order)),
};

const LEARNING: EnteredList = {
  key: 'learning',
  duty: 'learning',
  what: 'learning activities',
  one: 'a learning activity',
  report: { text: 'Learning', href: '/reports/learning' },
  about:
    'A CSV with a row for each activity: date, kind (training, workshop, briefing, coaching, practice-week, other), theme, audience, service, team, invited, attended, sources. Sources are audits, dip-samples or feedback, parted by semicolons. A row that names a child or somebody who works here is rejected.',
  fields: [
    { kind: 'day', name: 'date', label: 'When was it?', asks: 'Enter the date' },
    {
      kind: 'choice',
      name: 'kind',
      label: 'What was it?',
      asks: 'Choose what it was',
      options: [
        { value: 'training', text: 'A training' },
        { value: 'workshop', text: 'A workshop' },
        { value: 'briefing', text: 'A briefing' },
        { value: 'coaching', text: 'Coaching' },
        { value: 'practice-week', text: 'A practice week' },
        { value: 'other', text: 'Something else' },
      ],
    },
    line('theme', 'What was it about?', 'Enter what it was about', { hint: 'Name no child and no worker' }),
    line('audience', 'Whom was it for?', 'Enter whom it was for', {
      ...optional,
      hint: 'For example, all new starters',
    }),
    line('service', 'Service', 'Enter the service', { ...optional, hint: 'Where it was for one service' }),
    line('team', 'Team', 'Enter the team', { ...optional, hint: 'Where it was for one team' }),
    line('invited', 'How many were asked?', 'Enter how many were asked', { ...optional, width: 10 }),
    line('attended', 'How many came?', 'Enter how many came', { ...optional, width: 10 }),
    line('sources', 'What was it learned from?', 'Enter what it was learned from', {
      ...optional,
      hint: 'Audits, dip-samples or feedback, parted by semicolons',
    }),
  ],
  run: (engine, order) => recorded(importLearning(engine, order)),
};

const LEAD = 'As it is printed. Somebody of the council, by their name, is reminded of the review';

const PLAN: EnteredList = {
  key: 'plan',
  duty: 'improvement',
  what: 'actions of the plan',
  one: 'an action of the plan',
  report: { text: 'Improvement plan', href: '/reports/improvement-plan' },
  about:
    'A CSV with a row for each action: section, ref, action, lead, review_date, status, commentary. An action that is said otherwise than before is changed, and what it was is kept; what the file leaves out stays.',
  fields: [
    line('section', 'Section', 'Enter the section', { hint: 'As the plan calls it' }),
    line('ref', 'Number', 'Enter the number', { width: 10, hint: 'For example 1.2.8' }),
    { kind: 'text', name: 'action', label: 'Action', asks: 'Enter the action', rows: 4 },
    line('lead', 'Lead', 'Enter the lead', { ...optional, hint: LEAD }),
    line('review_date', 'Review date', 'Enter the review date', {
      ...optional,
      width: 20,
      hint: 'A date, or a word as it is printed, such as Ongoing',
    }),
    line('status', 'Status', 'Enter the status', { ...optional, width: 20 }),
    { kind: 'text', name: 'commentary', label: 'Commentary', asks: 'Enter the commentary', rows: 6, ...optional },
  ],
  run: (engine, order) => recorded(importPlan(engine, order)),
};

const RISKS: EnteredList = {
  key: 'risks',
  duty: 'improvement',
  what: 'risks',
  one: 'a risk',
  report: { text: 'Risks', href: '/reports/risks' },
  about:
    'A CSV with a row for each risk: risk, description, mitigation, rating, and where the register has them lead and review_date. A risk that is said otherwise than before is changed, and what it was is kept; what the file leaves out stays.',
  fields: [
    line('risk', 'Risk', 'Enter the risk', { hint: 'What it is called' }),
    { kind: 'text', name: 'description', label: 'Description', asks: 'Enter the description', rows: 4, ...optional },
    { kind: 'text', name: 'mitigation', label: 'Mitigation', asks: 'Enter the mitigation', rows: 4, ...optional },
    line('rating', 'Rating', 'Enter the rating', { ...optional, width: 10, hint: 'As printed, for example B2' }),
    line('lead', 'Lead', 'Enter the lead', { ...optional, hint: LEAD }),
    line('review_date', 'Review date', 'Enter the review date', {
      ...optional,
      width: 20,
      hint: 'A date, or a word as it is printed',
    }),
  ],
  run: (engine, order) => recorded(importRisks(engine, order)),
};

/** Every list that is entered so. */
export const ENTERED: readonly EnteredList[] = [
  PUBLISHED,
  MEASURES,
  READINGS,
  FEEDBACK,
  DIP_SAMPLES,
  LEARNING,
  PLAN,
  RISKS,
];

export const enteredNamed = (key: string): EnteredList | undefined => ENTERED.find((list) => list.key === key);
