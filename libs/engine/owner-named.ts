import { auditFold, auditStream, openPeople, subjectKey } from '#application';
import { SUBJECT_TYPES, referenceIn } from '#domain';
import type { KeptOf } from '#domain';
import { auditsOfSubject } from '#projections';
import { auditIdFor } from './audit-ids.js';
import type { Engine } from './engine.js';

const WAIT_MS = 120_000;

/**
 * Who is meant: a person by id or reference, a case by the reference of an audit of it, by its id in the case system or by
 * that of its subject. Nobody where nothing is known by it; more than one where a case id stands for several.
 * @throws StoreUnavailable, KeysUnavailable, ViewsBehind
 */
export async function ownersNamed(engine: Engine, said: string): Promise<readonly KeptOf[]> {
  const { references, ledger, keys, memories, readModels } = engine;
  const meant = said.trim();
  if (/^(person|subject):./.test(meant)) return [meant];
  const { directory } = await references.load();
  if (directory.person(meant) !== undefined) return [`person:${meant}`];
  if (referenceIn(meant) !== null) {
    const {
      state: { state },
    } = await memories.of(auditFold).load(auditStream(await auditIdFor(engine, meant, WAIT_MS)));
    if (state.stage !== 'unselected') return [`subject:${state.subjectId}`];
  }
  const people = await openPeople(ledger, directory.people());
  const byRef = people.filter(({ ref }) => ref !== '' && ref.toLowerCase() === meant.toLowerCase());
  const subjects = await keys.findSubjects(SUBJECT_TYPES.map((type) => subjectKey(type, meant)));
  const found = [...byRef.map(({ personId }) => `person:${personId}`), ...new Set(subjects.values())];
  if (found.length > 0) return found;
  return auditsOfSubject(await readModels.upToNow('case-ids', WAIT_MS), meant).isKnown ? [`subject:${meant}`] : [];
}
