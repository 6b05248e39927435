import { openPeople } from '#application';
import { NamesInTexts } from '#packs';
import type { NoNames } from '#packs';
import { everyCaseId } from '#projections';
import type { Engine } from './engine.js';

const AT_ONCE = 500;

/** Names that are known besides those of people, and what is no name here. */
export interface NamesBesides extends NoNames {
  readonly names?: readonly unknown[];
}

/**
 * Everybody of the council and every case, as far as their names are known and were ever known.
 * @throws StoreUnavailable, KeysUnavailable, ViewsBehind
 */
export async function namesKnown(
  engine: Engine,
  waitMs: number,
  { names: besides = [], ...noNames }: NamesBesides = {},
): Promise<NamesInTexts> {
  const { ledger, references, readModels } = engine;
  const { directory } = await references.load();
  const people = await openPeople(ledger, directory.people());
  const before = await namesOnce(engine);
  const cases = await ledger.openAll(everyCaseId(await readModels.upToNow('case-ids', waitMs)));
  const ids = [...cases, ...before.ids, ...people.flatMap(({ ref, email }) => [ref, email])];
  const names = [...besides, ...before.names, ...people.flatMap(({ name, aliases }) => [name, ...aliases])];
  const texts = (values: readonly unknown[]): readonly string[] => values.filter((value) => typeof value === 'string');
  return new NamesInTexts(texts(names), texts(ids), noNames);
}

/** What people were called before. */
async function namesOnce({ ledger }: Engine): Promise<{ readonly names: unknown[]; readonly ids: unknown[] }> {
  const [names, ids]: [unknown[], unknown[]] = [[], []];
  for (let from = 0; ; from += AT_ONCE) {
    const events = await ledger.stretch('people', from, AT_ONCE);
    for (const { data } of await ledger.openAll(events)) {
      const { name, aliases, ref, email } = Object(data) as Readonly<Record<string, unknown>>;
      if (name !== undefined) names.push(name, ...(Array.isArray(aliases) ? aliases : []));
      ids.push(ref, email);
    }
    if (events.length < AT_ONCE) return { names, ids };
  }
}
