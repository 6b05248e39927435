import type { ImportWarning, Rejection } from '../findings.js';
import type { PeopleOptions, PersonRow, UnplacedPerson } from './person.js';

export interface PlacedPeople {
  readonly people: readonly PersonRow[];
  readonly rejected: readonly Rejection[];
  readonly warnings: readonly ImportWarning[];
}

/** Turns each manager, written as a ref or a name, into a ref. Refs win over names; a name two people share is nobody. */
export function resolveManagers(
  people: readonly UnplacedPerson[],
  known: NonNullable<PeopleOptions['known']>,
  sheet: string,
): PlacedPeople {
  // A person of the file replaces the one known under the same ref.
  const inFile = new Set(people.map((person) => person.ref));
  const candidates = [
    ...people.map(({ ref, name, aliases = [] }) => ({ ref, names: [name, ...aliases] })),
    ...known.filter(({ ref }) => !inFile.has(ref)).map(({ ref, name }) => ({ ref, names: [name] })),
  ];
  const refs = new Set(candidates.map(({ ref }) => ref));
  const byName = new Map<string, Set<string>>();
  for (const { ref, names } of candidates) {
    for (const name of names) byName.set(nameKey(name), (byName.get(nameKey(name)) ?? new Set()).add(ref));
  }
  const find = (manager: string): readonly string[] =>
    refs.has(manager) ? [manager] : [...(byName.get(nameKey(manager)) ?? [])];

  const placed: PersonRow[] = [];
  const rejected: Rejection[] = [];
  for (const { manager, managerColumn, ...person } of people) {
    const found = typeof manager === 'string' ? find(manager) : [];
    const reason = typeof manager === 'string' ? doubt(found, person.ref) : null;
    if (reason === null) placed.push({ ...person, managerRef: typeof manager === 'string' ? found[0] : manager });
    else rejected.push({ sheet, row: person.row, column: managerColumn, reason });
  }
  return withoutRejectedManagers(placed, new Set(known.map(({ ref }) => ref)), sheet, rejected);
}

function doubt(found: readonly string[], ref: string): string | null {
  if (found.length === 0) return 'The manager is nobody in this file or known already.';
  if (found.length > 1) return 'Several people go by this name: give the manager by ref.';
  return found[0] === ref ? 'A person cannot be their own manager.' : null;
}

/** Whoever reports to a rejected row is kept, with the manager they had if any, and the person is told. */
function withoutRejectedManagers(
  placed: readonly PersonRow[],
  known: ReadonlySet<string>,
  sheet: string,
  rejected: readonly Rejection[],
): PlacedPeople {
  const there = new Set([...known, ...placed.map(({ ref }) => ref)]);
  const lost = ({ managerRef }: PersonRow) => typeof managerRef === 'string' && !there.has(managerRef);
  return {
    people: placed.map((person) => (lost(person) ? { ...person, managerRef: undefined } : person)),
    rejected,
    warnings: placed.filter(lost).map(({ row }) => ({
      sheet,
      row,
      code: 'manager_rejected',
      text: "The manager's own row was rejected: this row changes nothing of who this person's manager is.",
    })),
  };
}

function nameKey(name: string): string {
  return name.toLowerCase();
}
