import { OFSTED_SCALE } from '../grading/built-in-scales.js';
import { defaultTool } from './default-tool.js';
import { GRADED_STAGES, PLAIN_SETTINGS } from './plain.js';
import type { ReadyMadeProgramme } from './programme.js';

/** After what was noted of Medway's framework of 2020; the framework itself was not to hand. */
export const MEDWAY_2020: ReadyMadeProgramme = {
  key: 'medway-2020',
  label: 'Medway 2020',
  about: 'Every audit is moderated; worker and manager take part in it; six months of the record are read.',
  source: 'Medway Council, quality assurance framework and audit report for children’s services, 2020',
  published: [
    'Every audit is moderated.',
    'The audit is a conversation with the worker: one that was not held needs a reason.',
    'Six months of the record are read.',
  ],
  filledIn: [
    'All of this follows notes made of the framework; the framework itself was not to hand when it was written.',
    'That grades are Ofsted’s.',
    'What the auditor is asked, domains, practice standards and themes: those of the plain programme.',
    'That an Inadequate calls for a response plan and a re-audit.',
    'That 5% of open cases are drawn a month, one reserve each, and a child again after twelve months.',
  ],
  notSet: ['That the manager takes part in the conversation: the auditor invites them, and who took part is recorded.'],
  report: ['Judgements by month and domain', 'Moderation: first and final grades', 'Practice standards', 'Inadequates'],
  settings: {
    ...PLAIN_SETTINGS,
    scales: [OFSTED_SCALE],
    auditTypes: [
      {
        key: 'case-audit',
        label: 'Case audit',
        subjectType: 'child',
        tool: 'case-audit',
        stages: { ...GRADED_STAGES, moderation: 'required' },
        graded: true,
      },
    ],
    tools: [{ ...defaultTool('deep-dive'), key: 'case-audit', label: 'Case audit', lookbackMonths: 6 }],
    moderation: {
      all: true,
      percentage: 0,
      risk: { grades: [], newAuditorFirst: 0, disagreement: true },
      blind: false,
    },
    draw: { ...PLAIN_SETTINGS.draw, activity: 'case-audit' },
  },
};
