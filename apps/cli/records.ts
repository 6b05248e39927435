import { existsSync, statSync } from 'node:fs';
import { lockService, readServiceSettings } from '#engine';
import type { ServiceSettings } from '#engine';
import { eventsFile, tieToLog } from '#event-store';
import { unreadable } from './option-values.js';
import { WrongUse } from './outcome.js';

/**
 * The settings of a command that works on the records as they are stored, beneath people and what they may do.
 * @throws WrongUse, SettingsProblem
 */
export function settingsBeneath({ as }: { readonly as?: string }): ServiceSettings {
  if (as === undefined) return readServiceSettings(process.env);
  throw new WrongUse('This works on the records as they are stored, whoever may see them: leave out --as.');
}

/** @throws WrongUse where a folder has no records, OtherRecords where it goes with others */
export function mustHaveRecords({ dataDir, eventStore }: ServiceSettings): void {
  tieToLog({ dataDir, eventStore });
  if (eventStore === undefined && !existsSync(eventsFile(dataDir))) {
    throw new WrongUse(`There is no event log in ${dataDir}. Look at DATA_DIR: nothing was made there.`);
  }
}

/** Keeps services off the data folder meanwhile. @throws FolderInUse */
export async function withoutService<Result>(dataDir: string, work: () => Promise<Result>): Promise<Result> {
  const release = lockService(dataDir);
  try {
    return await work();
  } finally {
    release();
  }
}

/** @throws WrongUse */
export function mustBeFile(file: string): void {
  try {
    if (statSync(file).isFile()) return;
  } catch (error) {
    throw new WrongUse(unreadable(file, error));
  }
  throw new WrongUse(`${file} is not a file.`);
}

/** Says of what the file system refuses that the place named cannot be written. @throws WrongUse */
export async function writingTo<Result>(place: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'syscall' in error)
      throw new WrongUse(`${place} cannot be written.`);
    throw error;
  }
}
