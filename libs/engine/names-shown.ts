import type { Personal } from '#domain';
import type { Engine } from './engine.js';

/** What the people and teams of an answer are called, by their ids: null where a name has been erased. */
export type NamesShown = Readonly<Record<string, string | null>>;

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/**
 * The names of the people and teams that an answer shows by their ids, opened all at once. Whoever may be shown an id may
 * be shown the name it stands for; an answer that keeps somebody back has no id of theirs, and so gets no name.
 * @param answer anything that is sent as JSON
 * @throws StoreUnavailable, KeysUnavailable
 */
export async function namesIn({ references, ledger }: Engine, answer: unknown): Promise<NamesShown> {
  const ids = new Set<string>();
  collectIds(answer, ids);
  const { directory } = await references.load();
  const people = [...ids].flatMap((id) => directory.person(id) ?? []);
  const teams = [...ids].flatMap((id) => directory.team(id) ?? []);
  const opened = await ledger.openAll(people.map(({ name }) => name));
  return Object.fromEntries([
    ...teams.map(({ teamId, name }) => [teamId, name] as const),
    ...people.map(({ personId }, index) => [personId, readable(opened[index])] as const),
  ]);
}

const readable = (name: Personal | undefined): string | null => (typeof name === 'string' ? name : null);

/** Ids stand by themselves, in keys such as `prepare:<person id>`, and in lists. */
function collectIds(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') {
    for (const [id] of value.matchAll(ID)) into.add(id);
  } else if (Array.isArray(value)) {
    for (const each of value) collectIds(each, into);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) {
      collectIds(key, into);
      collectIds(each, into);
    }
  }
}
