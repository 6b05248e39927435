import { readingUnder } from '#access';
import { inspectionsFold, readsFold, readsStream } from '#application';
import { grantFor, hasRole, inspectionsStream, londonDateOf, readerOf, refuse, responsibilitiesOf } from '#domain';
import type { Actor, AuditReader, AuditState, InspectionGrant, Refusal } from '#domain';
import type { Engine } from './engine.js';

/** Who asks for something of which audit. */
export interface AskedOfAudit {
  readonly auditId: string;
  readonly actor: Actor;
}

/** One answer, whatever is there. */
export const notTheirs = (): Refusal => refuse('not-allowed', 'not-entitled', 'This audit is not yours to read.');

/** The grant under which an inspector may read an audit now. @throws StoreUnavailable */
export async function grantOf(
  { memories }: Engine,
  { actor, auditId }: AskedOfAudit,
  now: string,
): Promise<InspectionGrant | undefined> {
  if (!hasRole(actor, 'inspector')) return undefined;
  const { state } = await memories.of(inspectionsFold).load(inspectionsStream(actor.id));
  return grantFor(state, auditId, londonDateOf(now));
}

/** Somebody with what they may read of an audit as it stands. @throws StoreUnavailable */
export async function readerUnder(
  { references, memories }: Engine,
  { actor, auditId }: AskedOfAudit,
  state: AuditState,
  grant: InspectionGrant | undefined,
  now: string,
): Promise<AuditReader> {
  const { directory, settings } = await references.load();
  const { firstGradeReadBy } = (await memories.of(readsFold).load(readsStream(auditId))).state;
  const hasReadFirstGrade = firstGradeReadBy.has(actor.id);
  const reader = readerOf(state, {
    actor,
    directory,
    today: londonDateOf(now),
    responsibilities: responsibilitiesOf(settings),
    hasReadFirstGrade,
  });
  return { ...reader, ...readingUnder(grant, reader) };
}
