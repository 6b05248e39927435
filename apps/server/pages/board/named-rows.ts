import type { Actor } from '#domain';
import { nameCasesIn, namesIn } from '#engine';
import type { BoardEntry } from '#projections';
import { accepted } from '../../exchange/reading.js';
import type { Reading } from '../../exchange/reading.js';
import { presentBoard } from './present-board.js';
import type { BoardRowShown } from './present-board.js';

/** Audits as rows, with the child each is of: that they were shown is recorded first. @throws ProblemError */
export async function namedRows(
  reading: Reading,
  actor: Actor,
  entries: readonly BoardEntry[],
): Promise<readonly BoardRowShown[]> {
  const { engine } = reading;
  const { settings, calendar } = await engine.references.load();
  const types = new Map(settings?.auditTypes.map(({ key, label }) => [key, label]));
  return presentBoard(accepted(await nameCasesIn(engine, actor, 'board', entries)), {
    names: await namesIn(engine, entries),
    typeOf: (key) => types.get(key) ?? key,
    today: reading.today(),
    calendar,
  });
}
