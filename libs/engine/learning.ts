import { ACTIVITIES_STREAM, LEARNING_STREAM, learningFold } from '#application';
import {
  discussionOwnership,
  isDutyOf,
  isForThem,
  londonDateOf,
  lookAgainOwnership,
  mayConfirm,
  mayLookAgain,
  nearestNames,
  responsibilitiesOf,
  spellingKey,
} from '#domain';
import type { Actor, Council, Learning, LearningActivityRecorded, LearningEvent, Ownership, Personal } from '#domain';
import { learningReport } from '#reporting';
import type {
  DiscussionSaid,
  LearningActivitySaid,
  LearningMessageSaid,
  LearningReport,
  LearningRequest,
  LookSaid,
} from '#reporting';
import { momentAsked } from './audit-reading.js';
import type { Engine } from './engine.js';
import { UnknownName } from './report-names.js';

type LearningEngine = Pick<Engine, 'memories' | 'references' | 'ledger' | 'clock'>;

/**
 * Messages to staff as they were known at a moment, and what came of them.
 * @throws UnknownName of a service or a team that the council and its messages never had; StoreUnavailable, KeysUnavailable
 */
export async function reportLearning(engine: LearningEngine, request: LearningRequest): Promise<LearningReport> {
  const moment = momentAsked(request.asAt, engine.clock());
  const said = await saidBy(engine, moment);
  const teams = [...(await engine.references.load()).directory.teams()];
  const activities = await activitiesBy(engine, moment);
  const of = [...said.flatMap(({ discussions }) => discussions), ...activities];
  const services = [...teams, ...of].flatMap(({ service }) => service ?? []);
  const names = [...teams.map(({ name }) => name), ...of.flatMap(({ team }) => team ?? [])];
  const asked = {
    ...request,
    service: meant('service', request.service, services),
    team: meant('team', request.team, names),
  };
  return learningReport({ messages: said, activities }, asked, londonDateOf(moment));
}

/** A name as it is written, by the spelling that was asked for. @throws UnknownName */
function meant(filter: 'service' | 'team', asked: string | null, known: readonly string[]): string | null {
  if (asked === null) return null;
  const name = known.find((one) => spellingKey(one) === spellingKey(asked));
  if (name === undefined) throw new UnknownName(filter, nearestNames(asked, known));
  return name;
}

/** A discussion or a look again that is owed, and by whom today. */
export interface LearningOwed extends Ownership {
  readonly register: 'discussion' | 'look-again';
  /** Of the discussion; of a look again, that of the message. */
  readonly id: string;
  /** The team that discusses it; null of a look again. */
  readonly team: string | null;
  readonly theme: Personal;
  readonly due: string;
}

/** What messages to staff call for. */
export function learningOwed({ messages, discussions }: Learning, council: Council): readonly LearningOwed[] {
  return [
    ...[...discussions.values()].flatMap((each): LearningOwed[] => {
      const { discussionId: id, team, due, messageId } = each;
      const theme = messages.get(messageId)?.theme ?? '';
      return due === null
        ? []
        : [{ register: 'discussion', id, team, theme, due, ...discussionOwnership(each, council) }];
    }),
    ...[...messages].flatMap(([id, { theme, lookAgainDue: due }]): LearningOwed[] =>
      due === null ? [] : [{ register: 'look-again', id, team: null, theme, due, ...lookAgainOwnership(council) }],
    ),
  ];
}

export const learningState = async ({ memories }: Pick<Engine, 'memories'>): Promise<Learning> =>
  (await memories.of(learningFold).load(LEARNING_STREAM)).state;

/** A message to staff, and what somebody may do about it. */
export interface LearningShown {
  readonly message: LearningMessageSaid;
  /** Ids of the discussions they may confirm now. */
  readonly toConfirm: readonly string[];
  readonly mayLookAgain: boolean;
  readonly mayWithdraw: boolean;
}

/**
 * The messages to staff that somebody may read, the newest first: whoever issues them and whoever may look again, all of
 * them; everybody else those that are for them, as long as they stand.
 * @throws StoreUnavailable, KeysUnavailable
 */
export async function learningFor(engine: LearningEngine, actor: Actor): Promise<readonly LearningShown[]> {
  const { directory, settings } = await engine.references.load();
  const now = engine.clock();
  const council = { directory, today: londonDateOf(now), responsibilities: responsibilitiesOf(settings) };
  const state = await learningState(engine);
  if (state.messages.size === 0) return [];
  const issues = isDutyOf(actor, 'learning', council.responsibilities);
  const looks = mayLookAgain(actor, council);
  const theirs = (messageId: string): boolean => looks || isForThem(messageId, state, actor, council);
  const said = (await saidBy(engine, now)).filter(({ messageId }) => theirs(messageId));
  return said.reverse().map((message) => ({
    message,
    toConfirm: message.discussions.flatMap(({ discussionId }) => {
      const discussion = state.discussions.get(discussionId);
      const isOpen = discussion !== undefined && discussion.due !== null && mayConfirm(actor, discussion, council);
      return isOpen ? [discussionId] : [];
    }),
    mayLookAgain: looks && message.withdrawnOn === null,
    mayWithdraw: issues && message.withdrawnOn === null,
  }));
}

interface Then {
  readonly issued: Extract<LearningEvent, { type: 'learning-message-issued' }>['data'];
  readonly discussed: Map<string, Omit<DiscussionSaid, 'discussionId' | 'teamId' | 'team' | 'service'>>;
  readonly looks: LookSaid[];
  lookAgainDue: string | null;
  withdrawnOn: string | null;
}

/** Every message as it stood at an instant, in the order they were issued. */
async function saidBy({ ledger }: Pick<Engine, 'ledger'>, until: string): Promise<LearningMessageSaid[]> {
  const { events } = await ledger.load(LEARNING_STREAM);
  const known = events.filter(({ metadata }) => metadata.recordedAt <= until);
  const opened = await ledger.openAll(known.map(({ data }) => data));
  const messages = new Map<string, Then>();
  known.forEach(({ type }, index) => {
    const event = { type, data: opened[index] } as LearningEvent;
    if (event.type === 'learning-message-issued') {
      const { messageId, lookAgainOn: lookAgainDue } = event.data;
      messages.set(messageId, { issued: event.data, discussed: new Map(), looks: [], lookAgainDue, withdrawnOn: null });
      return;
    }
    const then = messages.get(event.data.messageId);
    if (then !== undefined) become(then, event);
  });
  return [...messages.values()].map(shown);
}

function become(then: Then, event: Exclude<LearningEvent, { type: 'learning-message-issued' }>): void {
  switch (event.type) {
    case 'learning-discussed': {
      const { discussionId, discussedOn, confirmedOn, confirmedBy, words } = event.data;
      then.discussed.set(discussionId, { discussedOn, confirmedOn, confirmedBy, words: textOf(words) });
      return;
    }
    case 'learning-looked-again': {
      const { on, lookedBy, sampleTheme, sampleDate, words, lookAgainOn } = event.data;
      then.looks.push({ on, lookedBy, sampleTheme: textOf(sampleTheme), sampleDate, words: textOf(words) });
      then.lookAgainDue = lookAgainOn;
      return;
    }
    case 'learning-message-withdrawn':
      then.withdrawnOn = event.data.on;
      then.lookAgainDue = null;
  }
}

const NOT_DISCUSSED = { discussedOn: null, confirmedOn: null, confirmedBy: null, words: null };

/** The words of what was withdrawn are shown no more: they may have named somebody. */
function shown({ issued, discussed, looks, lookAgainDue, withdrawnOn }: Then): LearningMessageSaid {
  const { messageId, sources, audience, issuedBy, issuedOn, confirmBy } = issued;
  const wordsOf = (words: Personal | null): string | null => (withdrawnOn === null ? textOf(words) : null);
  return {
    messageId,
    theme: wordsOf(issued.theme),
    found: wordsOf(issued.found),
    toDo: wordsOf(issued.toDo),
    basis: wordsOf(issued.basis),
    sources,
    audience,
    issuedBy,
    issuedOn,
    confirmBy,
    lookAgainDue,
    discussions: issued.discussions.map((each) => {
      const said = discussed.get(each.discussionId) ?? NOT_DISCUSSED;
      return { ...each, ...said, words: wordsOf(said.words) };
    }),
    looks: looks.map((look) => ({ ...look, words: wordsOf(look.words), sampleTheme: wordsOf(look.sampleTheme) })),
    withdrawnOn,
  };
}

/** Every activity as it was last said by an instant. */
async function activitiesBy({ ledger }: Pick<Engine, 'ledger'>, until: string): Promise<LearningActivitySaid[]> {
  const { events } = await ledger.load(ACTIVITIES_STREAM);
  const known = new Map(
    events
      .filter(({ metadata }) => metadata.recordedAt <= until)
      .map(({ data }) => {
        const said = data as LearningActivityRecorded['data'];
        return [said.activityId, said] as const;
      }),
  );
  const opened = await ledger.openAll([...known.values()]);
  return opened.map(({ version: _, digest: __, theme, audience, ...activity }) => ({
    ...activity,
    theme: textOf(theme),
    audience: textOf(audience),
  }));
}

/** What was erased is no text any more. */
const textOf = (value: Personal | null): string | null => (typeof value === 'string' ? value : null);
