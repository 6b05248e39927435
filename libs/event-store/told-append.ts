import { count, errorType, telemetry, took, traced } from '#telemetry';
import { RevisionConflict } from './port.js';
import type { AppendResult, StreamName } from './port.js';

/** Appends, and has it traced, timed and counted: under the kind of the stream, never its id. */
export async function told(
  stream: StreamName,
  events: number,
  append: () => Promise<AppendResult>,
): Promise<AppendResult> {
  if (telemetry() === undefined) return append();
  const category = stream.replace(/-.*$/, '');
  const since = performance.now();
  const end = (outcome: string): void => took('plumbline.append.duration', { outcome }, performance.now() - since);
  return traced({ name: `append ${category}`, attributes: { category, events } }, async (tell) => {
    try {
      const result = await append();
      end('written');
      count('plumbline.events', { category }, events);
      tell({ outcome: 'written', position: result.position });
      return result;
    } catch (error) {
      const outcome = error instanceof RevisionConflict ? 'conflict' : errorType(error);
      end(outcome);
      tell({ outcome });
      throw error;
    }
  });
}
