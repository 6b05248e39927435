import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson } from './canonical-json.js';
import type { EventTypes } from './event-types.js';
import { PersonalFields } from './personal-fields.js';
import { Upcasting, nameOf } from './upcasting.js';

export interface GoldenFixtures {
  /**
   * `<type>.json`, or `<type>.<variant>.json` for more than one: `{ "stored": <data as it was written> }`. Those of the
   * version that is written today say of every fixture of an older one what it is read as: `"reads": { "<file>": <data> }`.
   * So no fixture is changed when a version is replaced.
   * A personal field is a sealed field or, for short, a text.
   */
  readonly folder: string;
  readonly types: EventTypes;
}

/**
 * What is wrong with the golden fixtures of an event catalogue, a sentence each; none when every declared version has
 * one, every older fixture is read as the present version's fixtures say, and every personal field declared is in one of its type's fixtures.
 * @internal for the specs
 */
export async function goldenProblems({ folder, types }: GoldenFixtures): Promise<readonly string[]> {
  const upcasting = new Upcasting(types);
  const fixtures = await readFixtures(folder);
  const strays = fixtures
    .filter(({ type }) => !Object.hasOwn(types, type))
    .map(({ file }) => `${file} is the fixture of no declared type`);
  const reads = new Map(
    fixtures
      .filter(({ type }) => upcasting.currentName(type) !== undefined)
      .flatMap((fixture) => Object.entries(fixture.reads)),
  );
  const files = new Set(fixtures.map(({ file }) => file));
  const unknown = [...reads.keys()]
    .filter((file) => !files.has(file))
    .map((file) => `${file} is said to be read, and is not there`);
  const problems = Object.entries(types).flatMap(([type, declaration]) => {
    const own = fixtures.filter((fixture) => fixture.type === type);
    if (own.length === 0) return [`${type} has no fixture`];
    const fields = new PersonalFields(type, declaration);
    const unreached = own.map(({ stored }) => new Set(fields.unreached(stored)));
    return [
      ...own.flatMap((fixture) => readingProblems(fixture, reads, upcasting)),
      ...fields
        .unreached(undefined)
        .filter((path) => unreached.every((paths) => paths.has(path)))
        .map((path) => `${type} declares ${path} personal, and no fixture has it`),
    ];
  });
  return [...strays, ...unknown, ...problems];
}

interface Fixture {
  readonly file: string;
  readonly type: string;
  readonly stored: unknown;
  readonly reads: Readonly<Record<string, unknown>>;
}

function readingProblems(
  { file, type, stored }: Fixture,
  reads: ReadonlyMap<string, unknown>,
  upcasting: Upcasting,
): string[] {
  if (stored === undefined) return [`${file} has no "stored"`];
  const isCurrent = upcasting.currentName(type) !== undefined;
  if (!isCurrent && !reads.has(file))
    return [`${file} is of a version that is replaced, and no fixture says how it is read`];
  const expected = canonicalJson({ type: nameOf(type), data: isCurrent ? stored : reads.get(file) });
  const read = canonicalJson(upcasting.upcast(type, stored));
  return read === expected ? [] : [`${file} reads as ${read}, not as ${expected}`];
}

async function readFixtures(folder: string): Promise<readonly Fixture[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (file) => {
      const content: unknown = JSON.parse(await readFile(join(folder, file), 'utf8'));
      const { stored, reads } = { stored: undefined, reads: {}, ...(content as object) };
      return { file, type: /^(.*?\.v\d+)(\..*)?\.json$/.exec(file)?.[1] ?? file, stored, reads };
    }),
  );
}
