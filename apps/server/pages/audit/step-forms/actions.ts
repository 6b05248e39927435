import { plainDate } from '../../words/dates.js';
import type { OpenedAudit } from '../opened-audit.js';
import type { StepForms } from '../step-form.js';
import { byWhen, itsFinding, itsScope } from './action-details.js';
import { asOptions, day, optionalText, text, why } from './fields.js';
import { aboutAction, itsWords } from './item.js';

const actionDue = (audit: OpenedAudit, item: string | null): string | undefined =>
  audit.document.actions.find(({ actionId }) => actionId === item)?.due ?? undefined;

/** What is to be done, until somebody has seen that it was. */
export const actions: StepForms = {
  AgreeAction: {
    done: 'The action is agreed. Whoever does it is told.',
    people: 'owners',
    fields: (audit, _item, people) => [
      text('text', 'What is to be done', 'Say what is to be done'),
      { kind: 'pick', name: 'ownerId', label: 'Who does it', asks: 'Choose who does it', options: asOptions(people) },
      byWhen(audit, people),
      {
        kind: 'pick',
        name: 'domain',
        label: 'Which domain it belongs to',
        asks: '',
        optional: true,
        none: 'No one domain',
        options: (audit.tool?.domains ?? []).map(({ key, label }) => ({ value: key, text: label })),
      },
      ...itsFinding(audit),
      ...itsScope(audit),
    ],
    says: ({ when, ...values }) => (when === undefined || when === 'day' ? values : { ...values, urgency: when }),
  },
  LinkAction: {
    done: 'The audit is linked to the action. It is done once, where it is open.',
    lead: () =>
      'Where an action of this kind is open on another audit already, link to it: nobody is asked to do it twice.',
    people: 'open-actions',
    fields: (_audit, _item, open) => [
      {
        kind: 'pick',
        name: 'action',
        label: 'Which action',
        asks: 'Choose an action',
        options: asOptions(open),
      },
    ],
    says: ({ action }) => {
      const [toAudit = '', toAction = ''] = String(action ?? '').split(' ');
      return { toAudit, toAction };
    },
    fieldOf: () => 'action',
  },
  AcknowledgeAction: {
    button: 'I have it in hand',
    done: 'You have acknowledged the action.',
    lead: itsWords,
    fields: () => [optionalText('note', 'A note')],
    says: aboutAction,
  },
  UpdateProgress: {
    done: 'Your progress is recorded.',
    lead: itsWords,
    fields: () => [text('note', 'How it goes', 'Say how it goes')],
    says: aboutAction,
  },
  CompleteAction: {
    done: 'The action is complete. Somebody else verifies it.',
    lead: itsWords,
    fields: () => [
      text('evidence', 'What was done, and what shows it', 'Say what shows that it was done'),
      {
        kind: 'line',
        name: 'evidenceReference',
        label: 'Where it stands in the case system',
        asks: '',
        optional: true,
      },
    ],
    says: aboutAction,
  },
  VerifyAction: {
    done: 'The action is verified.',
    lead: itsWords,
    fields: () => [optionalText('note', 'What you saw')],
    says: aboutAction,
  },
  ReopenAction: {
    done: 'The action is open again. Whoever does it is told.',
    lead: itsWords,
    fields: () => [why(), day('due', 'The new last day', 'Enter the new last day')],
    says: aboutAction,
  },
  CancelAction: {
    isWarning: true,
    button: 'Cancel the action',
    done: 'The action is cancelled.',
    lead: itsWords,
    fields: () => [why()],
    says: aboutAction,
  },
  ChangeDueDate: {
    done: 'The date is moved. Whoever does it is told.',
    lead: (audit, item) => {
      const due = actionDue(audit, item);
      return due === undefined ? itsWords(audit, item) : `${itsWords(audit, item) ?? ''} Due ${plainDate(due)}.`;
    },
    fields: () => [day('due', 'The new last day', 'Enter the new last day'), why()],
    says: aboutAction,
  },
};
