import { subjectKey } from '#application';
import { SUBJECT_TYPES, referenceIn, idOfOwner } from '#domain';
import type { Standing } from '#domain';
import { findAuditByReference, searchBoard } from '#projections';
import type { BoardEntry, Page, Paging, ViewReader } from '#projections';
import type { Engine } from './engine.js';
import { NAMED_AT_MOST, isCalled, wordsOf } from './known-names.js';

/**
 * Audits by what somebody typed: a reference in any case, the id of the case by its keyed lookup, the name of a worker or
 * of a team. Only of those of which they may read something, and only by what they may know of each.
 * @param board its rows, asked for when everything else is known: they are read without a wait
 * @throws StoreUnavailable, KeysUnavailable, ViewNotReady
 */
export async function searchAudits(
  { keys, references, names }: Engine,
  board: () => Promise<ViewReader>,
  standing: Standing,
  text: string,
  paging: Paging,
): Promise<Page<BoardEntry>> {
  const reference = referenceIn(text);
  const owners = await keys.findSubjects(SUBJECT_TYPES.map((subjectType) => subjectKey(subjectType, text)));
  const { directory } = await references.load();
  const people = await names.calledBy(directory.people(), text);
  const typed = wordsOf(text);
  const teams =
    typed.length === 0
      ? []
      : [...directory.teams()].filter(({ name }) => isCalled(typed, wordsOf(name))).map(({ teamId }) => teamId);
  const rows = await board();
  const found = reference === null ? null : findAuditByReference(rows, reference);
  return searchBoard(
    rows,
    standing,
    {
      auditIds: found === null ? [] : [found],
      subjectIds: [...owners.values()].map(idOfOwner),
      people,
      teams: teams.length > NAMED_AT_MOST ? [] : teams,
    },
    paging,
  );
}
