import { join } from 'node:path';
import type { View } from '../view.js';
import { dataFolders } from './data-folder.fixture.js';
import { MemoryLog } from './memory-log.fixture.js';
import { noteCount, stumblingList } from './note-views.fixture.js';
import { OtherTables, ViewFile } from './view-file.js';

const newFolder = dataFolders();

async function notes(count: number) {
  const log = new MemoryLog();
  for (let index = 1; index <= count; index++) log.add('note-taken', { text: `note ${index}` });
  return log.readAll({ maxCount: count });
}

function open(view: View, path = join(newFolder(), 'a.db')): { file: ViewFile; path: string } {
  return { file: new ViewFile(view, path), path };
}

describe('a view’s file', () => {
  it('stands where the last batch left it, also when it is opened again', async () => {
    const [first, second] = await notes(2);
    if (first === undefined || second === undefined) throw new Error('Two notes were written');
    const { file, path } = open(noteCount);
    expect(file.checkpoint).toEqual({ position: -1, eventId: '' });
    file.apply([first]);
    file.apply([second]);
    file.close();
    const again = new ViewFile(noteCount, path);
    expect(again.checkpoint).toEqual({ position: 2, eventId: 'event-2' });
    again.close();
  });

  it('keeps nothing of a batch that fails', async () => {
    const { file } = open(stumblingList('note 2'));
    const events = await notes(2);
    expect(() => file.apply(events)).toThrow('A note that cannot be listed');
    expect(file.checkpoint.position).toBe(-1);
    file.apply(events.slice(0, 1));
    expect(file.checkpoint.position).toBe(1);
    file.close();
  });

  it('refuses events that somebody else has applied meanwhile, though their rows would not collide', async () => {
    const events = await notes(2);
    const { file, path } = open(noteCount);
    const other = new ViewFile(noteCount, path);
    other.apply(events);
    expect(() => file.apply(events)).toThrow('Somebody else has written to this view');
    other.close();
    file.close();
    const { checkpoint } = new ViewFile(noteCount, path);
    expect(checkpoint.position).toBe(2);
  });

  it('is not opened with other tables than it was made with', () => {
    const { file, path } = open(noteCount);
    file.close();
    expect(() => new ViewFile({ ...noteCount, schema: `${noteCount.schema}\n` }, path)).toThrow(OtherTables);
  });
});
