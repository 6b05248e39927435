import { OPERATOR_ID } from '../actor.js';
import { isIsoDate } from '../calendar/iso-date.js';
import type { Decider } from '../decider.js';
import { decideBy, type DecisionTable } from '../decision-table.js';
import { isRefusal, type Refusal } from '../refusal.js';
import { makesLoop, overlaps, type Absence } from './absence.js';
import type { PeopleCommand, PersonDetails } from './commands.js';
import type { PeopleContext } from './context.js';
import { DEFAULT_NOTIFICATIONS } from '../settings/default-settings.js';
import type { PeopleEvent } from './events.js';
import type { Role } from '../roles.js';
import { importPeople } from './import-people.js';
import { invitations } from './invite.js';
import { access } from './decide-access.js';
import { EMPTY_DIRECTORY, foldDirectory, type PeopleDirectory } from './people-directory.js';
import { changedDetails } from './person-changes.js';
import { faultIn, faultInDates, faultInRoles, managedInLoop } from './person-checks.js';
import { peopleRefusals as refused } from './refusals.js';
import { againstConfirming, alteration, giverIn, operatorStandsIn, registration, runsPeople } from './second-person.js';

/** One rule a command. What a directory or a token says twice over gives no event. */
const decisions: DecisionTable<PeopleDirectory, PeopleCommand, PeopleEvent, PeopleContext> = {
  ...invitations,
  ...access,

  RegisterTeam(command, directory, context) {
    if (!runsPeople(context.actor)) return refused.notYours();
    const name = command.name.trim();
    if (name === '') return refused.blank('The team’s name');
    if (directory.teamByName(name)) return refused.teamNameTaken();
    return [{ type: 'team-registered', data: { teamId: context.newId('team'), name, service: command.service } }];
  },

  ChangeTeamDetails(command, directory, context) {
    if (!runsPeople(context.actor)) return refused.notYours();
    const team = directory.team(command.teamId);
    if (!team) return refused.unknownTeam();
    const name = (command.name ?? team.name).trim();
    const { service = team.service } = command;
    if (name === '') return refused.blank('The team’s name');
    const namesake = directory.teamByName(name);
    if (namesake && namesake.teamId !== team.teamId) return refused.teamNameTaken();
    if (team.name === name && team.service === service) return [];
    return [{ type: 'team-changed', data: { teamId: team.teamId, name, service } }];
  },

  RegisterPerson(command, directory, context) {
    if (!runsPeople(context.actor)) return refused.notYours();
    const ref = command.ref.trim();
    if (ref === '') return refused.blank('The reference');
    if (directory.personByRef(ref)) return refused.refTaken();
    const personId = context.newId('person');
    const details = changedDetails(undefined, command, context);
    if (isRefusal(details)) return details;
    const fault = faultIn(details) ?? faultInPlace(personId, details, directory);
    return fault ?? registration(personId, ref, details, directory, context);
  },

  ChangePerson(command, directory, context) {
    if (!runsPeople(context.actor)) return refused.notYours();
    const person = directory.person(command.personId);
    if (!person) return refused.unknownPerson();
    const details = changedDetails(person, command, context);
    if (isRefusal(details)) return details;
    const fault = faultIn(details) ?? faultInPlace(person.personId, details, directory);
    return fault ?? alteration(person, details, directory, context);
  },

  RecordAbsence(command, directory, context) {
    if (!mayRecordAbsence(context, directory, command.personId)) return refused.absenceNotYours();
    const person = directory.person(command.personId);
    if (!person) return refused.unknownPerson();
    const fault = faultInDates(command.from, command.to);
    if (fault) return fault;
    if (!directory.inPost(person.personId, command.from)) return refused.notInPost();
    const absence: Absence = {
      absenceId: context.newId('absence'),
      personId: person.personId,
      from: command.from,
      to: command.to,
      deputyId: command.deputyId,
      ...(command.stopsSignIn === true && { stopsSignIn: true }),
      endedOn: null,
    };
    if (directory.absencesOf(person.personId).some((other) => overlaps(absence, other))) {
      return refused.absenceOverlaps();
    }
    const unfit = faultInDeputy(absence, directory);
    if (unfit) return unfit;
    const { endedOn: _, ...data } = absence;
    return [{ type: 'absence-recorded', data }];
  },

  EndAbsence(command, directory, context) {
    const absence = directory.absence(command.absenceId);
    if (!mayRecordAbsence(context, directory, absence?.personId ?? null)) return refused.absenceNotYours();
    if (!absence) return refused.unknownAbsence();
    if (!isIsoDate(command.on)) return refused.badDate('The first day back');
    if (command.on < absence.from) return refused.endsBeforeItBegins();
    if (absence.endedOn !== null || (absence.to !== null && absence.to < command.on)) return refused.absenceEnded();
    return [
      {
        type: 'absence-ended',
        data: { absenceId: absence.absenceId, personId: absence.personId, on: command.on },
      },
    ];
  },

  RecordTraining({ personId, on, expiresOn }, directory, context) {
    if (!runsPeople(context.actor)) return refused.notYours();
    if (context.actor.id === personId) return refused.ownTraining();
    if (!directory.person(personId)) return refused.unknownPerson();
    if (!isIsoDate(on) || on > context.today) return refused.badTrainingDay();
    if (expiresOn !== null && (!isIsoDate(expiresOn) || expiresOn < on)) return refused.trainingEndsBefore();
    const before = directory.trainingOf(personId);
    if (before?.on === on && before.expiresOn === expiresOn) return [];
    return [{ type: 'auditor-training-recorded', data: { personId, on, expiresOn } }];
  },

  SetNotificationPreference({ personId, email }, directory, context) {
    if (!runsPeople(context.actor) && context.actor.id !== personId) return refused.preferenceNotYours();
    if (!directory.person(personId)) return refused.unknownPerson();
    const { digest, mayTurnOff } = context.notifications ?? DEFAULT_NOTIFICATIONS;
    if (email === 'off' && !mayTurnOff) return refused.messagesNotOptional();
    if (email === 'digest' && digest === 'never') return refused.digestNotOffered();
    if (email === 'each' && digest === 'always') return refused.digestForAll();
    if (directory.preferenceOf(personId) === email) return [];
    return [{ type: 'notification-preference-set', data: { personId, messages: email } }];
  },

  CreateToken(command, directory, context) {
    const { actor } = context;
    // the operator's token is marked: whoever uses it acts on the person's behalf
    const through = actor.id === OPERATOR_ID ? OPERATOR_ID : actor.through;
    if (actor.id !== OPERATOR_ID && actor.id !== command.personId) return refused.tokenNotYours();
    const person = directory.person(command.personId);
    if (!person) return refused.unknownPerson();
    if (!/^[0-9a-f]{64}$/.test(command.digest)) return refused.badDigest();
    if (command.roles.length === 0) return refused.noRoles();
    const fault = faultInRoles(command.roles);
    if (fault) return fault;
    const mayCarry = actor.id === OPERATOR_ID ? person.roles : actor.roles;
    if (!command.roles.every((role) => mayCarry.includes(role))) return refused.tokenRoles();
    if (command.expiresOn !== null) {
      if (!isIsoDate(command.expiresOn)) return refused.badDate('The last day of the token');
      if (command.expiresOn < context.today) return refused.tokenExpired();
    }
    if (person.to !== null && person.to < context.today) return refused.notInPost();
    if (directory.tokenByDigest(command.digest)) return refused.tokenKnown();
    return [
      {
        type: 'token-created',
        data: {
          tokenId: context.newId('token'),
          personId: person.personId,
          roles: distinct(command.roles),
          digest: command.digest,
          expiresOn: command.expiresOn,
          ...(through !== undefined && { through }),
        },
      },
    ];
  },

  RevokeToken(command, directory, context) {
    const token = directory.token(command.tokenId);
    if (!runsPeople(context.actor) && token?.personId !== context.actor.id) return refused.notYours();
    if (!token) return refused.unknownToken();
    if (token.revoked) return [];
    return [{ type: 'token-revoked', data: { tokenId: token.tokenId, personId: token.personId } }];
  },

  ConfirmPersonChanges({ changeIds }, directory, context) {
    const { actor, today } = context;
    if (!runsPeople(actor)) return refused.notYours();
    if (actor.id === OPERATOR_ID && !operatorStandsIn(directory, today)) return refused.operatorNotNeeded();
    const events: PeopleEvent[] = [];
    for (const changeId of new Set(changeIds)) {
      const change = directory.pendingChange(changeId);
      if (!change) return refused.unknownChange();
      const against = againstConfirming(change, directory, context);
      if (against) return against;
      const { personId } = change;
      events.push({ type: 'person-change-confirmed', data: { changeId, personId, confirmedBy: giverIn(context) } });
    }
    return events;
  },

  DeclinePersonChanges({ changeIds }, directory, context) {
    if (!runsPeople(context.actor)) return refused.notYours();
    const events: PeopleEvent[] = [];
    for (const changeId of new Set(changeIds)) {
      const change = directory.pendingChange(changeId);
      if (!change) return refused.unknownChange();
      const { personId } = change;
      events.push({ type: 'person-change-declined', data: { changeId, personId, declinedBy: giverIn(context) } });
    }
    return events;
  },

  ImportPeople(command, directory, context) {
    if (!runsPeople(context.actor)) return refused.notYours();
    return importPeople(command.rows, directory, context);
  },
};

/**
 * The decider of the stream `people`; its state is the directory itself. Fold a whole stream with `foldDirectory`,
 * which copies the directory once a batch instead of once an event.
 */
export const people: Decider<PeopleDirectory, PeopleCommand, PeopleEvent, PeopleContext> = {
  initial: EMPTY_DIRECTORY,
  evolve: (directory, event) => foldDirectory([event], directory),
  decide: decideBy(decisions),
};

/** @param personId null where there is nobody: then only those who run people are told so */
function mayRecordAbsence(
  { actor, today }: PeopleContext,
  directory: PeopleDirectory,
  personId: string | null,
): boolean {
  if (runsPeople(actor)) return true;
  return personId !== null && (actor.id === personId || directory.manages(actor.id, personId, today));
}

/** What is wrong with where a person stands among others: team, manager. */
function faultInPlace(personId: string, details: PersonDetails, directory: PeopleDirectory): Refusal | null {
  if (details.teamId !== null && !directory.team(details.teamId)) return refused.unknownTeam();
  if (details.managerId === null) return null;
  if (details.managerId !== personId && !directory.person(details.managerId)) return refused.managerUnknown();
  const managerOf = (id: string) => (id === personId ? details.managerId : (directory.person(id)?.managerId ?? null));
  return managedInLoop(personId, managerOf) ? refused.managerLoop() : null;
}

function faultInDeputy(absence: Absence, directory: PeopleDirectory): Refusal | null {
  const { deputyId, personId, from, to } = absence;
  if (deputyId === null) return null;
  if (deputyId === personId) return refused.deputyIsAbsentee();
  if (!directory.person(deputyId)) return refused.unknownPerson();
  if (!directory.inPost(deputyId, from) || (to !== null && !directory.inPost(deputyId, to))) {
    return refused.deputyNotInPost();
  }
  return makesLoop(absence, (id) => directory.absencesOf(id)) ? refused.deputyLoop() : null;
}

function distinct(roles: readonly Role[]): Role[] {
  return [...new Set(roles)];
}
