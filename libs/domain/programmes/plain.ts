import { defaultSettings } from '../settings/default-settings.js';
import type { ReadyMadeProgramme } from './programme.js';

const begun = defaultSettings('');

/** What a programme starts with, for what a publication does not say. */
export const PLAIN_SETTINGS = {
  scales: begun.scales,
  auditTypes: begun.auditTypes,
  tools: begun.tools,
  overallGradeLimits: begun.overallGradeLimits,
  moderation: begun.moderation,
  responseGrades: begun.responseGrades,
  reauditGrades: begun.reauditGrades,
  draw: begun.draw,
  excludedMonths: begun.excludedMonths,
};

/** An audit that is talked through with the worker, graded, and moderated where the policy says so. */
export const GRADED_STAGES = {
  conversation: 'required',
  familyContact: 'optional',
  moderation: 'optional',
  dispute: 'required',
} as const;

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
  settings: PLAIN_SETTINGS,
};
