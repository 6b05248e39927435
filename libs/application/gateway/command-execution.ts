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
import { againstActingFor } from '../calls/in-person.js';
import { recordedActor } from '../calls/recorded-actor.js';
import { parseBody } from '../body/parse-body.js';
import type { CommandRow, Errand, Reservation, RowContext } from '../row/command-row.js';
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

/** A command on its way to its stream, and what its row may look at when it decides. */
interface CommandUnderWay<Context = RowContext> {
  readonly row: CommandRow;
  readonly call: CommandCall;
  readonly body: object;
  /** The body's canonical JSON. */
  readonly bodyText: string;
  readonly stream: StreamName;
  readonly context: Context;
}

/** People, settings and calendar are loaded last: they may change until it is decided. */
type Unloaded = Omit<RowContext, 'references'>;

/** What a command comes to: events ready to be sent, or an answer where there are none. */
type Step = { readonly prepared: PreparedAppend } | { readonly answer: CommandAnswer };

/** A step, and what it was decided on. */
interface Decided {
  readonly loaded: Loaded;
  readonly command: CommandUnderWay;
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
    const begun = await this.begin(row, call, body);
    if (row.record === 'made' && !UUID.test(begun.context.id)) return badId();
    return this.turns.take(begun.stream, () => this.travel(begun, send));
  }

  private async begin(row: CommandRow, call: CommandCall, body: object): Promise<CommandUnderWay<Unloaded>> {
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
      context: {
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

  private async travel(begun: CommandUnderWay<Unloaded>, send: Send): Promise<CommandAnswer> {
    const memory = this.parts.memories.of(begun.row.fold);
    let reservation: Reservation | undefined;
    for (let attempt = 0; attempt < DECISIONS; attempt++) {
      const { loaded, command, step } = await this.decideOnNow(begun, attempt === 0);
      if ('answer' in step) {
        if (reservation !== undefined && isRefusal(step.answer) && !reservation.isNeededBy(loaded.state)) {
          await send(errand(command, reservation.release));
        }
        return step.answer;
      }
      if (reservation === undefined && command.row.reservation !== undefined) {
        reservation = command.row.reservation(command.body, loaded.state, command.context);
        const taken = await send(errand(command, reservation.take));
        if (isRefusal(taken)) return taken;
      }
      const outcome = await this.send(step.prepared);
      if (outcome !== 'overtaken') {
        if (isRefusal(outcome)) return outcome;
        // Where another process was first with the same ids, its bytes stand there: the next load reads them.
        const { position, written, events } = outcome;
        if (written || !mayBeTakenElsewhere(command.call)) memory.noteAppended(command.stream, outcome);
        const revision = shownAfter(command, loaded, outcome);
        return accepted(command, { revision, position, events: events.map(({ id, type }) => ({ id, type })) });
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
  private async decideOnNow(begun: CommandUnderWay<Unloaded>, isFirst: boolean): Promise<Decided> {
    const { stream, row, call } = begun;
    const { memories, references } = this.parts;
    const memory = memories.of(row.fold);
    const decide = async (loaded: Loaded, known: References): Promise<Decided> => {
      const command: CommandUnderWay = { ...begun, context: { ...begun.context, references: known } };
      return { loaded, command, step: await this.decide(command, loaded, isFirst) };
    };
    const remembered = isFirst && !mayBeTakenElsewhere(call) ? memory.recall(stream) : undefined;
    const lately = isFirst
      ? await decide(...(await Promise.all([remembered ?? memory.load(stream), references.recent()])))
      : undefined;
    if (lately !== undefined && 'prepared' in lately.step) return lately;
    const [loaded, known] = await Promise.all([memory.load(stream), references.load()]);
    const isStillSo =
      lately?.loaded.end.revision === loaded.end.revision && lately.command.context.references === known;
    return isStillSo ? lately : decide(loaded, known);
  }

  /** What is to be appended to the stream as it stands, or the answer where nothing is. */
  private async decide(command: CommandUnderWay, loaded: Loaded, isFirst: boolean): Promise<Step> {
    const { row, call, body, bodyText, context, stream } = command;
    const memory = this.parts.memories.of(row.fold);
    const known = await memory.commandIn(stream, loaded, context.commandId);
    if (known !== undefined) {
      const revision = shownOf(command, loaded.state, known.revision);
      const said = await this.isSaidAgain(known, bodyText);
      return { answer: answerAgain(command, { ...known, revision }, said, isFirst) };
    }
    const notInPerson = againstActingFor(row.own, context.actor, context.references);
    if (notInPerson !== null) return { answer: notInPerson };
    const decision = await row.decide(body, loaded.state, context);
    // Who may not, or asks for what nobody may, is told so and nothing else: not whether there is such a record, nor how
    // far it has come.
    if (isRefusal(decision) && FIRST_OF_ALL.includes(decision.kind)) return { answer: decision };
    if (loaded.end.revision === NO_STREAM && row.record === 'standing') return { answer: unknownRecord(row) };
    const revision = shownOf(command, loaded.state, loaded.end.revision);
    if (call.expectedRevision !== undefined && call.expectedRevision !== revision) {
      return { answer: staleRevision(call.expectedRevision, revision) };
    }
    if (isRefusal(decision)) return { answer: decision };
    if (decision.length > 0) return this.prepare(command, loaded, decision);
    return { answer: accepted(command, { revision, position: loaded.position, events: [] }) };
  }

  private async prepare(
    { row, call, body, bodyText, stream, context }: CommandUnderWay,
    { end, state }: Loaded,
    events: readonly NewEvent[],
  ): Promise<Step> {
    try {
      return {
        prepared: await this.parts.ledger.prepare(stream, end, events, {
          actor: recordedActor(call.actor, row.roleOf?.(body, state, context)),
          commandId: context.commandId,
          body: bodyText,
          correlationId: call.correlationId ?? context.commandId,
          causationId: call.causationId,
          settingsVersion: row.settingsVersionOf?.(state) ?? context.references.settings?.version,
          now: context.now,
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
function errand({ call, context }: CommandUnderWay, { name, target, body = {} }: Errand): CommandCall {
  return {
    name,
    target,
    body,
    actor: systemActor('reservation'),
    correlationId: call.correlationId ?? context.commandId,
    now: context.now,
  };
}

/** A revision of the record as the actor may know it. */
function shownOf({ row, context }: CommandUnderWay, state: unknown, revision: number): number {
  return row.revisionShown?.(state, revision, context) ?? revision;
}

/** The one that stands once events have been appended. */
function shownAfter(command: CommandUnderWay, { state }: Loaded, { revision, events }: Appended): number {
  const { row } = command;
  return row.revisionShown === undefined ? revision : shownOf(command, row.fold.after(state, events), revision);
}

function unknownRecord(row: CommandRow): CommandRefusal {
  return refuse('not-found', 'unknown-record', `There is no such record among the ${row.group}.`);
}

const tooLong = (): Refusal =>
  refuse('invalid', 'too-long', 'That is more than one record can hold. Shorten it, or record it in parts.');

const badId = (): CommandRefusal =>
  refuse('invalid', 'bad-id', 'The id of a new record is a UUID in lower case. Leave it out to have one made.');

function accepted(
  { stream, context }: CommandUnderWay,
  { revision, position, events }: Omit<KnownCommand, 'bodyDigest' | 'owners'>,
  repeated = false,
): Accepted {
  return {
    accepted: true,
    commandId: context.commandId,
    stream,
    id: context.id,
    revision,
    position,
    events,
    repeated,
  };
}

function answerAgain(command: CommandUnderWay, known: KnownCommand, said: SaidAgain, repeated: boolean): CommandAnswer {
  if (said === 'the same') return accepted(command, known, repeated);
  if (said === 'erased') return recordErased();
  return refuse(
    'invalid',
    'idempotency-key-reused',
    'This idempotency key was used before for a request that said something else. Use a new key for a new request.',
  );
}
