import { noteList } from '../runner/note-views.fixture.js';
import type { View } from '../view.js';

/**
 * Brings its thread down, though not within the batch, the first time it is given events.
 * @public taken by its name, in a worker thread
 */
export const views: readonly View[] = [
  {
    ...noteList,
    projector: (db) => {
      const { apply } = noteList.projector(db);
      return {
        apply: (events) => {
          apply(events);
          if (events[0]?.position !== 1) return;
          setImmediate(() => {
            throw new Error('The thread is brought down');
          });
        },
      };
    },
  },
];
