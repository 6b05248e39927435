import type { ObligationKind } from '../workflow/table.js';

/** The key of what a round of the programme calls for: it is owed on no audit. */
export const DRAW = 'draw';
/** The keys of what the improvement plan and the risk register call for: likewise. */
export const PLAN_REVIEW = 'plan-review';
export const RISK_REVIEW = 'risk-review';
/** Those of a message to staff: that a team discusses it, and that it is looked at again. */
export const LEARNING_DISCUSSION = 'learning-discussion';
export const LOOK_AGAIN = 'look-again';
const OF_NO_AUDIT = [DRAW, PLAN_REVIEW, RISK_REVIEW, LEARNING_DISCUSSION, LOOK_AGAIN] as const;

/** What somebody owes on no audit. */
export const isOfNoAudit = (key: string): key is (typeof OF_NO_AUDIT)[number] => OF_NO_AUDIT.some((one) => one === key);

/** What the engine itself does is told to nobody. */
export type ToldObligation = Exclude<ObligationKind, 'dispute-window'> | (typeof OF_NO_AUDIT)[number];

/** Where an obligation stands for whoever hears of it. */
export const MOMENTS = ['before', 'today', 'overdue', 'escalated'] as const;
export type Moment = (typeof MOMENTS)[number];

/**
 * The words of one kind of obligation. `task` is what is to be done, as its owner is told; `open` what is the matter while it is
 * not. Each moment says the rest: how it is done, and what happens if it is not. To whom it climbs, and when, is added from
 * the settings. They tell of the task alone: nothing of a child, a name or a grade, nor why it is owed.
 */
export type ObligationWords = { readonly task: string; readonly open: string } & Readonly<Record<Moment, string>>;

export const obligationWords: Readonly<Record<ToldObligation, ObligationWords>> = {
  [DRAW]: {
    task: 'Draw a sample or say why not',
    open: 'the sample of a round has not been drawn',
    before: 'Draw it, or excuse the draw with a reason.',
    today: 'Draw it, or excuse the draw with a reason.',
    overdue: 'Draw it, or excuse the draw with a reason.',
    escalated: 'Please see that a coordinator draws it, or excuses the draw with a reason.',
  },
  [PLAN_REVIEW]: {
    task: 'Review an action of the improvement plan',
    open: 'an action of the improvement plan has not been reviewed',
    before: 'Say what was found, how it stands, and when it is reviewed again.',
    today: 'Say what was found, how it stands, and when it is reviewed again.',
    overdue: 'Say what was found, how it stands, and when it is reviewed again.',
    escalated: 'Please see that it is reviewed, or review it yourself where it has fallen to you.',
  },
  [RISK_REVIEW]: {
    task: 'Review a risk of the register',
    open: 'a risk of the register has not been reviewed',
    before: 'Say what was found, how it is rated, and when it is reviewed again.',
    today: 'Say what was found, how it is rated, and when it is reviewed again.',
    overdue: 'Say what was found, how it is rated, and when it is reviewed again.',
    escalated: 'Please see that it is reviewed, or review it yourself where it has fallen to you.',
  },
  [LEARNING_DISCUSSION]: {
    task: 'Discuss a message to staff with your team',
    open: 'a team has not confirmed that it discussed a message to staff',
    before: 'Discuss it with the team, and confirm that you have.',
    today: 'Discuss it with the team, and confirm that you have.',
    overdue: 'Discuss it with the team, and confirm that you have.',
    escalated: 'Please see that it is discussed, or confirm it yourself where it has fallen to you.',
  },
  [LOOK_AGAIN]: {
    task: 'Look again at what staff were told',
    open: 'what staff were told has not been looked at again',
    before: 'Make a dip sample, enter it, and say what was found.',
    today: 'Make a dip sample, enter it, and say what was found.',
    overdue: 'Make a dip sample, enter it, and say what was found.',
    escalated: 'Please see that a dip sample is made, and what was found recorded.',
  },
  allocate: {
    task: 'Allocate an auditor',
    open: 'no auditor has been allocated',
    before: 'Until an auditor is allocated the audit cannot begin.',
    today: 'Until an auditor is allocated the audit cannot begin.',
    overdue: 'The audit cannot begin until an auditor is allocated.',
    escalated: 'The audit cannot begin. Please see that a coordinator allocates an auditor.',
  },
  accept: {
    task: 'Accept an audit or declare a conflict',
    open: 'the auditor has not accepted it',
    before: 'If you cannot do it, say so, and a coordinator finds another auditor.',
    today: 'If you cannot do it, say so, and a coordinator finds another auditor.',
    overdue: 'The audit waits for you. If you cannot do it, say so, and a coordinator finds another auditor.',
    escalated: 'The audit waits. Please see that the auditor accepts it, or have a coordinator give it to another.',
  },
  prepare: {
    task: 'Prepare for an audit conversation',
    open: 'a conversation is to be prepared for',
    before:
      'Read the audit tool’s prompts before you meet. If you cannot come, tell the auditor, who finds another day.',
    today:
      'Read the audit tool’s prompts before you meet. If you cannot come, tell the auditor, who finds another day.',
    overdue: 'The day has passed. Nothing is left to prepare.',
    escalated: 'The day has passed. Nothing is left to prepare.',
  },
  grade: {
    task: 'Finish an audit and submit it',
    open: 'the audit has not been submitted',
    before: 'Nothing after it can begin until it is submitted.',
    today: 'Nothing after it can begin until it is submitted.',
    overdue: 'Nothing after it can begin until it is submitted. If you cannot finish it, tell a coordinator.',
    escalated:
      'Nothing after it can begin. Please see that the auditor finishes it, or have a coordinator reallocate it.',
  },
  moderate: {
    task: 'Moderate an audit',
    open: 'the audit has not been moderated',
    before: 'Its outcome cannot be shared until it is moderated.',
    today: 'Its outcome cannot be shared until it is moderated.',
    overdue:
      'Its outcome cannot be shared until it is moderated. If you cannot do it, release it for another moderator.',
    escalated: 'Its outcome cannot be shared. Please see that a moderator decides it.',
  },
  share: {
    task: 'Share an audit’s outcome',
    open: 'the outcome has not been shared',
    before: 'The practitioner and the team manager do not know the outcome until you share it.',
    today: 'The practitioner and the team manager do not know the outcome until you share it.',
    overdue: 'The practitioner and the team manager do not know the outcome yet.',
    escalated: 'The practitioner and the team manager do not know the outcome. Please see that it is shared.',
  },
  'acknowledge:practitioner': {
    task: 'Acknowledge or dispute an audit’s outcome',
    open: 'the practitioner has not acknowledged the outcome',
    before: 'After that day the window closes, and the outcome stands.',
    today: 'After today the window closes, and the outcome stands.',
    overdue: 'The window has closed, and the outcome stands.',
    escalated: 'The window has closed, and the outcome stands. Please see that the practitioner has read it.',
  },
  'acknowledge:team-manager': {
    task: 'Acknowledge or dispute an audit’s outcome',
    open: 'the team manager has not acknowledged the outcome',
    before: 'After that day the window closes, and the outcome stands.',
    today: 'After today the window closes, and the outcome stands.',
    overdue: 'The window has closed, and the outcome stands.',
    escalated: 'The window has closed, and the outcome stands. Please see that the team manager has read it.',
  },
  'resolve-dispute': {
    task: 'Resolve a dispute',
    open: 'a dispute has not been resolved',
    before: 'The audit cannot be finalised until the panel has decided.',
    today: 'The audit cannot be finalised until the panel has decided.',
    overdue: 'The audit cannot be finalised until the panel has decided.',
    escalated: 'The audit cannot be finalised. Please see that a member of the panel decides.',
  },
  respond: {
    task: 'Record a response plan',
    open: 'no response plan has been recorded',
    before: 'The audit stays open until the plan is recorded.',
    today: 'The audit stays open until the plan is recorded.',
    overdue: 'The audit stays open until the plan is recorded.',
    escalated: 'The audit stays open. Please see that the team manager records the plan.',
  },
  'sign-off': {
    task: 'Sign a response plan off or send it back',
    open: 'a response plan has not been signed off',
    before: 'The audit stays open until the plan is signed off.',
    today: 'The audit stays open until the plan is signed off.',
    overdue: 'The audit stays open until the plan is signed off.',
    escalated: 'The audit stays open. Please see that the plan is signed off or sent back.',
  },
  review: {
    task: 'Review a response plan',
    open: 'a response plan has not been reviewed',
    before: 'Say what was found, and whether the plan goes on. The audit stays open until the plan is done.',
    today: 'Say what was found, and whether the plan goes on. The audit stays open until the plan is done.',
    overdue: 'Say what was found, and whether the plan goes on. The audit stays open until the plan is done.',
    escalated: 'The audit stays open. Please see that the plan is reviewed.',
  },
  file: {
    task: 'Put an audit’s summary on the record',
    open: 'an audit’s summary has not been put on the record',
    before: 'Say when it was put there and where it stands. The audit stays open until then.',
    today: 'Say when it was put there and where it stands. The audit stays open until then.',
    overdue: 'Say when it was put there and where it stands. The audit stays open until then.',
    escalated: 'The audit stays open. Please see that its summary is put on the record.',
  },
  'decide-extension': {
    task: 'Decide on a request for more time',
    open: 'a request for more time has not been decided',
    before: 'Grant it, or decline it and say why. Until then the old date stands.',
    today: 'Grant it, or decline it and say why. Until then the old date stands.',
    overdue: 'Grant it, or decline it and say why. Until then the old date stands.',
    escalated: 'Whoever asked waits, and the old date stands. Please see that it is granted or declined.',
  },
  'acknowledge-action': {
    task: 'Acknowledge an action due today',
    open: 'an action that was due the same day has not been acknowledged',
    before: 'Read what is to be done, and say that you have it in hand.',
    today: 'Read what is to be done now, and say that you have it in hand.',
    overdue: 'Read what is to be done now, and say that you have it in hand.',
    escalated: 'Please see now that the manager named on it acknowledges it, and that it is done.',
  },
  action: {
    task: 'Complete an agreed action',
    open: 'an agreed action has not been completed',
    before: 'Say what was done and what shows it. The audit stays open until the action is done.',
    today: 'Say what was done and what shows it. The audit stays open until the action is done.',
    overdue:
      'Say what was done and what shows it, or agree another day. The audit stays open until the action is done.',
    escalated: 'The audit stays open. Please see that the action is done, or that another day is agreed.',
  },
  verify: {
    task: 'Verify a completed action',
    open: 'a completed action has not been verified',
    before: 'The audit stays open until somebody has seen that the action was done.',
    today: 'The audit stays open until somebody has seen that the action was done.',
    overdue: 'The audit stays open until somebody has seen that the action was done.',
    escalated: 'The audit stays open. Please see that the action is verified.',
  },
  concern: {
    task: 'Acknowledge a safety concern',
    open: 'a safety concern has not been acknowledged',
    before: 'Read what was raised, and say that you have it in hand. The audit cannot close before.',
    today: 'Read what was raised now, and say that you have it in hand. The audit cannot close before.',
    overdue: 'Read what was raised now, and say that you have it in hand. The audit cannot close before.',
    escalated: 'You may acknowledge it yourself, or see now that the team manager does. The audit cannot close before.',
  },
  'resolve-concern': {
    task: 'Resolve a safety concern',
    open: 'a safety concern has not been resolved',
    before: 'Say what was done and how it ended. The audit cannot close before.',
    today: 'Say what was done and how it ended. The audit cannot close before.',
    overdue: 'Say what was done and how it ended. The audit cannot close before.',
    escalated: 'You may resolve it yourself, or see that the team manager does. The audit cannot close before.',
  },
};

/** The words of an obligation: `action:<id>` is an action. */
export function wordsOf(key: string): ObligationWords {
  const kind = [key, key.slice(0, key.lastIndexOf(':'))].find(isTold);
  if (kind === undefined) throw new RangeError(`Nobody is told of ${key}`);
  return obligationWords[kind];
}

const isTold = (kind: string): kind is ToldObligation => Object.hasOwn(obligationWords, kind);
