import type { Council } from '../audit/answering.js';
import { worksOnAudits } from '../audit/standing.js';
import type { Actor } from '../actor.js';
import type { Decider } from '../decider.js';
import type { DecisionContext } from '../decision-context.js';
import { decideBy } from '../decision-table.js';
import { dipSampleKey, type DipSamples } from '../dip-samples/dip-samples.js';
import { isDutyOf, notTheirDuty } from '../duties.js';
import type { Directory } from '../people/directory.js';
import type { Personal } from '../personal.js';
import { isRefusal, refuse, type Refusal } from '../refusal.js';
import { namedId } from '../named-id.js';
import { byCodeUnits } from '../text-order.js';
import type { LearningCommand } from './commands.js';
import type { DiscussionAsked, LearningAudience, LearningEvent } from './events.js';
import { mayConfirm, mayLookAgain } from './learning-owners.js';

/** A discussion of a message in a team. */
export interface Discussion extends DiscussionAsked {
  readonly messageId: string;
  /** By when it is owed; null once it was confirmed, or the message withdrawn. */
  readonly due: string | null;
}

export interface LearningMessage {
  readonly theme: Personal;
  readonly issuedOn: string;
  readonly audience: LearningAudience;
  /** Ids of its discussions. */
  readonly discussions: readonly string[];
  /** When it is to be looked at again; null where nobody owes that any more. */
  readonly lookAgainDue: string | null;
  readonly isWithdrawn: boolean;
}

/** What is known of messages to staff, by id, in the order they were issued. */
export interface Learning {
  readonly messages: ReadonlyMap<string, LearningMessage>;
  readonly discussions: ReadonlyMap<string, Discussion>;
}

/** Whether words name somebody who is known: a person by a full name, or a case by its id. */
export type Recognised = 'person' | 'case';

export interface LearningContext extends DecisionContext, Council {
  readonly recognised: Recognised | null;
  /** What each dip sample counts, by `dipSampleKey`: which there are. */
  readonly dipSamples: DipSamples['units'];
}

/** The texts of a command, of which none may name anybody. */
export function textsOf(command: LearningCommand): readonly string[] {
  switch (command.type) {
    case 'IssueLearningMessage':
      return [command.theme, command.found, command.toDo, ...(command.basis === null ? [] : [command.basis])];
    case 'ConfirmDiscussion':
      return command.words === null ? [] : [command.words];
    case 'LookAgain':
      return [command.words];
    case 'WithdrawLearningMessage':
      return [command.reason];
  }
}

/** The decider of the stream `learning`. */
export const learning: Decider<Learning, LearningCommand, LearningEvent, LearningContext> = {
  initial: { messages: new Map(), discussions: new Map() },
  evolve,
  decide: decideBy({
    IssueLearningMessage(command, _, context) {
      const { actor, today, directory, responsibilities } = context;
      if (!isDutyOf(actor, 'learning', responsibilities)) return notTheirDuty('learning');
      const { messageId, sources, confirmBy, lookAgainOn } = command;
      if (sources.length === 0) return refuse('invalid', 'sources-missing', 'Say what it was learned from.');
      if (confirmBy < today) return refuse('invalid', 'confirm-past', 'The day for confirming is past.');
      if (lookAgainOn <= confirmBy)
        return refuse('invalid', 'look-again-too-soon', 'Look again on a later day than teams confirm by.');
      const { teams, services, roles } = command;
      const audience = { teams: eachOnce(teams), services: eachOnce(services), roles: eachOnce(roles) };
      const discussions = discussionsOf(messageId, audience, directory, today);
      if (isRefusal(discussions)) return discussions;
      const unnamed = againstNaming(context);
      if (unnamed !== null) return unnamed;
      return [
        {
          type: 'learning-message-issued',
          data: {
            messageId,
            theme: command.theme.trim(),
            found: command.found.trim(),
            toDo: command.toDo.trim(),
            basis: command.basis?.trim() ?? null,
            sources: eachOnce(sources),
            audience,
            issuedBy: actor.id,
            issuedOn: today,
            confirmBy,
            lookAgainOn,
            discussions,
          },
        },
      ];
    },

    ConfirmDiscussion({ discussionId, discussedOn, words }, { messages, discussions }, context) {
      const { actor, today } = context;
      const discussion = discussions.get(discussionId);
      if (discussion === undefined || !mayConfirm(actor, discussion, context)) return NOT_THEIRS;
      const { messageId } = discussion;
      if (messages.get(messageId)?.isWithdrawn === true) return WITHDRAWN;
      if (discussion.due === null)
        return refuse('rule', 'discussed-already', 'That it was discussed has been confirmed already.');
      if (discussedOn > today || discussedOn < (messages.get(messageId)?.issuedOn ?? ''))
        return refuse('invalid', 'discussed-when', 'It was discussed between the day it was issued and today.');
      const unnamed = againstNaming(context);
      if (unnamed !== null) return unnamed;
      const said = { discussedOn, confirmedOn: today, confirmedBy: actor.id, words: words?.trim() ?? null };
      return [{ type: 'learning-discussed', data: { messageId, discussionId, ...said } }];
    },

    LookAgain({ messageId, sampleTheme, sampleDate, words, next }, { messages }, context) {
      const { actor, today, dipSamples } = context;
      if (!mayLookAgain(actor, context)) return notTheirDuty('learning');
      const message = messages.get(messageId);
      if (message === undefined) return UNKNOWN;
      if (message.isWithdrawn) return WITHDRAWN;
      if (!dipSamples.has(dipSampleKey({ theme: sampleTheme, date: sampleDate })))
        return refuse('invalid', 'dip-sample-unknown', 'There is no dip sample of that theme and day. Enter it first.');
      if (sampleDate < message.issuedOn)
        return refuse('invalid', 'dip-sample-before', 'That dip sample was made before the message was issued.');
      if (next !== null && next <= today)
        return refuse('invalid', 'next-not-later', 'It is looked at once more on a later day than today.');
      const unnamed = againstNaming(context);
      if (unnamed !== null) return unnamed;
      const said = { sampleTheme: sampleTheme.trim(), sampleDate, words: words.trim(), lookAgainOn: next };
      return [{ type: 'learning-looked-again', data: { messageId, on: today, lookedBy: actor.id, ...said } }];
    },

    WithdrawLearningMessage({ messageId, reason }, { messages, discussions }, context) {
      const { actor, today, responsibilities } = context;
      if (!isDutyOf(actor, 'learning', responsibilities)) return notTheirDuty('learning');
      const message = messages.get(messageId);
      if (message === undefined) return UNKNOWN;
      if (message.isWithdrawn) return WITHDRAWN;
      const unnamed = againstNaming(context);
      if (unnamed !== null) return unnamed;
      const open = message.discussions.filter((id) => typeof discussions.get(id)?.due === 'string');
      const said = { on: today, withdrawnBy: actor.id, reason: reason.trim(), discussions: open };
      return [{ type: 'learning-message-withdrawn', data: { messageId, ...said } }];
    },
  }),
};

const UNKNOWN = refuse('not-found', 'message-unknown', 'There is no such message to staff.');
const WITHDRAWN = refuse('rule', 'message-withdrawn', 'This message was withdrawn.');
const NOT_THEIRS = refuse(
  'not-allowed',
  'not-theirs-to-confirm',
  'Only the managers of the team, or to whom that has fallen, may confirm that it was discussed.',
);

const NAMED: Readonly<Record<Recognised, Refusal>> = {
  person: refuse('invalid', 'names-a-person', 'A message to staff names nobody: somebody known stands in its words.'),
  case: refuse('invalid', 'names-a-case', 'A message to staff names no child: the id of a case stands in its words.'),
};

const againstNaming = ({ recognised }: LearningContext): Refusal | null =>
  recognised === null ? null : NAMED[recognised];

const eachOnce = <Item>(items: readonly Item[]): readonly Item[] => [...new Set(items)];

/** The teams of an audience: those named, those of its services, and those in which somebody in post has one of its roles. */
function discussionsOf(
  messageId: string,
  { teams, services, roles }: LearningAudience,
  directory: Directory,
  today: string,
): readonly DiscussionAsked[] | Refusal {
  if (teams.some((teamId) => directory.team(teamId) === undefined))
    return refuse('invalid', 'team-unknown', 'One of the teams is none of the council.');
  const all = [...directory.teams()];
  if (services.some((service) => !all.some((team) => team.service === service)))
    return refuse('invalid', 'service-unknown', 'One of the services has no team.');
  const inPost = (teamId: string) =>
    directory.membersOf(teamId).filter(({ personId }) => directory.inPost(personId, today));
  const isFor = ({ teamId, service }: (typeof all)[number]): boolean => {
    if (teams.includes(teamId)) return true;
    const people = inPost(teamId);
    return (
      (service !== null && services.includes(service) && people.length > 0) ||
      people.some((person) => roles.some((role) => person.roles.includes(role)))
    );
  };
  const meant = all.filter(isFor).sort((one, other) => byCodeUnits(one.name, other.name));
  if (meant.length === 0)
    return refuse('invalid', 'audience-empty', 'Choose whom it is for: a team, a service or a role that somebody has.');
  return meant.map(({ teamId, name, service }) => ({
    discussionId: namedId('learning-discussion', messageId, teamId),
    teamId,
    team: name,
    service,
  }));
}

function evolve({ messages, discussions }: Learning, { type, data }: LearningEvent): Learning {
  switch (type) {
    case 'learning-message-issued': {
      const { messageId, theme, issuedOn, audience, confirmBy, lookAgainOn } = data;
      const message: LearningMessage = {
        theme,
        issuedOn,
        audience,
        discussions: data.discussions.map(({ discussionId }) => discussionId),
        lookAgainDue: lookAgainOn,
        isWithdrawn: false,
      };
      const asked = data.discussions.map(
        (each) => [each.discussionId, { ...each, messageId, due: confirmBy }] as const,
      );
      return {
        messages: new Map([...messages, [messageId, message]]),
        discussions: new Map([...discussions, ...asked]),
      };
    }
    case 'learning-discussed':
      return { messages, discussions: without(discussions, [data.discussionId]) };
    case 'learning-looked-again':
      return { messages: changed(messages, data.messageId, { lookAgainDue: data.lookAgainOn }), discussions };
    case 'learning-message-withdrawn':
      return {
        messages: changed(messages, data.messageId, { lookAgainDue: null, isWithdrawn: true }),
        discussions: without(discussions, data.discussions),
      };
  }
}

function changed(
  messages: Learning['messages'],
  messageId: string,
  change: Partial<LearningMessage>,
): Learning['messages'] {
  const message = messages.get(messageId);
  return message === undefined ? messages : new Map(messages).set(messageId, { ...message, ...change });
}

/** These are owed no longer. */
function without(discussions: Learning['discussions'], ids: readonly string[]): Learning['discussions'] {
  const after = new Map(discussions);
  for (const id of ids) {
    const discussion = after.get(id);
    if (discussion !== undefined) after.set(id, { ...discussion, due: null });
  }
  return after;
}

/** Whether a message is for somebody: they are of one of its teams, have one of its roles, or owe something of it. */
export function isForThem(
  messageId: string,
  { messages, discussions }: Learning,
  actor: Actor,
  council: Council,
): boolean {
  const message = messages.get(messageId);
  if (message === undefined || message.isWithdrawn || !worksOnAudits(actor.roles)) return false;
  if (message.audience.roles.some((role) => actor.roles.includes(role))) return true;
  const teamId = council.directory.person(actor.id)?.teamId ?? null;
  return message.discussions.some((id) => {
    const discussion = discussions.get(id);
    return discussion !== undefined && (discussion.teamId === teamId || mayConfirm(actor, discussion, council));
  });
}
