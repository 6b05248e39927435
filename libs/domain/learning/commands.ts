import { choices, day, form, ids, label, labels, orEmpty, orNull, text, type CommandOf } from '../form.js';
import { LEARNING_ROLES, LEARNING_SOURCES } from './events.js';

export const learningForms = {
  IssueLearningMessage: form('IssueLearningMessageBody', {
    theme: label('What it is about. Names no child and no worker', { example: 'Chronologies' }),
    found: text('What was found. Names no child and no worker'),
    toDo: text('What staff are to do. Names no child and no worker'),
    sources: choices('What it was learned from', LEARNING_SOURCES),
    basis: orNull(text('Which audits, dip samples or feedback, by reference or month')),
    teams: orEmpty(ids('Teams it is for')),
    services: orEmpty(labels('Services it is for: all their teams')),
    roles: orEmpty(choices('Roles it is for: all teams in which somebody has them', LEARNING_ROLES)),
    confirmBy: day('By when the managers of each team confirm that it was discussed'),
    lookAgainOn: day('When it is looked at again, by a dip sample'),
  }),
  ConfirmDiscussion: form('ConfirmDiscussionBody', {
    discussedOn: day('When it was discussed'),
    words: orNull(text('What came of it. Names no child and no worker')),
  }),
  LookAgain: form('LookAgainBody', {
    sampleTheme: label('Theme of the dip sample by which it was looked at again'),
    sampleDate: day('Its day'),
    words: text('What was found, against what was to be done. Names no child and no worker'),
    next: orNull(day('When it is looked at once more; nobody owes that where it is left out')),
  }),
  WithdrawLearningMessage: form('WithdrawLearningMessageBody', {
    reason: text('Why it stands no longer. Names no child and no worker'),
  }),
};

type Said = CommandOf<typeof learningForms>;

export type LearningCommand =
  | (Said['IssueLearningMessage'] & { messageId: string })
  | (Said['ConfirmDiscussion'] & { discussionId: string })
  | (Said['LookAgain'] & { messageId: string })
  | (Said['WithdrawLearningMessage'] & { messageId: string });
