import { OFSTED_SCALE } from '../grading/built-in-scales.js';
import { defaultTool } from './default-tool.js';
import { GRADED_STAGES, PLAIN_SETTINGS } from './plain.js';
import type { ReadyMadeProgramme } from './programme.js';

/** What is said of outcomes beside the grade of practice. */
const OUTCOMES = {
  answerScales: [
    {
      key: 'outcomes',
      label: 'Outcomes',
      words: [
        { key: 'better', label: 'Better' },
        { key: 'somewhat-better', label: 'Somewhat better' },
        { key: 'the-same', label: 'The same' },
        { key: 'worse', label: 'Worse' },
      ],
    },
  ],
  statements: [
    {
      key: 'outcomes',
      text: 'What is better for this child because of our work?',
      guidance: 'Of the child’s life, not of the practice: good practice may have changed little yet.',
      required: true,
      scale: 'outcomes',
    },
  ],
} as const;

/** After what was noted of Bury's reports of 2024; the report itself was not to hand. */
export const BURY_2024: ReadyMadeProgramme = {
  key: 'bury-2024',
  label: 'Bury 2024',
  about: 'Audits of cases and of foster carers, none in August and December, with outcomes told beside practice.',
  source: 'Bury Council, reports on quality assurance to its Children and Young People Scrutiny Committee in 2024',
  published: [
    'No audits are done in August and December.',
    'Foster carers’ files are audited too, as a kind of their own.',
    'Outcomes for the child are told beside the quality of practice.',
  ],
  filledIn: [
    'All of this follows notes made of the reports; the reports themselves were not to hand when it was written.',
    'That grades are Ofsted’s.',
    'The words for outcomes (better, somewhat better, the same, worse) and the question they answer.',
    'What the auditor is asked, domains, practice standards and themes: those of the plain programme.',
    'The moderation policy, and that an Inadequate calls for a response plan and a re-audit.',
    'That 5% of open cases are drawn a month, one reserve each, and a child again after twelve months.',
  ],
  notSet: ['In which months the foster carers’ round is.'],
  report: [
    'Judgements by month, without August and December',
    'Outcomes against quality',
    'Foster carers',
    'Moderation',
  ],
  settings: {
    ...PLAIN_SETTINGS,
    scales: [OFSTED_SCALE],
    auditTypes: [
      {
        key: 'case-audit',
        label: 'Case audit',
        subjectType: 'child',
        tool: 'case-audit',
        stages: GRADED_STAGES,
        graded: true,
      },
      {
        key: 'foster-carer',
        label: 'Foster carer audit',
        subjectType: 'foster_carer',
        tool: 'foster-carer',
        stages: GRADED_STAGES,
        graded: true,
      },
    ],
    tools: [
      { ...defaultTool('deep-dive'), key: 'case-audit', label: 'Case audit', ...OUTCOMES },
      defaultTool('foster-carer'),
    ],
    draw: { ...PLAIN_SETTINGS.draw, activity: 'case-audit' },
    excludedMonths: [8, 12],
  },
};
