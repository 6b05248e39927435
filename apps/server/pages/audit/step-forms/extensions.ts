import { EXTENDABLE, isOfKind, wordsOf } from '#domain';
import type { Option } from '../../forms/field.js';
import { plainDate } from '../../words/dates.js';
import { factsOf } from '../present-entry.js';
import type { OpenedAudit } from '../opened-audit.js';
import type { StepForms } from '../step-form.js';
import { day, optionalText, why } from './fields.js';
import { aboutExtension } from './item.js';

/** More time for what somebody owes. */
export const extensions: StepForms = {
  AskForExtension: {
    button: 'Ask for more time',
    done: 'You have asked for more time. The date stands until somebody has decided on it.',
    lead: () => 'Somebody else decides on it. The date stands until they have granted it.',
    fields: (audit) => [
      {
        kind: 'choice',
        name: 'obligation',
        label: 'For what?',
        asks: 'Choose what you need more time for',
        options: mayBeAskedFor(audit),
      },
      day('to', 'Until when', 'Enter the new last day for it'),
      why(),
    ],
  },
  DecideExtension: {
    button: 'Record the decision',
    done: 'The decision is recorded. Whoever asked is told.',
    lead: theRequest,
    fields: () => [
      {
        kind: 'choice',
        name: 'outcome',
        label: 'Do you grant it?',
        asks: 'Say whether you grant it',
        options: [
          { value: 'granted', text: 'Yes, it is due on the new day' },
          { value: 'declined', text: 'No, the date stays', hint: 'Say why below' },
        ],
      },
      optionalText('note', 'What whoever asks should know'),
    ],
    says: aboutExtension,
  },
};

/** What the visitor may owe; whether they do, the service says. */
const mayBeAskedFor = ({ document: { owed, actions }, directory, visitor, today }: OpenedAudit): readonly Option[] => {
  const people = [visitor.actor.id, ...directory.standsInFor(visitor.actor.id, today)];
  return owed
    .filter(
      ({ key, owner, due }) =>
        EXTENDABLE.some((kind) => isOfKind(key, kind)) &&
        due >= today &&
        ('personId' in owner ? people.includes(owner.personId) : owner.party === 'team-manager'),
    )
    .map(({ key, due }) => {
      const action: object = actions.find(({ actionId }) => key === `action:${actionId}`)?.steps[0]?.data ?? {};
      const says = 'text' in action && typeof action.text === 'string' ? `${action.text} ` : '';
      return { value: key, text: wordsOf(key).task, hint: `${says}Due ${plainDate(due)}.` };
    });
};

function theRequest(audit: OpenedAudit, item: string | null): string | undefined {
  const asked = audit.document.sections.extensions.find(
    ({ type, data }) => type === 'extension-asked' && data.extensionId === item,
  );
  return (
    asked &&
    factsOf(asked.data, audit)
      .map(({ label, value }) => `${label}: ${value}`)
      .join('\n')
  );
}
