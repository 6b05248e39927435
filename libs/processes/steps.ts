import {
  auditFold,
  auditStream,
  caseloadFold,
  caseloadStream,
  processCommandId,
  sampleFold,
  sampleStream,
} from '#application';
import type { CommandAnswer, CommandCall, Errand, References, StreamFold } from '#application';
import { frameOfCaseload, isRefusal, systemActor } from '#domain';
import type { AuditState, Frame, SampleState } from '#domain';
import { uuidV5 } from '#event-store';
import type { StreamName } from '#event-store';

/** A command that a promise did not expect to be refused. It is recorded, shown, and tried again later. */
export class StepRefused extends Error {
  constructor(
    readonly step: string,
    readonly code: string,
    sentence: string,
  ) {
    super(sentence);
    this.name = 'StepRefused';
  }
}

/** What steps are taken with: the engine's command gateway and its folded streams. */
export interface StepParts {
  readonly execute: (call: CommandCall) => Promise<CommandAnswer>;
  readonly memories: {
    of<State>(fold: StreamFold<State>): { load(stream: StreamName): Promise<{ readonly state: State }> };
  };
  readonly references: { load(): Promise<References> };
}

/** The event a promise was started by. */
export interface Cause {
  readonly eventId: string;
  readonly correlationId: string;
  /** The London date on which it was recorded. */
  readonly recordedOn: string;
}

/** What a process works with while it keeps one promise: the streams as they stand, and commands with ids of their own. */
export class Steps {
  constructor(
    private readonly parts: StepParts,
    private readonly process: string,
    readonly cause: Cause,
    /** ISO instant, UTC. */
    readonly now: string,
    /** The London date of `now`. */
    readonly today: string,
  ) {}

  /**
   * Sends a command, the same however often the step is taken: accepted before, it has no second effect.
   * @param expected the codes of refusals that the process knows how to go on from
   * @returns null when it was accepted, or which of the expected refusals it met
   * @throws StepRefused for any other refusal
   */
  async take<const Code extends string = never>(
    step: string,
    { name, target, body = {} }: Errand,
    expected: readonly Code[] = [],
  ): Promise<Code | null> {
    const answer = await this.parts.execute({
      name,
      target,
      body,
      actor: systemActor(this.process),
      commandId: this.commandId(step),
      causationId: this.cause.eventId,
      correlationId: this.cause.correlationId,
      now: this.now,
    });
    if (!isRefusal(answer)) return null;
    const met = expected.find((code) => code === answer.code);
    if (met === undefined) throw new StepRefused(step, answer.code, answer.sentence);
    return met;
  }

  /** The id of a record that a step makes: the same whenever the step is taken. */
  idFrom(step: string): string {
    return uuidV5(this.commandId(step), 'made');
  }

  references(): Promise<References> {
    return this.parts.references.load();
  }

  async stateOf<State>(stream: StreamName, fold: StreamFold<State>): Promise<State> {
    return (await this.parts.memories.of(fold).load(stream)).state;
  }

  async audit(auditId: string): Promise<AuditState> {
    return (await this.stateOf(auditStream(auditId), auditFold)).state;
  }

  sample(sampleId: string): Promise<SampleState> {
    return this.stateOf(sampleStream(sampleId), sampleFold);
  }

  /** The frame of a caseload. @throws Error where it is not whole: nothing is drawn from such a one */
  async frame(caseloadId: string): Promise<Frame> {
    const frame = frameOfCaseload(await this.stateOf(caseloadStream(caseloadId), caseloadFold));
    if (frame === null) throw new Error('A sample was drawn from a caseload that is not whole');
    return frame;
  }

  private commandId(step: string): string {
    return processCommandId(this.process, this.cause.eventId, step);
  }
}
