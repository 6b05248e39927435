import { count, errorType, took, traced } from '#telemetry';
import type { CommandAnswer } from '../calls/command-answer.js';
import type { CommandCall } from '../calls/command-call.js';
import { commandIdFor } from '../calls/command-id.js';

/** What became of a command, for logs: no word of its body, and nobody's name. */
export interface CommandDone {
  readonly command: string;
  /** `accepted`, `repeated`, `failed`, or the kind of its refusal. */
  readonly outcome: string;
  /** The code of its refusal, or the class of what was thrown. */
  readonly because?: string;
  readonly ms: number;
  readonly correlationId: string;
}

export type OnCommandDone = (done: CommandDone) => void;

/**
 * Every command on the bus passes here. It gets a correlation id, and is traced, timed, counted and logged. Its body is not
 * looked at.
 */
export async function passing(
  given: CommandCall,
  work: (call: CommandCall) => Promise<CommandAnswer>,
  onDone: OnCommandDone | undefined,
): Promise<CommandAnswer> {
  const { name: command, causationId } = given;
  const correlationId = given.correlationId ?? commandIdFor(given);
  const call = given.correlationId === undefined ? { ...given, correlationId } : given;
  const since = performance.now();
  const end = (outcome: string, because?: string): void => {
    const ms = performance.now() - since;
    count('plumbline.commands', { command, outcome });
    took('plumbline.command.duration', { command }, ms);
    onDone?.({ command, outcome, because, ms: Math.round(ms), correlationId });
  };
  const begins = given.correlationId === undefined;
  const attributes = { command, 'correlation.id': correlationId, ...(causationId && { 'causation.id': causationId }) };
  return traced({ name: `command ${command}`, correlationId, begins, attributes }, async (tell) => {
    try {
      const answer = await work(call);
      const outcome = outcomeOf(answer);
      if ('refused' in answer) {
        tell({ outcome, refusal: answer.code });
        end(outcome, answer.code);
      } else {
        const { commandId, events, position } = answer;
        tell({ outcome, 'command.id': commandId, events: events.length, position });
        end(outcome);
      }
      return answer;
    } catch (error) {
      end('failed', errorType(error));
      throw error;
    }
  });
}

function outcomeOf(answer: CommandAnswer): string {
  if ('refused' in answer) return answer.kind;
  return answer.repeated ? 'repeated' : 'accepted';
}
