import { ImportProblem } from '../import-problem.js';
import type { FromReading, Piece, ToReading } from './orders.js';
import { piecesOf } from './pieces.js';

/** What the reading process does: reads one file, answers one piece each time it is told to go on, and ends with its parent. */
let pieces: AsyncGenerator<Piece, void> | undefined;

process.on('disconnect', () => process.exit());
process.on('message', (message: ToReading) => {
  if (message === 'next') void answer();
  else pieces = piecesOf(message.order);
});

async function answer(): Promise<void> {
  process.send?.(await nextAnswer());
}

async function nextAnswer(): Promise<FromReading> {
  try {
    const next = await pieces?.next();
    return next === undefined || next.done === true ? 'done' : { piece: next.value };
  } catch (error) {
    if (error instanceof ImportProblem) return { problem: { code: error.code, sentence: error.sentence } };
    return { failed: error instanceof Error ? error.name : typeof error };
  }
}
