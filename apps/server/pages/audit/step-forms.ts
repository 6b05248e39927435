import type { StepForms } from './step-form.js';
import { actions } from './step-forms/actions.js';
import { allocation } from './step-forms/allocation.js';
import { conversation } from './step-forms/conversation.js';
import { corrections } from './step-forms/corrections.js';
import { deadlines } from './step-forms/deadlines.js';
import { dispute } from './step-forms/dispute.js';
import { extensions } from './step-forms/extensions.js';
import { finalising } from './step-forms/finalising.js';
import { grading } from './step-forms/grading.js';
import { later } from './step-forms/later.js';
import { moderation } from './step-forms/moderation.js';
import { questions } from './step-forms/questions.js';
import { response } from './step-forms/response.js';
import { safety } from './step-forms/safety.js';
import { sharing } from './step-forms/sharing.js';

/** The form of every step that people take on an audit: a file a stage, as the decider has it. */
export const STEP_FORMS: StepForms = {
  ...allocation,
  ...conversation,
  ...grading,
  ...questions,
  ...safety,
  ...moderation,
  ...sharing,
  ...dispute,
  ...response,
  ...finalising,
  ...actions,
  ...later,
  ...corrections,
  ...deadlines,
  ...extensions,
};
