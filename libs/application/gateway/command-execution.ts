import { setTimeout as pause } from 'node:timers/promises';
import { isRefusal, londonDateOf, refuse, systemActor } from '#domain';
import type { Refusal, RefusalKind } from '#domain';
import {
  AppendTooLarge,
  EventTooLarge,
  NO_STREAM,
  RevisionConflict,
  StoreUnavailable,
  canonicalJson,
  uuidV5,
} from '#event-store';
import type { Appended, Ledger, NewEvent, PreparedAppend, StreamName } from '#event-store';
import { OwnerErased } from '#privacy';
import type { KeyRing } from '#privacy';
import { recordedActor } from '../calls/recorded-actor.js';
import { parseBody } from '../body/parse-body.js';
import type { CommandRow, Errand, Reservation, Situation } from '../row/command-row.js';
import type { ReferenceData, References } from '../references/references.js';
import type { StreamMemories } from '../streams/stream-memories.js';
import type { SampleSources } from '../references/sample-sources.js';
import type { KnownCommand, Loaded } from '../streams/stream-memory.js';
import { staleRevision } from '../calls/command-answer.js';
import type { Accepted, CommandAnswer, CommandRefusal } from '../calls/command-answer.js';
import type { CommandCall } from '../calls/command-call.js';
import { commandIdFor, mayBeTakenElsewhere } from '../calls/command-id.js';
import { Turns } from './turns.js';

export interface ExecutionParts {
  readonly ledger: Ledger;
  readonly keys: KeyRing;
  readonly memories: StreamMemories;
  readonly references: ReferenceData;
  readonly samples: SampleSources;
  /** The time now: an ISO instant in UTC with milliseconds. */
  readonly clock: () => string;
}

/** How often a command is decided again when others keep getting in first, and how long it waits at most in between. */
const DECISIONS = 40;
const LONGEST_PAUSE_MS = 40;
/** How often the same bytes are sent when the store does not answer. */
const SENDINGS = 3;
const RESEND_PAUSE_MS = 100;
/** Not after it has said nothing for this long: the caller has waited enough, and sends the command again. */
const RESEND_WITHIN_MS = 5_000;

/** Refusals that are given before anything is said about the record. */
const FIRST_OF_ALL: readonly RefusalKind[] = ['not-allowed', 'invalid'];

/**
 * An id that no record has. Text that is no id at all is looked up under it, and so gets the same answer as an unknown
 * id.
 */
const NOTHINGS_ID = '00000000-0000-0000-0000-000000000000';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A command that is about to go to its stream. */
interface Departure {
  readonly row: CommandRow;
  readonly call: CommandCall;
  readonly body: object;
  /** The body's canonical JSON. */
  readonly bodyText: string;
  readonly stream: StreamName;
  readonly situation: Omit<Situation, 'references'>;
}

/** One with people, settings and calendar as they stood when it was decided. */
interface Journey extends Departure {
  readonly situation: Situation;
}

/** What a command comes to: events ready to be sent, or an answer where there are none. */
type Step = { readonly prepared: PreparedAppend } | { readonly answer: CommandAnswer };

/** A step, and what it was decided on. */
interface Decided {
  readonly loaded: Loaded;
  readonly journey: Journey;
  readonly step: Step;
}

/** Sends another command: what a reservation needs. */
export type Send = (call: CommandCall) => Promise<CommandAnswer>;

/**
 * The one way a command takes, whatever it is: check the body, load, look whether it stands there already, decide,
 * append at the revision it was decided on; when another writer was first, load and decide again.
 */
export class CommandExecution {
  private readonly turns = new Turns();

  constructor(private readonly parts: ExecutionParts) {}

  /** @throws StoreUnavailable or KeysUnavailable when the outcome is unknown: send the same command again. */
  async execute(row: CommandRow, sent: CommandCall, send: Send): Promise<CommandAnswer> {
    const body = parseBody(row.body, sent.body);
    if (isRefusal(body)) return body;
    const call = sent.target === undefined || UUID.test(sent.target) ? sent : { ...sent, target: NOTHINGS_ID };
    const departure = await this.setOut(row, call, body);
    if (row.record === 'made' && !UUID.test(departure.situation.id)) return badId();
    return this.turns.take(departure.stream, () => this.travel(departure, send));
  }

  private async setOut(row: CommandRow, call: CommandCall, body: object): Promise<Departure> {
    const { ledger, memories, samples, clock } = this.parts;
    const commandId = commandIdFor(call);
    const newId = (what: string): string => uuidV5(commandId, what);
    const id = row.idOf(call.target, body, newId);
    const now = call.now ?? clock();
    return {
      row,
      call,
      body,
      bodyText: canonicalJson(body),
      stream: row.streamOf(id, body),
      situation: {
        actor: call.actor,
        commandId,
        id,
        now,
        today: londonDateOf(now),
        newId,
        samples,
        textOf: async (personal) => {
          const opened = typeof personal === 'string' ? { text: personal } : await ledger.open(personal);
          return 'text' in opened ? opened.text : null;
        },
        stateOf: async (stream, fold) => (await memories.of(fold).load(stream)).state,
      },
    };
  }

  private async travel(departure: Departure, send: Send): Promise<CommandAnswer> {
    const memory = this.parts.memories.of(departure.row.fold);
    let reservation: Reservation | undefined;
    for (let attempt = 0; attempt < DECISIONS; attempt++) {
      const { loaded, journey, step } = await this.decideOnNow(departure, attempt === 0);
      if ('answer' in step) {
        if (reservation !== undefined && isRefusal(step.answer) && !reservation.isNeededBy(loaded.state)) {
          await send(errand(journey, reservation.release));
        }
        return step.answer;
      }
      if (reservation === undefined && journey.row.reservation !== undefined) {
        reservation = journey.row.reservation(journey.body, loaded.state, journey.situation);
        const taken = await send(errand(journey, reservation.take));
        if (isRefusal(taken)) return taken;
      }
      const outcome = await this.send(step.prepared);
      if (outcome !== 'overtaken') {
        if (isRefusal(outcome)) return outcome;
        // Where another process was first with the same ids, its bytes stand there: the next load reads them.
        const { position, written, events } = outcome;
        if (written || !mayBeTakenElsewhere(journey.call)) memory.noteAppended(journey.stream, outcome);
        const revision = shownAfter(journey, loaded, outcome);
        return accepted(journey, { revision, position, events: events.map(({ id, type }) => ({ id, type })) });
      }
      await pause(Math.random() * Math.min(LONGEST_PAUSE_MS, attempt * 4));
    }
    throw new StoreUnavailable('Too many others are changing this record at the same moment');
  }

  /**
   * What is to be done on the stream and the reference data as they stand now.
   *
   * What a command adds is appended at the revision it was decided on: that alone shows whether its stream has gone on. So
   * the stream as this process last saw it will do, and reference data of a moment ago; but not to refuse anything, or to
   * answer that there is nothing to add. Nor where the command may have been taken by another process, whose events would
   * pass for the same ones.
   */
  private async decideOnNow(departure: Departure, isFirst: boolean): Promise<Decided> {
    const { stream, row, call } = departure;
    const { memories, references } = this.parts;
    const memory = memories.of(row.fold);
    const decide = async (loaded: Loaded, known: References): Promise<Decided> => {
      const journey: Journey = { ...departure, situation: { ...departure.situation, references: known } };
      return { loaded, journey, step: await this.decide(journey, loaded, isFirst) };
    };
    const remembered = isFirst && !mayBeTakenElsewhere(call) ? memory.recall(stream) : undefined;
    const lately = isFirst
      ? await decide(...(await Promise.all([remembered ?? memory.load(stream), references.recent()])))
      : undefined;
    if (lately !== undefined && 'prepared' in lately.step) return lately;
    const [loaded, known] = await Promise.all([memory.load(stream), references.load()]);
    const isStillSo =
      lately?.loaded.end.revision === loaded.end.revision && lately.journey.situation.references === known;
    return isStillSo ? lately : decide(loaded, known);
  }

  /** What is to be appended to the stream as it stands, or the answer where nothing is. */
  private async decide(journey: Journey, loaded: Loaded, isFirst: boolean): Promise<Step> {
    const { row, call, body, bodyText, situation, stream } = journey;
    const memory = this.parts.memories.of(row.fold);
    const known = await memory.commandIn(stream, loaded, situation.commandId);
    if (known !== undefined) {
      const revision = shownOf(journey, loaded.state, known.revision);
      const said = await this.isSaidAgain(known, bodyText);
      return { answer: answerAgain({ stream, situation }, { ...known, revision }, said, isFirst) };
    }
    if (row.own === true && isOnBehalf(situation)) return { answer: notInPerson() };
    const decision = await row.decide(body, loaded.state, situation);
    // Who may not, or asks for what nobody may, is told so and nothing else: not whether there is such a record, nor how
    // far it has come.
    if (isRefusal(decision) && FIRST_OF_ALL.includes(decision.kind)) return { answer: decision };
    if (loaded.end.revision === NO_STREAM && row.record === 'standing') return { answer: unknownRecord(row) };
    const revision = shownOf(journey, loaded.state, loaded.end.revision);
    if (call.expectedRevision !== undefined && call.expectedRevision !== revision) {
      return { answer: staleRevision(call.expectedRevision, revision) };
    }
    if (isRefusal(decision)) return { answer: decision };
    if (decision.length > 0) return this.prepare(journey, loaded, decision);
    return { answer: accepted({ stream, situation }, { revision, position: loaded.position, events: [] }) };
  }

  private async prepare(
    { row, call, body, bodyText, stream, situation }: Journey,
    { end, state }: Loaded,
    events: readonly NewEvent[],
  ): Promise<Step> {
    try {
      return {
        prepared: await this.parts.ledger.prepare(stream, end, events, {
          actor: recordedActor(call.actor, row.roleOf?.(body, state, situation)),
          commandId: situation.commandId,
          body: bodyText,
          correlationId: call.correlationId ?? situation.commandId,
          causationId: call.causationId,
          settingsVersion: row.settingsVersionOf?.(state) ?? situation.references.settings?.version,
          now: situation.now,
        }),
      };
    } catch (error) {
      if (error instanceof OwnerErased) return { answer: recordErased() };
      throw error;
    }
  }

  /** Whether a command that was taken said what is said now. Events from before have digests under the deployment's key. */
  private async isSaidAgain({ bodyDigest, owners }: KnownCommand, bodyText: string): Promise<SaidAgain> {
    const { ledger } = this.parts;
    if (bodyDigest === (await ledger.bodyDigest(bodyText, []))) return 'the same';
    const digest = await ledger.bodyDigest(bodyText, owners);
    if (digest === undefined) return 'erased';
    return digest === bodyDigest ? 'the same' : 'other';
  }

  /** After no answer the same bytes go again: had the first sending been written, the store answers as it would have. */
  private async send(prepared: PreparedAppend): Promise<Appended | Refusal | 'overtaken'> {
    const since = performance.now();
    for (let sending = 1; ; sending++) {
      try {
        return await this.parts.ledger.send(prepared);
      } catch (error) {
        if (error instanceof RevisionConflict) return 'overtaken';
        if (error instanceof EventTooLarge || error instanceof AppendTooLarge) return tooLong();
        const isWorthAnother = sending < SENDINGS && performance.now() - since < RESEND_WITHIN_MS;
        if (!(error instanceof StoreUnavailable) || !isWorthAnother) throw error;
        await pause(RESEND_PAUSE_MS * sending);
      }
    }
  }
}

/** Of what was erased nobody knows any more whether it was the same. */
type SaidAgain = 'the same' | 'other' | 'erased';

const recordErased = (): CommandRefusal => refuse('rule', 'record-erased', `${new OwnerErased('').message}.`);

/** Each time a command of its own: a reservation let go earlier must not pass for taken. */
function errand({ call, situation }: Journey, { name, target, body = {} }: Errand): CommandCall {
  return {
    name,
    target,
    body,
    actor: systemActor('reservation'),
    correlationId: call.correlationId ?? situation.commandId,
    now: situation.now,
  };
}

/** A revision of the record as the actor may know it. */
function shownOf({ row, situation }: Journey, state: unknown, revision: number): number {
  return row.revisionShown?.(state, revision, situation) ?? revision;
}

/** The one that stands once events have been appended. */
function shownAfter(journey: Journey, { state }: Loaded, { revision, events }: Appended): number {
  const { row } = journey;
  return row.revisionShown === undefined ? revision : shownOf(journey, row.fold.after(state, events), revision);
}

/** In a demonstration one plays everybody, and nobody is taken for somebody else. */
const isOnBehalf = ({ actor, references }: Situation): boolean =>
  actor.through !== undefined && !references.demonstration;

const notInPerson = (): CommandRefusal =>
  refuse(
    'not-allowed',
    'not-in-person',
    'This is for the person themself to say: it cannot be done on their behalf, by the operator or with a token the operator made.',
  );

function unknownRecord(row: CommandRow): CommandRefusal {
  return refuse('not-found', 'unknown-record', `There is no such record among the ${row.group}.`);
}

const tooLong = (): Refusal =>
  refuse('invalid', 'too-long', 'That is more than one record can hold. Shorten it, or record it in parts.');

const badId = (): CommandRefusal =>
  refuse('invalid', 'bad-id', 'The id of a new record is a UUID in lower case. Leave it out to have one made.');

type Way = Pick<Journey, 'stream' | 'situation'>;

function accepted(
  { stream, situation }: Way,
  { revision, position, events }: Omit<KnownCommand, 'bodyDigest' | 'owners'>,
  repeated = false,
): Accepted {
  return {
    accepted: true,
    commandId: situation.commandId,
    stream,
    id: situation.id,
    revision,
    position,
    events,
    repeated,
  };
}

function answerAgain(way: Way, known: KnownCommand, said: SaidAgain, repeated: boolean): CommandAnswer {
  if (said === 'the same') return accepted(way, known, repeated);
  if (said === 'erased') return recordErased();
  return refuse(
    'invalid',
    'idempotency-key-reused',
    'This idempotency key was used before for a request that said something else. Use a new key for a new request.',
  );
}
