import type { ProposedSettings } from '#domain';

/** Settings that are changed together. */
export interface SettingsSection {
  readonly key: string;
  readonly title: string;
  readonly about: string;
  readonly fields: readonly (keyof ProposedSettings)[];
  /** Whether audits under way keep what they were selected under. */
  readonly isPinned: boolean;
}

export const SECTIONS: readonly SettingsSection[] = [
  {
    key: 'audit-types',
    title: 'Kinds of audit',
    about: 'What is audited, with which tool, and which stages each kind has.',
    fields: ['auditTypes'],
    isPinned: true,
  },
  {
    key: 'tools',
    title: 'Audit tools',
    about: 'Domains with what the auditor is asked, practice standards and themes.',
    fields: ['tools'],
    isPinned: true,
  },
  {
    key: 'scales',
    title: 'Grade scales',
    about: 'The grades there are, and which grade of one scale is which of another.',
    fields: ['scales', 'concordances'],
    isPinned: true,
  },
  {
    key: 'overall-grade',
    title: 'Overall grade',
    about: 'How grades of domains limit the overall grade.',
    fields: ['overallGradeLimits'],
    isPinned: true,
  },
  {
    key: 'deadlines',
    title: 'Deadlines',
    about: 'How many working days each step has.',
    fields: ['deadlines'],
    isPinned: true,
  },
  {
    key: 'moderation',
    title: 'Moderation and independence',
    about: 'Which audits are moderated, and who may not audit or moderate a case.',
    fields: ['moderation', 'independence'],
    isPinned: true,
  },
  {
    key: 'response',
    title: 'Response and re-audit',
    about:
      'Which final grades call for a response plan, who moderates, signs and reviews it; which bring a re-audit; what is asked of actions.',
    fields: ['responseGrades', 'responseByGrade', 'reauditGrades', 'reaudit', 'actionDetails', 'fileWithinWorkingDays'],
    isPinned: true,
  },
  {
    key: 'approval',
    title: 'Approval by another',
    about: 'Who approves that a case is replaced or exempted, or that an audit is withdrawn; and who grants more time.',
    fields: ['approvals', 'extensions'],
    isPinned: true,
  },
  {
    key: 'draw',
    title: 'Drawing and allocating',
    about:
      'How many cases, spread over what, with how many reserves; the rounds of the year; the audits expected of auditors; months without audits; what an auditor holds at most, and whether training is asked for.',
    fields: ['draw', 'rounds', 'expectations', 'excludedMonths', 'auditorCapacity', 'trainingRequired'],
    isPinned: false,
  },
  {
    key: 'messages',
    title: 'Reminders and messages',
    about: 'When reminders go out, and who hears of what is overdue.',
    fields: ['reminderOffsets', 'escalationLadder', 'notifications'],
    isPinned: false,
  },
  {
    key: 'responsibilities',
    title: 'Responsibilities',
    about: 'Heads of service, the programme lead, and who resolves disputes.',
    fields: ['responsibilities'],
    isPinned: false,
  },
  {
    key: 'sign-in',
    title: 'Signing in',
    about: 'Whether a password alone is enough. The note of the version gives the reason.',
    fields: ['secondFactorOptional'],
    isPinned: false,
  },
  {
    key: 'retention',
    title: 'How long records are kept',
    about: 'After how many months an audit or somebody who worked here is listed as due to be erased.',
    fields: ['retention'],
    isPinned: false,
  },
  {
    key: 'council',
    title: 'Council and figures',
    about: 'The council’s name, the smallest number that leaves the QA team, and the link to a case.',
    fields: ['council', 'smallNumber', 'leadersSeeAll', 'caseLink'],
    isPinned: false,
  },
];
