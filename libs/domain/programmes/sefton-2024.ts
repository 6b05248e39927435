import { OFSTED_SCALE } from '../grading/built-in-scales.js';
import { defaultDomain, defaultTool } from './default-tool.js';
import { GRADED_STAGES, PLAIN_SETTINGS } from './plain.js';
import type { ReadyMadeProgramme } from './programme.js';

/** The words in which the report counts what parents, carers and children said of the help they had. */
const FAMILY = {
  ratings: [
    { key: 'excellent', label: 'Excellent' },
    { key: 'good', label: 'Good' },
    { key: 'average', label: 'Average' },
    { key: 'quite-poor', label: 'Quite poor' },
    { key: 'very-poor', label: 'Very poor' },
  ],
  tooEarlyToSay: true,
  noRating: true,
  attempts: 0,
  late: false,
  askedApart: [],
} as const;

const { standards, themes } = defaultTool('deep-dive');

/** After the figures of Sefton's report on deep dives of October and November 2023. */
export const SEFTON_2024: ReadyMadeProgramme = {
  key: 'sefton-2024',
  label: 'Sefton 2024',
  about: 'Monthly deep dives in five priority areas, about half of them moderated, with a pilot tool for permanence.',
  source:
    'Sefton Council, quality assurance report on deep dives of October and November 2023, to its scrutiny committee for children’s services in 2024',
  published: [
    'Deep dives every month, December too: 45 in October and November 2023, 24 in December. 24 a month are drawn.',
    'Five priorities are graded: assessment; plans and planning; child centred; management oversight and supervision; creating permanence.',
    'Grades are Ofsted’s.',
    '21 of 45 (47%) were moderated: 47% are moderated at random.',
    'Parents, carers and children rate the help they had from excellent to very poor, with too early to say and no rating; the report counts excellent and good together.',
  ],
  filledIn: [
    'Which audits were moderated is not printed: every Inadequate and a new auditor’s first three are, besides the share at random. Of 2024 it was reported that Inadequate work is moderated swiftly (local news, September 2024).',
    'That an Inadequate calls for a response plan and a re-audit.',
    'The tool for permanence: that there is a pilot was noted for Plumbline, what it asks was not. Its domains are invented.',
    'What the auditor is asked in each priority, practice standards and themes.',
    'That the worker is always spoken to, and that six months of the record are read.',
    'One reserve for each case drawn, and twelve months before a child is audited again.',
  ],
  notSet: [
    'Dip samples on a theme (quality of assessment, re-referrals, repeat child protection plans): they are reported apart from audits, and not kept here yet.',
  ],
  report: [
    'Judgements by month and priority',
    'Moderation',
    'Inadequates over twelve months',
    'Feedback',
    'Dip samples',
  ],
  settings: {
    ...PLAIN_SETTINGS,
    scales: [OFSTED_SCALE],
    auditTypes: [
      {
        key: 'deep-dive',
        label: 'Deep dive',
        subjectType: 'child',
        tool: 'deep-dive',
        stages: GRADED_STAGES,
        graded: true,
      },
      {
        key: 'permanence',
        label: 'Permanence deep dive (pilot)',
        subjectType: 'child',
        tool: 'permanence-pilot',
        stages: GRADED_STAGES,
        graded: true,
      },
    ],
    tools: [
      {
        key: 'deep-dive',
        version: 1,
        label: 'Deep dive',
        scale: OFSTED_SCALE.key,
        lookbackMonths: 6,
        domains: [
          defaultDomain('assessment', 'Assessment'),
          defaultDomain('planning', 'Plans and planning'),
          defaultDomain('child-centred', 'Child centred'),
          defaultDomain('management-oversight', 'Management oversight and supervision'),
          defaultDomain('permanence', 'Creating permanence'),
        ],
        standards,
        themes,
        pilot: false,
        family: FAMILY,
      },
      {
        key: 'permanence-pilot',
        version: 1,
        label: 'Permanence (pilot)',
        scale: OFSTED_SCALE.key,
        lookbackMonths: 6,
        domains: [
          {
            key: 'permanence-planning',
            label: 'Planning for permanence',
            prompt: 'Is there a plan for permanence by the second review, with another beside it?',
            required: true,
          },
          defaultDomain('permanence', 'Creating permanence'),
        ],
        standards: [],
        themes: ['Drift and delay', 'Family network', 'Plans that make a difference'],
        pilot: true,
        family: FAMILY,
      },
    ],
    moderation: {
      all: false,
      percentage: 47,
      risk: { grades: ['inadequate'], newAuditorFirst: 3, disagreement: true },
      blind: false,
    },
    draw: { ...PLAIN_SETTINGS.draw, size: { kind: 'fixed', count: 24 } },
  },
};
