import { DATA_REQUEST_KINDS, DATA_REQUEST_OUTCOMES, TEXT_DECISIONS, WITHHELD_BECAUSE } from '#domain';
import type { DataRequest } from '#domain';
import type { AccessFile } from '#subject-access';
import type { PageForm } from '../command-forms/page-form.js';
import { plainDate } from '../words/dates.js';
import {
  BECAUSE_WORDS,
  DECISION_WORDS,
  KIND_WORDS,
  OUTCOME_WORDS,
  requestAddress,
  textsListed,
  waitingAmong,
} from './present-data-requests.js';

const BACK = { text: 'What is held on somebody', href: '/data-requests' } as const;

/** @param ownerSaid who is meant by what was typed, as the command says it */
export function recordForm(today: string, ownerSaid: (who: unknown) => Promise<object>): PageForm {
  return {
    title: 'Record a request',
    back: BACK,
    lead: 'First be sure who they are, and that they may ask: a child who understands what it means asks for themself, otherwise whoever answers for them.',
    fields: [
      {
        kind: 'choice',
        name: 'kind',
        label: 'What do they ask?',
        asks: 'Choose what they ask',
        options: DATA_REQUEST_KINDS.map((value) => ({ value, text: KIND_WORDS[value] })),
      },
      {
        kind: 'line',
        name: 'id',
        label: 'On whom is it held?',
        hint: 'A case’s id, the reference of an audit of it, or a person’s reference',
        asks: 'Enter on whom it is held',
      },
      {
        kind: 'choice',
        name: 'about',
        label: 'Who asks?',
        asks: 'Choose who asks',
        options: [
          { value: 'record', text: 'Whose record it is: the child, the carer, the worker' },
          { value: 'family-member', text: 'One of the family of a case, of what is written about them there' },
        ],
      },
      {
        kind: 'text',
        name: 'called',
        label: 'What are they called in texts?',
        hint: 'A line each: Ann Smith, Mrs Smith, Mum. These are not blacked out. Of a family member it is what is looked for.',
        asks: 'Enter what they are called',
        optional: true,
      },
      {
        kind: 'text',
        name: 'asked',
        label: 'Who asked, how, and by what did you see who they are?',
        asks: 'Enter who asked and how',
      },
      {
        kind: 'day',
        name: 'receivedOn',
        label: 'When was it received?',
        asks: 'Enter when it was received',
        value: today,
      },
    ],
    button: 'Record it',
    command: 'RecordDataRequest',
    revision: null,
    says: async ({ id, ...rest }) => ({ ...rest, ...(await ownerSaid(id)) }),
    next: ({ id }) => requestAddress(id),
  };
}

const of = ({ requestId }: DataRequest) => ({
  back: { text: 'The request', href: requestAddress(requestId) },
  target: requestId,
  revision: null,
  next: () => requestAddress(requestId),
});

export const extendForm = (request: DataRequest): PageForm => ({
  ...of(request),
  title: 'Take more time',
  lead: `It is due on ${plainDate(request.dueOn)}. The law lets you take two months more where there is much to read, and they must be told why within the first month.`,
  fields: [
    { kind: 'day', name: 'to', label: 'When will it be answered?', asks: 'Enter the day' },
    { kind: 'text', name: 'reason', label: 'Why?', asks: 'Enter why' },
  ],
  button: 'Take more time',
  command: 'ExtendDataRequest',
});

export const endForm = (request: DataRequest): PageForm => ({
  ...of(request),
  title: 'End the request',
  lead: 'What was gathered and reviewed can still be printed.',
  fields: [
    {
      kind: 'choice',
      name: 'outcome',
      label: 'What came of it?',
      asks: 'Choose what came of it',
      options: DATA_REQUEST_OUTCOMES.map((value) => ({ value, text: OUTCOME_WORDS[value] })),
    },
    {
      kind: 'text',
      name: 'reason',
      label: 'What was given or put right, or why not?',
      asks: 'Enter what came of it',
      optional: true,
    },
  ],
  button: 'End it',
  command: 'EndDataRequest',
});

/** What becomes of one text. @param number which of all, from 1; undefined where there is none of it */
export function textForm(file: AccessFile, number: number): PageForm | undefined {
  const text = textsListed(file)[number - 1];
  if (text === undefined) return undefined;
  const { requestId } = file.request;
  return {
    ...of(file.request),
    title: 'Decide on a text',
    lead: `${text.heading}: “${text.text}”`,
    fields: [
      {
        kind: 'choice',
        name: 'decision',
        label: 'What becomes of it?',
        asks: 'Choose what becomes of it',
        options: TEXT_DECISIONS.map((value) => ({
          value,
          text: DECISION_WORDS[value],
          ...(value === 'changed' && {
            reveals: [
              {
                kind: 'text',
                name: 'blackOut',
                label: 'Words to black out besides',
                hint: 'A line each, as they stand in the text',
                asks: 'Enter the words',
                optional: true,
              },
              {
                kind: 'text',
                name: 'letThrough',
                label: 'Words that were blacked out and may be told',
                hint: 'A line each: a month or another word that is also somebody’s name',
                asks: 'Enter the words',
                optional: true,
              },
            ],
          }),
          ...(value === 'withheld' && {
            reveals: [
              {
                kind: 'choice',
                name: 'because',
                label: 'On which ground?',
                asks: 'Choose the ground',
                options: WITHHELD_BECAUSE.map((each) => ({ value: each, text: BECAUSE_WORDS[each] })),
              },
            ],
          }),
        })),
      },
      {
        kind: 'text',
        name: 'reason',
        label: 'Why?',
        hint: 'Not needed where it goes out as shown. Kept in the record of this request, and not told to whoever asked.',
        asks: 'Enter why',
        optional: true,
      },
    ],
    button: 'Save',
    command: 'ReviewAccessTexts',
    says: ({ decision, because, blackOut, letThrough, reason }) => ({
      texts: [{ text: number, decision, because, blackOut, letThrough, reason }],
    }),
    next: () => requestAddress(requestId),
  };
}

/** Those of the first so many that wait go out as they are shown. */
export const asShownForm = (file: AccessFile, upTo: number): PageForm => {
  const texts = waitingAmong(file, upTo);
  return {
    ...of(file.request),
    title: 'Texts that go out as they are shown',
    lead: `You have read ${texts.length === 1 ? 'the text' : `the ${texts.length} texts`} on the page of the request, and nothing more is to be kept back. You can still decide otherwise on each.`,
    fields: [],
    button: 'They go out as shown',
    command: 'ReviewAccessTexts',
    says: () => ({ texts: texts.map((text) => ({ text, decision: 'as-shown' })) }),
  };
};
