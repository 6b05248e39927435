import { subjectKey } from '#application';
import { SUBJECT_TYPES, nameKey, referenceIn } from '#domain';
import type { PersonRecord, Standing } from '#domain';
import { findAuditByReference, searchBoard } from '#projections';
import type { BoardEntry, Page, Paging, ViewReader } from '#projections';
import type { Engine } from './engine.js';

/** More people or teams of a name than these say nothing: more of the name is to be typed. */
const NAMED_AT_MOST = 20;

/**
 * Audits by what somebody typed: a reference in any case, the id of the case by its keyed lookup, the name of a worker or
 * of a team. Only of those of which they may read something, and only by what they may know of each.
 * @param rows of the audit board
 * @throws StoreUnavailable, KeysUnavailable
 */
export async function searchAudits(
  engine: Engine,
  rows: ViewReader,
  standing: Standing,
  text: string,
  paging: Paging,
): Promise<Page<BoardEntry>> {
  const reference = referenceIn(text);
  const found = reference === null ? null : findAuditByReference(rows, reference);
  const keys = SUBJECT_TYPES.map((subjectType) => subjectKey(subjectType, text));
  const owners = await engine.keys.findSubjects(keys);
  const { directory } = await engine.references.load();
  const people = await peopleNamed(engine, directory.people(), text);
  const teams = [...directory.teams()].filter(({ name }) => isCalled(text, [name])).map(({ teamId }) => teamId);
  return searchBoard(
    rows,
    standing,
    {
      auditIds: found === null ? [] : [found],
      subjectIds: [...owners.values()].map((owner) => owner.slice(owner.indexOf(':') + 1)),
      people: people.length > NAMED_AT_MOST ? [] : people,
      teams: teams.length > NAMED_AT_MOST ? [] : teams,
    },
    paging,
  );
}

async function peopleNamed(
  { ledger }: Engine,
  people: Iterable<PersonRecord>,
  text: string,
): Promise<readonly string[]> {
  const all = [...people];
  const opened = await ledger.openAll(all.map(({ name, aliases }) => [name, ...aliases]));
  return all.flatMap(({ personId }, index) => {
    const names = (opened[index] ?? []).filter((name) => typeof name === 'string');
    return isCalled(text, names) ? [personId] : [];
  });
}

/** Whether every word typed begins a word of one of the names. */
function isCalled(text: string, names: readonly string[]): boolean {
  const typed = nameKey(text)
    .split(' ')
    .filter((word) => word !== '');
  if (typed.length === 0) return false;
  return names.some((name) => {
    const words = nameKey(name).split(' ');
    return typed.every((word) => words.some((one) => one.startsWith(word)));
  });
}
