import { auditFold, auditStream, readsStream } from '#application';
import { byCodeUnits, isModeratedBlind, isSelected, refuse } from '#domain';
import type { AuditState, ListRead, Personal, ReadEvent, Refusal } from '#domain';
import { asReadEvent, listCaseIdReadings } from '#projections';
import type { Engine } from './engine.js';

const WAIT_MS = 2_000;

/** One reading of an audit's content, or of the id of its case. Names nobody: the reader stands by their id. */
export interface RecordedReading {
  readonly personId: string;
  /** Who really read it, where it was read on the person's behalf: `operator`. */
  readonly through?: string;
  /** The audit's own page, or a list in which the child's case id stood. */
  readonly what: ReadEvent['data']['what'] | ListRead;
  /** Whether the first grade, or what derives from it, could be read in it. */
  readonly firstGrade: boolean;
  /** Why, where it was said. Null as well while it could tell of a first grade that is yet to be moderated blind. */
  readonly purpose: Personal | null;
  /** ISO instant, UTC. */
  readonly at: string;
}

/**
 * Who has read an audit's content or the id of its case, the latest first.
 * @throws StoreUnavailable, ViewsBehind
 */
export async function readingsOfAudit(
  { ledger, memories, readModels }: Engine,
  auditId: string,
): Promise<readonly RecordedReading[] | Refusal> {
  const { state } = (await memories.of(auditFold).load(auditStream(auditId))).state;
  if (state.stage === 'unselected') return refuse('not-found', 'audit-not-found', 'There is no such audit.');
  const tells = mayTellOfFirstGrade(state);
  const { events } = await ledger.load(readsStream(auditId));
  const inLists = listCaseIdReadings(await readModels.upToNow('case-id-readings', WAIT_MS), auditId).map(
    ({ list, ...reading }): RecordedReading => ({ ...reading, what: list, firstGrade: false, purpose: null }),
  );
  const ofItself = events
    .map(asReadEvent)
    .map(({ data: { personId, what, firstGrade, purpose }, metadata }) => ({
      personId,
      ...(metadata.actor.through !== undefined && { through: metadata.actor.through }),
      what,
      firstGrade,
      purpose: firstGrade && !tells ? null : purpose,
      at: metadata.recordedAt,
    }))
    .reverse();
  return ledger.openAll([...ofItself, ...inLists].sort((left, right) => byCodeUnits(right.at, left.at)));
}

/** Who looks at the list may come to moderate the audit: until the grade is submitted, and while that is blind, nothing may tell of it. */
export function mayTellOfFirstGrade(state: AuditState): boolean {
  return !isSelected(state) || (state.graded !== null && !isModeratedBlind(state));
}
