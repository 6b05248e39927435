import type { Personal, PersonRecord } from '#domain';
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
      const [openName, openEmail, ...openAliases] = await Promise.all(
        [name, email, ...aliases].map((value) => textOf(ledger, value)),
      );
      return { personId, ref, name: openName ?? '', email: openEmail ?? '', aliases: openAliases };
    }),
  );
  return opened;
}

async function textOf(ledger: Ledger, value: Personal): Promise<string> {
  if (typeof value === 'string') return value;
  const opened = await ledger.open(value);
  return 'text' in opened ? opened.text : '';
}
