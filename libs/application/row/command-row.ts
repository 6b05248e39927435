import type { DecisionContext, Personal, Refusal } from '#domain';
import type { NewEvent, StreamName } from '#event-store';
import type { BodyClass } from '../body/body-class.js';
import type { SampleSources } from '../references/sample-sources.js';
import type { References } from '../references/references.js';
import type { StreamFold } from '../streams/stream-fold.js';

/** What the row of a command may look at when it decides: who asks and when, and what is known beside its own stream. */
export interface RowContext extends DecisionContext {
  readonly commandId: string;
  /** The record the command is about. */
  readonly id: string;
  readonly references: References;
  /** What a draw, an erasure or a message to staff must know of other streams. */
  readonly samples: SampleSources;
  /** What a personal value says; null where it has been erased. */
  readonly textOf: (personal: Personal) => Promise<string | null>;
  /** What another stream folds to just now, where a rule asks it. */
  readonly stateOf: <State>(stream: StreamName, fold: StreamFold<State>) => Promise<State>;
}

export type Decision = readonly NewEvent[] | Refusal;

/** A command of the engine's own to another record: what a reservation or a process sends. */
export interface Errand {
  readonly name: string;
  readonly target?: string;
  readonly body?: object;
}

/**
 * A hold on something that several streams compete for: taken once the command has been decided and before it is
 * appended, let go if it is refused after all and the record does not rest on it.
 */
export interface Reservation<State = unknown> {
  readonly take: Errand;
  readonly release: Errand;
  isNeededBy(state: State): boolean;
}

/**
 * One command: everything the gateway, the HTTP routes and the API's description need to know of it.
 * `State` is what its stream folds to.
 */
export interface CommandRow<State = unknown, Body extends object = object> {
  /** Imperative: `ClaimModeration`. */
  readonly name: string;
  /** What the API groups it under: `audits`. */
  readonly group: string;
  /** One line for the API's description. */
  readonly summary: string;
  /** Below /api/v1, `:id` for the record: `audits/:id/claim-moderation`. Null for what only the engine sends itself. */
  readonly path: string | null;
  /** Null for the engine's own commands: their bodies come from code, and have no route. */
  readonly body: BodyClass<Body> | null;
  /** A person's own judgement, word or secret: refused to whoever acts on somebody's behalf. */
  readonly own?: boolean;
  readonly fold: StreamFold<State>;
  /** What it is about: a record it makes, one that must stand in the log already, or a stream that is always there. */
  readonly record: 'made' | 'standing' | 'always';
  /** The id of the record: the target, or a new one derived from the command. */
  idOf(target: string | undefined, body: Body, newId: RowContext['newId']): string;
  streamOf(id: string, body: Body): StreamName;
  decide(body: Body, state: State, context: RowContext): Decision | Promise<Decision>;
  /** The settings version recorded with the events: the one the record is pinned to. */
  settingsVersionOf?(state: State): number | undefined;
  /** The role the command is allowed under, recorded with its events. */
  roleOf?(body: Body, state: State, context: RowContext): string;
  reservation?(body: Body, state: State, context: RowContext): Reservation<State>;
  /**
   * What the actor is told of a revision of the record, and what `If-Match` of theirs is held against: where something of
   * the record is kept from them, counted without it. The stream's own where it is left out.
   * @param revision the stream's, at which the record stands or once stood
   */
  revisionShown?(state: State, revision: number, context: RowContext): number;
}

/** What a command says beside its name: the body of one that only the engine sends. */
export type SaysOf<Command extends { readonly type: string }, Name extends Command['type']> = Omit<
  Extract<Command, { readonly type: Name }>,
  'type'
>;

/** A row of known types as one of the catalogue: the gateway hands it only what it loaded for it. */
export const commandRow = <State, Body extends object>(row: CommandRow<State, Body>): CommandRow => row;
