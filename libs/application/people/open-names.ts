import type { PeopleDirectory, Personal, PersonRecord } from '#domain';
import type { Ledger } from '#event-store';

/** A person's names as they are written; empty where they have been erased. */
export interface OpenedPerson {
  readonly personId: string;
  readonly ref: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly email: string;
}

/** Opens people's names and addresses, all in one go. */
export async function openPeople(ledger: Ledger, people: Iterable<PersonRecord>): Promise<readonly OpenedPerson[]> {
  const records = [...people];
  const opened = await Promise.all(
    records.map(async ({ personId, ref, name, aliases, email }) => {
      const [openRef, openName, openEmail, ...openAliases] = await Promise.all(
        [ref, name, email, ...aliases].map((value) => textOf(ledger, value)),
      );
      return { personId, ref: openRef ?? '', name: openName ?? '', email: openEmail ?? '', aliases: openAliases };
    }),
  );
  return opened;
}

/** The directory with people's references opened: at rest they are sealed, and nobody is found by them. */
export async function withOpenRefs(
  directory: PeopleDirectory,
  textOf: (personal: Personal) => Promise<string | null>,
): Promise<PeopleDirectory> {
  const refs = [...directory.people()].map(({ ref }) => ref);
  const texts = new Map(await Promise.all(refs.map(async (ref) => [ref, await textOf(ref)] as const)));
  return directory.withRefs((ref) => (typeof ref === 'string' ? ref : (texts.get(ref) ?? null)));
}

/** The same, with a ledger's keys. */
export const withRefsOpenedBy = (ledger: Ledger, directory: PeopleDirectory): Promise<PeopleDirectory> =>
  withOpenRefs(directory, async (ref) => (await textOf(ledger, ref)) || null);

async function textOf(ledger: Ledger, value: Personal): Promise<string> {
  if (typeof value === 'string') return value;
  const opened = await ledger.open(value);
  return 'text' in opened ? opened.text : '';
}
