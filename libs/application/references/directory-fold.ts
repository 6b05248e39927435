import { EMPTY_DIRECTORY, foldDirectory } from '#domain';
import type { PeopleDirectory, PeopleEvent } from '#domain';
import type { StreamFold } from '../streams/stream-fold.js';

export const PEOPLE_STREAM = 'people';

/** The stream `people`: its state is the directory, folded a batch at a time. */
export const directoryFold: StreamFold<PeopleDirectory> = {
  initial: EMPTY_DIRECTORY,
  after(directory: PeopleDirectory, events: readonly PeopleEvent[]): PeopleDirectory {
    return foldDirectory(events, directory);
  },
};
