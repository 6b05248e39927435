import type { StepForms } from '../step-form.js';
import { optionalText, text } from './fields.js';
import { aboutConcern, itsWords } from './item.js';

/** A child who may be at risk now. */
export const safety: StepForms = {
  RaiseSafetyConcern: {
    isWarning: true,
    button: 'Raise the concern',
    done: 'The safety concern is raised. The team manager is told today.',
    lead: () =>
      'Use this if a child may be at risk now. If somebody is in danger this minute, call 999 first, then tell the team manager.',
    fields: () => [text('reason', 'What worries you', 'Say what worries you')],
  },
  AcknowledgeSafetyConcern: {
    done: 'You have acknowledged the safety concern.',
    lead: itsWords,
    fields: () => [optionalText('note', 'What happens next')],
    says: aboutConcern,
  },
  ResolveSafetyConcern: {
    done: 'The safety concern is resolved.',
    lead: itsWords,
    fields: () => [text('outcome', 'What was done, and is the child safe now?', 'Say what came of it')],
    says: aboutConcern,
  },
};
