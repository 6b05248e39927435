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
  'note-taken.v1.json': {
    stored: { text: 'seen' },
    current: { type: 'note-taken.v2', data: { note: { text: 'seen' } } },
  },
  'note-taken.v2.json': { stored: { note: { text: 'seen' } } },
};

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
    ['no fixture', { 'note-taken.v1.json': good['note-taken.v1.json'] }, /^note-taken\.v2 has no fixture$/],
    [
      'a fixture of nothing',
      { ...good, 'note-lost.v1.json': { stored: {} } },
      /^note-lost\.v1\.json is the fixture of no declared type$/,
    ],
    [
      'another present shape',
      { ...good, 'note-taken.v1.json': { ...good['note-taken.v1.json'], stored: { text: 'other' } } },
      /^note-taken\.v1\.json reads as .*other.*, not as .*seen/,
    ],
    [
      'no present shape',
      { ...good, 'note-taken.v1.json': { stored: { text: 'seen' } } },
      /^note-taken\.v1\.json does not say what it becomes today$/,
    ],
    [
      'a personal field that is nowhere',
      { ...good, 'note-taken.v2.json': { stored: { note: {} } } },
      /^note-taken\.v2 declares note\.text personal, and no fixture has it$/,
    ],
  ])('finds %s', async (_, fixtures, problem) => {
    expect(await problemsOf(fixtures)).toEqual([expect.stringMatching(problem)]);
  });

  it('is content when one of several variants has the personal field', async () => {
    expect(await problemsOf({ ...good, 'note-taken.v2.blank.json': { stored: { note: {} } } })).toEqual([]);
  });
});
