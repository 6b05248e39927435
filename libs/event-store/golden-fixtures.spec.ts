import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventTypes } from './event-types.js';
import { goldenProblems } from './golden-fixtures.js';

const types: EventTypes = {
  'note-taken.v1': {
    upcaster: { to: 'note-taken.v2', up: (data) => ({ note: { text: Reflect.get(Object(data), 'text') } }) },
  },
  'note-taken.v2': { personal: [{ path: 'note.text', owner: 'subjectId', kind: 'subject' }] },
};
const good = {
  'note-taken.v1.json': { stored: { text: 'seen' } },
  'note-taken.v2.json': {
    stored: { note: { text: 'heard' } },
    reads: { 'note-taken.v1.json': { note: { text: 'seen' } } },
  },
};
const second = good['note-taken.v2.json'];

describe('goldenProblems', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plumbline-fixtures-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const problemsOf = async (fixtures: Record<string, unknown>): Promise<readonly string[]> => {
    await Promise.all(
      Object.entries(fixtures).map(([file, content]) => writeFile(join(folder, file), JSON.stringify(content))),
    );
    return goldenProblems({ folder, types });
  };

  it('finds none where every version has its fixture', async () => {
    expect(await problemsOf(good)).toEqual([]);
  });

  it.each([
    ['no fixture', { 'note-taken.v2.json': { stored: second.stored } }, /^note-taken\.v1 has no fixture$/],
    [
      'a fixture of nothing',
      { ...good, 'note-lost.v1.json': { stored: {} } },
      /^note-lost\.v1\.json is the fixture of no declared type$/,
    ],
    [
      'another present shape',
      { ...good, 'note-taken.v1.json': { stored: { text: 'other' } } },
      /^note-taken\.v1\.json reads as .*other.*, not as .*seen/,
    ],
    [
      'no present shape',
      { ...good, 'note-taken.v2.json': { stored: second.stored } },
      /^note-taken\.v1\.json is of a version that is replaced, and no fixture says how it is read$/,
    ],
    [
      'a reading of nothing',
      { ...good, 'note-taken.v2.json': { ...second, reads: { ...second.reads, 'note-taken.v0.json': {} } } },
      /^note-taken\.v0\.json is said to be read, and is not there$/,
    ],
    [
      'a personal field that is nowhere',
      { ...good, 'note-taken.v2.json': { ...second, stored: { note: {} } } },
      /^note-taken\.v2 declares note\.text personal, and no fixture has it$/,
    ],
  ])('finds %s', async (_, fixtures, problem) => {
    expect(await problemsOf(fixtures)).toEqual([expect.stringMatching(problem)]);
  });

  it('is content when one of several variants has the personal field', async () => {
    expect(await problemsOf({ ...good, 'note-taken.v2.blank.json': { stored: { note: {} } } })).toEqual([]);
  });
});
