import type { View } from '../view.js';

/** One row an event: whether rows and checkpoint agree can be counted. */
export const noteList: View = {
  name: 'note-list',
  version: 1,
  schema: 'CREATE TABLE notes (position INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;',
  projector: (db) => {
    const insert = db.prepare('INSERT INTO notes VALUES (?, ?)');
    return {
      apply: (events) => {
        for (const { position, data } of events) insert.run(position, textOf(data));
      },
    };
  },
};

/** One row for all events. */
export const noteCount: View = {
  name: 'note-count',
  version: 1,
  schema:
    'CREATE TABLE counts (one INTEGER PRIMARY KEY, notes INTEGER NOT NULL) STRICT; INSERT INTO counts VALUES (1, 0);',
  projector: (db) => {
    const add = db.prepare('UPDATE counts SET notes = notes + ?');
    return { apply: (events) => void add.run(events.length) };
  },
};

/** Writes its rows as the list does, and throws at the text it cannot bear. */
export const stumblingList = (text: string): View => ({
  ...noteList,
  name: 'stumbling-list',
  projector: (db) => {
    const { apply } = noteList.projector(db);
    return {
      apply: (events) => {
        apply(events);
        if (events.some(({ data }) => textOf(data) === text)) throw new Error('A note that cannot be listed');
      },
    };
  },
});

export const views = [noteList, noteCount];

function textOf(data: unknown): string {
  return typeof data === 'object' && data !== null && 'text' in data ? String(data.text) : '';
}
