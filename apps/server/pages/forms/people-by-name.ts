import type { PersonRecord } from '#domain';
import type { Engine } from '#engine';
import { byName } from '../words/by-name.js';
import { readable } from '../words/readable.js';
import type { Option } from './field.js';

/** People to choose from: each once, by name. @throws KeysUnavailable */
export async function peopleByName(
  { ledger }: Pick<Engine, 'ledger'>,
  people: Iterable<Pick<PersonRecord, 'personId' | 'name'>>,
): Promise<readonly Option[]> {
  const all = [...new Set(people)];
  const names = await ledger.openAll(all.map(({ name }) => name));
  return all
    .map(({ personId }, index) => ({ value: personId, text: readable(names[index] ?? '', 'Name erased') }))
    .sort((left, right) => byName(left.text, right.text));
}
