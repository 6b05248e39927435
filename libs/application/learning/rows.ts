import { commandIn, learning, learningForms, responsibilitiesOf, textsOf } from '#domain';
import type { Learning, LearningCommand } from '#domain';
import { bodyOf } from '../body/body-of.js';
import { DIP_SAMPLES_STREAM, dipSamplesFold } from '../imports/import-dip-sample.js';
import { commandRow } from '../row/command-row.js';
import type { CommandRow } from '../row/command-row.js';
import { foldOf } from '../streams/stream-fold.js';

export const LEARNING_STREAM = 'learning';
export const learningFold = foldOf(learning);

interface LearningRow {
  readonly path: string;
  readonly summary: string;
  readonly says: (body: object, id: string) => LearningCommand;
  /** Whether it makes a message. */
  readonly makes?: true;
}

const row = (name: LearningCommand['type'], { says, makes, ...rest }: LearningRow): CommandRow =>
  commandRow<Learning, object>({
    name,
    group: 'learning',
    body: bodyOf(learningForms[name]),
    ...rest,
    fold: learningFold,
    record: 'always',
    idOf: (target, _, newId) => (makes ? newId('message') : (target ?? LEARNING_STREAM)),
    streamOf: () => LEARNING_STREAM,
    async decide(body, state, context) {
      const command = says(body, context.id);
      const { directory, settings } = context.references;
      return learning.decide(command, state, {
        ...context,
        directory,
        responsibilities: responsibilitiesOf(settings),
        recognised: await context.samples.recognisedIn(textsOf(command)),
        dipSamples: (await context.stateOf(DIP_SAMPLES_STREAM, dipSamplesFold)).units,
      });
    },
  });

/** Messages to staff: issued, discussed in teams, looked at again. */
export const learningRows: readonly CommandRow[] = [
  row('IssueLearningMessage', {
    path: 'learning',
    summary: 'Issue a message to staff: what was found, what they are to do, and when it is looked at again',
    makes: true,
    says: (body, messageId) => ({ ...commandIn(learningForms, 'IssueLearningMessage', body), messageId }),
  }),
  row('ConfirmDiscussion', {
    path: 'learning/discussions/:id/confirm',
    summary: 'Confirm that a message to staff was discussed in a team',
    says: (body, discussionId) => ({ ...commandIn(learningForms, 'ConfirmDiscussion', body), discussionId }),
  }),
  row('LookAgain', {
    path: 'learning/:id/look-again',
    summary: 'Record by which dip sample a message to staff was looked at again, and what was found',
    says: (body, messageId) => ({ ...commandIn(learningForms, 'LookAgain', body), messageId }),
  }),
  row('WithdrawLearningMessage', {
    path: 'learning/:id/withdraw',
    summary: 'Withdraw a message to staff: nobody reads it or owes anything on it any more',
    says: (body, messageId) => ({ ...commandIn(learningForms, 'WithdrawLearningMessage', body), messageId }),
  }),
];
