import { ROLES } from '#domain';
import type { TeamFacts } from '#domain';
import type { Field, Option } from '../forms/field.js';
import type { Values } from '../forms/values-of.js';
import { capitalised } from '../words/humanised.js';
import { ROLE_WORDS } from '../words/roles.js';

/** A person as the form of their details has them. */
export interface PersonDetailsShown {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly email: string;
  readonly teamId: string | null;
  readonly managerId: string | null;
  readonly roles: readonly string[];
  readonly from: string | null;
  readonly to: string | null;
}

const NOBODY_YET: PersonDetailsShown = {
  name: '',
  aliases: [],
  email: '',
  teamId: null,
  managerId: null,
  roles: [],
  from: null,
  to: null,
};

export const ROLE_OPTIONS: readonly Option[] = ROLES.map((role) => ({
  value: role,
  text: capitalised(ROLE_WORDS[role].name),
  hint: capitalised(ROLE_WORDS[role].does),
}));

interface Choosable {
  readonly teams: readonly TeamFacts[];
  /** Everybody who can manage somebody. */
  readonly people: readonly Option[];
}

/** What is asked of a person. @param person as they stand; left out for somebody new */
export function personFields({ teams, people }: Choosable, person: PersonDetailsShown = NOBODY_YET): readonly Field[] {
  return [
    { kind: 'line', name: 'name', label: 'Name', asks: 'Enter a name', value: person.name },
    {
      kind: 'text',
      name: 'aliases',
      label: 'Other ways the caseload writes the name',
      hint: 'One a line',
      rows: 3,
      optional: true,
      asks: 'Enter other names',
      value: person.aliases.join('\n'),
    },
    {
      kind: 'line',
      name: 'email',
      label: 'E-mail address',
      hint: 'Where messages and the link to sign in go',
      optional: true,
      asks: 'Enter an e-mail address',
      value: person.email,
    },
    {
      kind: 'pick',
      name: 'teamId',
      label: 'Team',
      optional: true,
      none: 'No team',
      asks: 'Choose a team',
      value: person.teamId ?? '',
      options: teams.map(({ teamId, name }) => ({ value: teamId, text: name })),
    },
    {
      kind: 'pick',
      name: 'managerId',
      label: 'Line manager',
      optional: true,
      none: 'Nobody',
      asks: 'Choose a line manager',
      value: person.managerId ?? '',
      options: people,
    },
    {
      kind: 'several',
      name: 'roles',
      label: 'Roles',
      hint: 'A change of roles or of the address waits until a second administrator or coordinator confirms it',
      asks: 'Choose the roles',
      value: person.roles,
      options: ROLE_OPTIONS,
    },
    {
      kind: 'day',
      name: 'from',
      label: 'First day in post',
      optional: true,
      asks: 'Enter a date',
      value: person.from ?? '',
    },
    {
      kind: 'day',
      name: 'to',
      label: 'Last day in post',
      optional: true,
      asks: 'Enter a date',
      value: person.to ?? '',
    },
  ];
}

/** The body of a change: what was emptied is none, and nothing is left as it was. */
export function personSaid(values: Values): object {
  const {
    name = '',
    aliases = '',
    email = null,
    teamId = null,
    managerId = null,
    roles = [],
    from = null,
    to = null,
  } = values;
  return { name, aliases: linesOf(String(aliases)), email, teamId, managerId, roles, from, to };
}

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
