import { relative } from 'node:path';
import { examineFile, onFile } from '#disk';
import { START } from '#event-store';
import type { EventLog } from './event-log.js';
import { REGISTER_SHAPE, generationsIn, registerFile } from './register.js';
import type { Checkpoint } from './view-file.js';
import { shapeOf } from './view-file.js';
import type { View } from '../view.js';

/** Something in a file of a data folder that is not as it was made. */
export interface FileFinding {
  /** Below the data folder. */
  readonly file: string;
  /** A sentence; it quotes no data. */
  readonly wrong: string;
}

export interface ExaminedViews {
  readonly findings: readonly FileFinding[];
  /** Files that belong to the views, below the data folder. */
  readonly known: readonly string[];
}

/**
 * Looks at the register and at the files that readers are shown: whether they are whole, made as this version makes them,
 * and fed from this log. Whether their rows say what the log says takes a rebuild (`viewsEqualRebuild`). Changes nothing.
 */
export async function examineViews(
  dataDir: string,
  log: Pick<EventLog, 'eventAt' | 'head'> | undefined,
  views: readonly View[],
): Promise<ExaminedViews> {
  const register = registerFile(dataDir);
  const below = (file: string): string => relative(dataDir, file);
  const findings: FileFinding[] = examineFile(register, REGISTER_SHAPE).map((wrong) => ({
    file: below(register),
    wrong,
  }));
  const known = [below(register)];
  for (const { view: name, version, standing, file } of generationsOf(dataDir)) {
    known.push(below(file));
    const view = views.find((one) => one.name === name && one.version === version);
    // Other versions, and what has been replaced, nobody is shown.
    if (view === undefined || standing === 'retired') continue;
    const wrong = examineFile(file, shapeOf(view, standing === 'building'));
    findings.push(...wrong.map((sentence) => ({ file: below(file), wrong: sentence })));
    if (wrong.length > 0 || standing !== 'current' || log === undefined) continue;
    const other = await fedFromAnother(file, log);
    if (other !== null) findings.push({ file: below(file), wrong: other });
  }
  return { findings, known };
}

/** None where the register cannot be read, which is a finding of its own. */
function generationsOf(dataDir: string): ReturnType<typeof generationsIn> {
  try {
    return generationsIn(dataDir);
  } catch {
    return [];
  }
}

async function fedFromAnother(file: string, log: Pick<EventLog, 'eventAt' | 'head'>): Promise<string | null> {
  const { position, eventId } = onFile(
    file,
    (db) =>
      db.prepare<[], Checkpoint>('SELECT position, event_id AS eventId FROM checkpoint').get() ?? {
        position: START,
        eventId: '',
      },
  );
  if (position === START || (await log.eventAt(position))?.id === eventId) return null;
  const head = await log.head();
  return position > head
    ? `It holds events up to position ${position}, and the log ends at ${head}: later events are gone, or the log was put back to an earlier day`
    : `It was fed from another event at position ${position} than the log has there: events are gone, or the log is another`;
}
