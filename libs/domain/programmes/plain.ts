import { defaultSettings } from '../settings/default-settings.js';
import type { ReadyMadeProgramme } from './programme.js';

const {
  scales,
  auditTypes,
  tools,
  overallGradeLimits,
  moderation,
  responseGrades,
  reauditGrades,
  draw,
  excludedMonths,
} = defaultSettings('');

/** What councils have in common, as far as Plumbline was told of it: no single council's programme. */
export const PLAIN: ReadyMadeProgramme = {
  key: 'plain',
  label: 'Plain',
  about: 'What a new programme starts with: six kinds of audit on Ofsted’s grades, 5% of open cases a month.',
  source: null,
  published: [],
  filledIn: [
    'All of it: domains, prompts, standards and themes are written after what councils’ frameworks commonly ask, and are no council’s own.',
    'That 20% are moderated at random, with every Outstanding and Inadequate and each new auditor’s first three, is a middle way between councils.',
  ],
  notSet: [],
  report: ['Judgements by month', 'Activity', 'Moderation', 'Practice standards', 'Inadequates', 'Actions'],
  settings: {
    scales,
    auditTypes,
    tools,
    overallGradeLimits,
    moderation,
    responseGrades,
    reauditGrades,
    draw,
    excludedMonths,
  },
};
