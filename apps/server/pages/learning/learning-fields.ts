import { LEARNING_ROLES } from '#domain';
import type { TeamFacts } from '#domain';
import type { Field, Option } from '../forms/field.js';
import { byName } from '../words/by-name.js';
import { plainDate } from '../words/dates.js';
import { ROLE_WORDS } from '../words/roles.js';
import { capitalised } from '../words/humanised.js';

const NO_NAMES = 'Name no child and no worker.';

/** @param teams those in which there is somebody */
export function issueFields(teams: readonly TeamFacts[]): readonly Field[] {
  const services = [...new Set(teams.flatMap(({ service }) => service ?? []))].sort(byName);
  const several = (name: string, label: string, options: readonly Option[]): readonly Field[] =>
    options.length === 0 ? [] : [{ kind: 'several', name, label, asks: 'Choose one or more', options, optional: true }];
  return [
    { kind: 'line', name: 'theme', label: 'What is it about?', asks: 'Enter what it is about', hint: NO_NAMES },
    { kind: 'text', name: 'found', label: 'What was found?', asks: 'Enter what was found', rows: 5, hint: NO_NAMES },
    { kind: 'text', name: 'toDo', label: 'What are staff to do?', asks: 'Enter what to do', rows: 5, hint: NO_NAMES },
    {
      kind: 'several',
      name: 'sources',
      label: 'What was it learned from?',
      asks: 'Choose what it was learned from',
      options: [
        { value: 'audits', text: 'Audits' },
        { value: 'dip-samples', text: 'Dip samples' },
        { value: 'feedback', text: 'Feedback' },
      ],
    },
    {
      kind: 'text',
      name: 'basis',
      label: 'Which?',
      hint: `By reference, theme or month. ${NO_NAMES}`,
      asks: 'Enter which',
      rows: 2,
      optional: true,
    },
    ...several(
      'services',
      'Which services is it for?',
      services.map((service) => ({ value: service, text: service })),
    ),
    ...several(
      'teams',
      'Which teams is it for?',
      [...teams]
        .sort((one, other) => byName(one.name, other.name))
        .map(({ teamId, name }) => ({ value: teamId, text: name })),
    ),
    ...several(
      'roles',
      'Which roles is it for?',
      LEARNING_ROLES.map((role) => ({ value: role, text: capitalised(ROLE_WORDS[role].name) })),
    ),
    {
      kind: 'day',
      name: 'confirmBy',
      label: 'By when do team managers confirm that it was discussed?',
      asks: 'Enter the day by which they confirm',
    },
    {
      kind: 'day',
      name: 'lookAgainOn',
      label: 'When is it looked at again?',
      hint: 'By a dip sample, which is owed from then on.',
      asks: 'Enter the day on which it is looked at again',
    },
  ];
}

export const discussionFields: readonly Field[] = [
  { kind: 'day', name: 'discussedOn', label: 'When was it discussed?', asks: 'Enter the day' },
  {
    kind: 'text',
    name: 'words',
    label: 'What came of it?',
    hint: NO_NAMES,
    asks: 'Enter what came of it',
    rows: 4,
    optional: true,
  },
];

interface SampleNamed {
  readonly theme: string;
  readonly date: string;
}

/** How a form names a dip sample: its day, and its theme. */
const sampleValue = ({ theme, date }: SampleNamed): string => `${date} ${theme}`;

/** @param today stands for the day where no dip sample was chosen, which is then what is missing */
export function sampleIn(
  value: unknown,
  today: string,
): { readonly sampleTheme?: string; readonly sampleDate: string } {
  if (typeof value !== 'string' || value === '') return { sampleDate: today };
  const at = value.indexOf(' ');
  return { sampleDate: value.slice(0, at), sampleTheme: value.slice(at + 1) };
}

/** @param samples the dip samples made since the message was issued */
export const lookAgainFields = (samples: readonly SampleNamed[]): readonly Field[] => [
  {
    kind: 'pick',
    name: 'sampleTheme',
    label: 'By which dip sample?',
    asks: 'Choose the dip sample',
    options: samples.map((sample) => ({
      value: sampleValue(sample),
      text: `${sample.theme}, ${plainDate(sample.date)}`,
    })),
  },
  {
    kind: 'text',
    name: 'words',
    label: 'What was found, against what was to be done?',
    hint: NO_NAMES,
    asks: 'Enter what was found',
    rows: 5,
  },
  {
    kind: 'day',
    name: 'next',
    label: 'When is it looked at once more?',
    hint: 'Left empty, nobody owes that.',
    asks: 'Enter the day',
    optional: true,
  },
];

export const withdrawFields: readonly Field[] = [
  {
    kind: 'text',
    name: 'reason',
    label: 'Why does it stand no longer?',
    hint: NO_NAMES,
    asks: 'Enter why it stands no longer',
    rows: 3,
  },
];
