import { ACTION_SCOPES, NO_ACTION_DETAILS } from '#domain';
import type { ActionDetails, ActionScope } from '#domain';
import type { Field } from '../../forms/field.js';
import type { OpenedAudit } from '../opened-audit.js';
import type { PersonOption } from '../step-form.js';
import { asOptions, day, texts } from './fields.js';

const USUAL = 'Leave it empty for the council’s usual time.';

const asked = ({ settings }: OpenedAudit): ActionDetails => settings.actionDetails ?? NO_ACTION_DETAILS;

/** A day; where the council asks how urgent it is, that or a day. */
export function byWhen(audit: OpenedAudit, people: readonly PersonOption[]): Field {
  const usual = { optional: true, hint: USUAL } as const;
  if (!asked(audit).urgency) return day('due', 'By when', '', usual);
  const managers = people.filter(({ personId }) => isManager(personId, audit));
  return {
    kind: 'choice',
    name: 'when',
    label: 'By when',
    optional: true,
    asks: '',
    options: [
      {
        value: 'today',
        text: 'Today',
        hint: 'A manager must acknowledge it today. Otherwise it climbs, as a safety concern does.',
        reveals: [
          {
            kind: 'pick',
            name: 'managerId',
            label: 'Which manager acknowledges it',
            asks: 'Choose a manager',
            options: asOptions(managers),
          },
        ],
      },
      { value: '5-days', text: 'Within 5 working days' },
      { value: '20-days', text: 'Within 20 working days' },
      { value: 'day', text: 'By another day', reveals: [day('due', 'Which day', '', usual)] },
    ],
  };
}

const isManager = (personId: string, { directory, visitor }: OpenedAudit): boolean =>
  personId !== visitor.actor.id &&
  (directory.person(personId)?.roles.some((role) => role === 'team_manager' || role === 'leader') === true ||
    directory.reportsOf(personId).length > 0);

/** Which finding an action comes from, where the council asks. */
export function itsFinding(audit: OpenedAudit): readonly Field[] {
  const { findings } = audit.document.sections;
  if (!asked(audit).finding || findings.length === 0) return [];
  return [
    {
      kind: 'pick',
      name: 'findingId',
      label: 'Which finding it comes from',
      asks: '',
      optional: true,
      none: 'No one finding',
      options: findings.flatMap(({ data: { findingId, theme, text } }) =>
        findingId === undefined ? [] : [{ value: findingId, text: `${theme ?? ''}: ${shortened(texts(text) ?? '')}` }],
      ),
    },
  ];
}

const shortened = (words: string): string => (words.length > 80 ? `${words.slice(0, 79)}…` : words);

const SCOPES: Readonly<Record<ActionScope, string>> = {
  child: 'The child',
  siblings: 'The child and siblings',
  team: 'The team',
  service: 'The whole service',
};

/** Whom an action is for, where the council asks. */
export function itsScope(audit: OpenedAudit): readonly Field[] {
  if (!asked(audit).scope) return [];
  return [
    {
      kind: 'choice',
      name: 'scope',
      label: 'Whom it is for',
      optional: true,
      asks: '',
      options: ACTION_SCOPES.map((value) => ({
        value,
        text: SCOPES[value],
        ...(value === 'service' && { hint: 'It joins the improvement plan.' }),
      })),
    },
  ];
}
