/** Where an audit stands. `unselected` is before its first event; `imported` is an earlier audit from a spreadsheet, final as it came. */
export const STAGES = [
  'unselected',
  'imported',
  'allocation',
  'acceptance',
  'conversation',
  'grading',
  'moderation',
  'sharing',
  'dispute-window',
  'dispute',
  'finalising',
  'action-tracking',
  'closed',
  'ended',
] as const;
export type Stage = (typeof STAGES)[number];

export const stageLabels: Readonly<Record<Stage, string>> = {
  unselected: 'Not selected',
  imported: 'Imported',
  allocation: 'Allocation',
  acceptance: 'Acceptance',
  conversation: 'Conversation',
  grading: 'First grading',
  moderation: 'Moderation',
  sharing: 'Sharing',
  'dispute-window': 'Dispute window',
  dispute: 'Dispute',
  finalising: 'Finalising',
  'action-tracking': 'Action tracking',
  closed: 'Closed',
  ended: 'Ended without an outcome',
};

/** No grade has been submitted, or it was returned: the auditor's hands are on it. */
export const BEFORE_SUBMISSION = ['allocation', 'acceptance', 'conversation', 'grading'] as const;
/** An auditor holds it. */
export const WITH_AUDITOR = ['acceptance', 'conversation', 'grading'] as const;
/** The practitioner and the team manager know the outcome. */
export const ONCE_SHARED = ['dispute-window', 'dispute', 'finalising', 'action-tracking'] as const;
/** The grade has passed moderation, so that steps can be agreed from it. */
export const FROM_SHARING = ['sharing', 'dispute-window', 'dispute', 'finalising', 'action-tracking'] as const;
/** Something is owed for which more time may be asked. */
export const WHILE_EXTENDABLE = ['conversation', 'grading', 'moderation', ...FROM_SHARING] as const;
/** Neither closed nor ended. */
export const LIVE = [
  'allocation',
  'acceptance',
  'conversation',
  'grading',
  'moderation',
  'sharing',
  'dispute-window',
  'dispute',
  'finalising',
  'action-tracking',
] as const;
