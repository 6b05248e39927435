import type { Personal } from '../personal.js';
import { lastsOn, type Absence } from './absence.js';
import type { Directory, PersonFacts, TeamFacts } from './directory.js';
import type { EmailPreference, PeopleEvent } from './events.js';
import type { Role } from '../roles.js';
import type { Invitation } from './invitation.js';
import type { Training } from './training.js';
import { NO_ACCESS, afterAccess, type Access } from './access.js';

/** A person with what is personal about them, as it was recorded: sealed, unless this decision made it. */
export interface PersonRecord extends PersonFacts {
  readonly name: Personal;
  readonly aliases: readonly Personal[];
  readonly email: Personal;
}

export interface TokenFacts {
  readonly tokenId: string;
  readonly personId: string;
  readonly roles: readonly Role[];
  readonly digest: string;
  /** Last day it is good for; null for as long as its owner is in post. */
  readonly expiresOn: string | null;
  readonly revoked: boolean;
  /** It stands for every role its owner has at the time. */
  readonly whole?: true;
  /** Made by the operator, who then acts on its owner's behalf. */
  readonly through?: 'operator';
}

/** A change of roles or of an address that waits for a second administrator or coordinator. */
export interface PendingChange {
  readonly changeId: string;
  readonly personId: string;
  readonly roles: readonly Role[] | null;
  readonly email: Personal | null;
  readonly requestedBy: string;
}

interface Records {
  readonly people: Map<string, PersonRecord>;
  readonly teams: Map<string, TeamFacts>;
  readonly absences: Map<string, Absence>;
  readonly tokens: Map<string, TokenFacts>;
  readonly preferences: Map<string, EmailPreference>;
  readonly changes: Map<string, PendingChange>;
  /** By person: the newest. */
  readonly invitations: Map<string, Invitation>;
  /** By person: how they sign in to the pages. */
  readonly access: Map<string, Access>;
  /** By person: as auditors. */
  readonly trainings: Map<string, Training>;
}

const clearText = (ref: Personal): string | null => (typeof ref === 'string' ? ref : null);

/** The stream `people` folded. Immutable: folding more events gives another directory. */
export class PeopleDirectory implements Directory {
  private readonly byRef: ReadonlyMap<string, PersonRecord>;
  private readonly byTeamName: ReadonlyMap<string, TeamFacts>;
  private readonly members: ReadonlyMap<string, readonly PersonRecord[]>;
  private readonly absencesByPerson: ReadonlyMap<string, readonly Absence[]>;
  private readonly absencesByDeputy: ReadonlyMap<string, readonly Absence[]>;
  private readonly byDigest: ReadonlyMap<string, TokenFacts>;
  private readonly byProviderAccount: ReadonlyMap<string, string>;
  /** Somebody can sign in, or once could. From then on it takes two people to change what lets people in. */
  readonly hasLetSomebodyIn: boolean;
  /** Made when it is first asked for. */
  private byRole: ReadonlyMap<Role, readonly PersonRecord[]> | undefined;
  private byManager: ReadonlyMap<string, readonly PersonRecord[]> | undefined;

  /** @param openRef what a person's reference says; null where it is not opened */
  constructor(
    private readonly records: Records,
    private readonly openRef: (ref: Personal) => string | null = clearText,
  ) {
    const { people, teams, absences, tokens, access } = records;
    this.byRef = new Map(
      [...people.values()].flatMap((person) => {
        const ref = openRef(person.ref);
        return ref === null ? [] : [[ref, person] as const];
      }),
    );
    this.byTeamName = new Map([...teams.values()].map((team) => [teamNameKey(team.name), team]));
    this.members = groupBy(people.values(), (person) => person.teamId);
    this.absencesByPerson = groupBy(absences.values(), (absence) => absence.personId);
    this.absencesByDeputy = groupBy(absences.values(), (absence) => absence.deputyId);
    this.byDigest = new Map([...tokens.values()].map((token) => [token.digest, token]));
    this.byProviderAccount = new Map(
      [...access].flatMap(([personId, { providerAccount }]) =>
        providerAccount === null ? [] : [[providerAccount, personId] as const],
      ),
    );
    this.hasLetSomebodyIn =
      [...tokens.values()].some(({ through }) => through === undefined) ||
      [...access.values()].some(({ hasEntered }) => hasEntered);
  }

  person(personId: string): PersonRecord | undefined {
    return this.records.people.get(personId);
  }

  /** The same people, found by references that were opened for it. */
  withRefs(openRef: (ref: Personal) => string | null): PeopleDirectory {
    return new PeopleDirectory(this.records, openRef);
  }

  personByRef(ref: string): PersonRecord | undefined {
    return this.byRef.get(ref.trim());
  }

  team(teamId: string): TeamFacts | undefined {
    return this.records.teams.get(teamId);
  }

  /** In any case and spacing. */
  teamByName(name: string): TeamFacts | undefined {
    return this.byTeamName.get(teamNameKey(name));
  }

  inPost(personId: string, date: string): boolean {
    const person = this.records.people.get(personId);
    return (
      person !== undefined && (person.from === null || person.from <= date) && (person.to === null || date <= person.to)
    );
  }

  managersOf(teamId: string, date: string): readonly string[] {
    return (this.members.get(teamId) ?? [])
      .filter((person) => person.roles.includes('team_manager') && this.inPost(person.personId, date))
      .map((person) => person.personId);
  }

  membersOf(teamId: string): readonly PersonRecord[] {
    return this.members.get(teamId) ?? [];
  }

  reportsOf(personId: string): readonly PersonRecord[] {
    this.byManager ??= groupBy(this.records.people.values(), ({ managerId }) => managerId);
    return this.byManager.get(personId) ?? [];
  }

  withRole(role: Role, date: string): readonly PersonRecord[] {
    this.byRole ??= groupByEach(this.records.people.values(), ({ roles }) => roles);
    return (this.byRole.get(role) ?? []).filter(({ personId }) => this.inPost(personId, date));
  }

  awayOn(personId: string, date: string): { readonly deputies: readonly string[] } | null {
    const away = this.absencesOf(personId).filter((absence) => lastsOn(absence, date));
    if (away.length === 0) return null;
    return { deputies: away.flatMap(({ deputyId }) => (deputyId === null ? [] : [deputyId])) };
  }

  standsInFor(personId: string, date: string): readonly string[] {
    const standingInFor = [personId];
    // an absent person's deputy may be away too: what was passed to them is passed on
    for (const standIn of standingInFor) {
      for (const absence of this.absencesByDeputy.get(standIn) ?? []) {
        if (lastsOn(absence, date) && !standingInFor.includes(absence.personId)) standingInFor.push(absence.personId);
      }
    }
    return standingInFor;
  }

  /** Whether somebody is the person's line manager, or a manager of their team, in post on a date. */
  manages(managerId: string, personId: string, date: string): boolean {
    const person = this.records.people.get(personId);
    if (!person || managerId === personId || !this.inPost(managerId, date)) return false;
    return (
      person.managerId === managerId ||
      (person.teamId !== null && this.managersOf(person.teamId, date).includes(managerId))
    );
  }

  people(): Iterable<PersonRecord> {
    return this.records.people.values();
  }

  teams(): Iterable<TeamFacts> {
    return this.records.teams.values();
  }

  absence(absenceId: string): Absence | undefined {
    return this.records.absences.get(absenceId);
  }

  absencesOf(personId: string): readonly Absence[] {
    return this.absencesByPerson.get(personId) ?? [];
  }

  /** As an auditor; null where none is recorded. */
  trainingOf(personId: string): Training | null {
    return this.records.trainings.get(personId) ?? null;
  }

  token(tokenId: string): TokenFacts | undefined {
    return this.records.tokens.get(tokenId);
  }

  /** Those of people who can sign in themselves. */
  *ownTokens(): Iterable<TokenFacts> {
    for (const token of this.records.tokens.values()) if (token.through === undefined) yield token;
  }

  accessOf(personId: string): Access {
    return this.records.access.get(personId) ?? NO_ACCESS;
  }

  /** Everybody who signs in to the pages by an account of their own, or once did. */
  peopleWithAccess(): ReadonlyMap<string, Access> {
    return this.records.access;
  }

  /** @param digest keyed digest of issuer and subject */
  personByProviderAccount(digest: string): PersonRecord | undefined {
    const personId = this.byProviderAccount.get(digest);
    return personId === undefined ? undefined : this.person(personId);
  }

  /** Whether an absence lasts in which the person cannot sign in. */
  signInStoppedOn(personId: string, date: string): boolean {
    return this.absencesOf(personId).some((absence) => absence.stopsSignIn === true && lastsOn(absence, date));
  }

  invitationOf(personId: string): Invitation | undefined {
    return this.records.invitations.get(personId);
  }

  invitations(): Iterable<Invitation> {
    return this.records.invitations.values();
  }

  /** Changes that wait for a second person, the oldest first. */
  pendingChanges(): Iterable<PendingChange> {
    return this.records.changes.values();
  }

  pendingChange(changeId: string): PendingChange | undefined {
    return this.records.changes.get(changeId);
  }

  /** What the person asked for; undefined where they left it to the council. */
  preferenceOf(personId: string): EmailPreference | undefined {
    return this.records.preferences.get(personId);
  }

  /** @param digest SHA-256 of the token in lower-case hex */
  tokenByDigest(digest: string): TokenFacts | undefined {
    return this.byDigest.get(digest);
  }

  /** The directory after more events. Copies its tables once a call, not once an event. */
  after(events: Iterable<PeopleEvent>): PeopleDirectory {
    const { people, teams, absences, tokens, preferences, changes, invitations, access, trainings } = this.records;
    const records: Records = {
      people: new Map(people),
      teams: new Map(teams),
      absences: new Map(absences),
      tokens: new Map(tokens),
      preferences: new Map(preferences),
      changes: new Map(changes),
      invitations: new Map(invitations),
      access: new Map(access),
      trainings: new Map(trainings),
    };
    for (const event of events) record(records, event);
    return new PeopleDirectory(records, this.openRef);
  }
}

export const EMPTY_DIRECTORY = new PeopleDirectory({
  people: new Map(),
  teams: new Map(),
  absences: new Map(),
  tokens: new Map(),
  preferences: new Map(),
  changes: new Map(),
  invitations: new Map(),
  access: new Map(),
  trainings: new Map(),
});

/** Folds the stream `people`, or the newest part of it onto a directory folded before. */
export function foldDirectory(events: Iterable<PeopleEvent>, from: PeopleDirectory = EMPTY_DIRECTORY): PeopleDirectory {
  return from.after(events);
}

function record(
  { people, teams, absences, tokens, preferences, changes, invitations, access, trainings }: Records,
  event: PeopleEvent,
): void {
  switch (event.type) {
    case 'team-registered':
    case 'team-changed':
      teams.set(event.data.teamId, event.data);
      return;
    case 'person-registered':
      people.set(event.data.personId, event.data);
      return;
    case 'person-changed': {
      const before = people.get(event.data.personId);
      if (before) people.set(event.data.personId, { ...before, ...event.data });
      return;
    }
    case 'person-change-requested': {
      const { changeId, personId, roles } = event.data;
      // a newer one of the same kind takes its place
      for (const other of changes.values()) {
        if (other.personId === personId && (other.roles === null) === (roles === null)) changes.delete(other.changeId);
      }
      changes.set(changeId, event.data);
      return;
    }
    case 'person-change-confirmed': {
      const { changeId, personId } = event.data;
      const [change, before] = [changes.get(changeId), people.get(personId)];
      changes.delete(changeId);
      if (change && before) people.set(personId, afterChange(before, change));
      // what is under way to the address they had is good for nothing
      if (change !== undefined && change.email !== null) invitations.delete(personId);
      return;
    }
    case 'person-change-declined':
      changes.delete(event.data.changeId);
      return;
    case 'absence-recorded':
      absences.set(event.data.absenceId, { ...event.data, endedOn: null });
      return;
    case 'absence-ended': {
      const absence = absences.get(event.data.absenceId);
      if (absence) absences.set(absence.absenceId, { ...absence, endedOn: event.data.on });
      return;
    }
    case 'auditor-training-recorded': {
      const { personId, on, expiresOn } = event.data;
      trainings.set(personId, { on, expiresOn });
      return;
    }
    case 'notification-preference-set':
      preferences.set(event.data.personId, event.data.messages);
      return;
    case 'token-created':
      tokens.set(event.data.tokenId, { ...event.data, revoked: false });
      return;
    case 'token-revoked': {
      const token = tokens.get(event.data.tokenId);
      if (token) tokens.set(token.tokenId, { ...token, revoked: true });
      return;
    }
    case 'person-invited': {
      const { personId, way } = event.data;
      // there is one first administrator
      if (way === 'operator') {
        for (const other of invitations.values()) if (other.way === way) invitations.delete(other.personId);
      }
      invitations.set(personId, { ...event.data, links: {}, outcome: 'waiting', failure: null });
      return;
    }
    case 'enrolment-link-issued': {
      const { holder, digest, issuedAt, expiresAt, sender } = event.data;
      const link = { digest, issuedAt, expiresAt, sender };
      invite(invitations, event.data, ({ links }) => ({ links: { ...links, [holder]: link } }));
      return;
    }
    case 'enrolment-link-sent':
      invite(invitations, event.data, () => ({ outcome: 'sent' }));
      return;
    case 'enrolment-link-failed':
      invite(invitations, event.data, () => ({ outcome: 'failed', failure: event.data.code }));
      return;
    case 'person-enrolled':
      invite(invitations, event.data, () => ({ outcome: 'used' }));
      return;
    case 'password-set':
    case 'second-factor-set':
    case 'recovery-code-used':
    case 'provider-account-linked':
    case 'provider-account-unlinked':
    case 'sessions-ended': {
      const { personId } = event.data;
      access.set(personId, afterAccess(access.get(personId) ?? NO_ACCESS, event));
      return;
    }
    default:
      event satisfies never;
  }
}

/** Changes the invitation an event is about, if it still stands. */
function invite(
  invitations: Records['invitations'],
  { personId, invitationId }: { readonly personId: string; readonly invitationId: string },
  change: (invitation: Invitation) => Partial<Invitation>,
): void {
  const invitation = invitations.get(personId);
  if (invitation?.invitationId === invitationId) invitations.set(personId, { ...invitation, ...change(invitation) });
}

/** A person once a change that waited has been confirmed. */
export function afterChange<Person extends { readonly roles: readonly Role[]; readonly email: Personal }>(
  person: Person,
  { roles, email }: Pick<PendingChange, 'roles' | 'email'>,
): Person {
  return { ...person, roles: roles ?? person.roles, email: email ?? person.email };
}

/** A team's name without case and runs of white space. */
export function teamNameKey(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}

function groupBy<Item>(items: Iterable<Item>, key: (item: Item) => string | null): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const of = key(item);
    if (of === null) continue;
    const group = groups.get(of);
    if (group) group.push(item);
    else groups.set(of, [item]);
  }
  return groups;
}

function groupByEach<Item, Key>(items: Iterable<Item>, keys: (item: Item) => readonly Key[]): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items)
    for (const key of new Set(keys(item))) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  return groups;
}
