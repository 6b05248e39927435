import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson } from './canonical-json.js';
import type { EventTypes } from './event-types.js';
import { PersonalFields } from './personal-fields.js';
import { Upcasting } from './upcasting.js';

export interface GoldenFixtures {
  /**
   * `<type>.json`, or `<type>.<variant>.json` for more than one: `{ "stored": <data as it was written>,
   * "current": { "type", "data" } }`; `current` is left out where the version is the present one.
   * A personal field is a sealed field or, for short, a text.
   */
  readonly folder: string;
  readonly types: EventTypes;
}

/**
 * What is wrong with the golden fixtures of an event catalogue, a sentence each; none when every declared version has
 * one, every fixture becomes what it says today, and every personal field declared is in one of its type's fixtures.
 * @internal for the specs
 */
export async function goldenProblems({ folder, types }: GoldenFixtures): Promise<readonly string[]> {
  const upcasting = new Upcasting(types);
  const fixtures = await readFixtures(folder);
  const strays = fixtures
    .filter(({ type }) => !Object.hasOwn(types, type))
    .map(({ file }) => `${file} is the fixture of no declared type`);
  const problems = Object.entries(types).flatMap(([type, declaration]) => {
    const own = fixtures.filter((fixture) => fixture.type === type);
    if (own.length === 0) return [`${type} has no fixture`];
    const fields = new PersonalFields(type, declaration);
    const unreached = own.map(({ stored }) => new Set(fields.unreached(stored)));
    return [
      ...own.flatMap((fixture) => readingProblems(fixture, upcasting)),
      ...fields
        .unreached(undefined)
        .filter((path) => unreached.every((paths) => paths.has(path)))
        .map((path) => `${type} declares ${path} personal, and no fixture has it`),
    ];
  });
  return [...strays, ...problems];
}

interface Fixture {
  readonly file: string;
  readonly type: string;
  readonly stored: unknown;
  readonly current: unknown;
}

function readingProblems({ file, type, stored, current }: Fixture, upcasting: Upcasting): string[] {
  if (stored === undefined) return [`${file} has no "stored"`];
  if (current === undefined && !upcasting.isCurrent(type)) return [`${file} does not say what it becomes today`];
  const expected = canonicalJson(current ?? { type, data: stored });
  const read = canonicalJson(upcasting.upcast(type, stored));
  return read === expected ? [] : [`${file} reads as ${read}, not as ${expected}`];
}

async function readFixtures(folder: string): Promise<readonly Fixture[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (file) => {
      const content: unknown = JSON.parse(await readFile(join(folder, file), 'utf8'));
      const { stored, current } = { stored: undefined, current: undefined, ...(content as object) };
      return { file, type: /^(.*?\.v\d+)(\..*)?\.json$/.exec(file)?.[1] ?? file, stored, current };
    }),
  );
}
