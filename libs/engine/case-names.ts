import type { Actor, ListRead, Personal } from '#domain';
import { caseLinkTo, isRefusal } from '#domain';
import type { Refusal } from '#domain';
import { ViewNotReady, caseIdsOf } from '#projections';
import type { Engine } from './engine.js';
import { ViewsBehind } from './read-models.js';

/** Which child it is: for whoever may read anything of an audit. */
export interface CaseNamed {
  /** The id in the council's case system, as it was imported; null where the subject came in by no import. */
  readonly caseId: Personal | null;
  /** Where the case system shows the record, by the settings' template; null without one, or without a readable id. */
  readonly caseLink: string | null;
}

/** For readers to whom no case opens. */
export const UNNAMED_CASE: CaseNamed = { caseId: null, caseLink: null };
const WAIT_MS = 2_000;
/** Audits named in one event at most, far below what an event may hold. */
const AT_ONCE = 2_000;

/**
 * Rows about audits with the child each is of. That these children's ids were shown to the reader is recorded first.
 * @throws StoreUnavailable, KeysUnavailable, ViewNotReady
 */
export async function nameCasesIn<Row extends { readonly auditId: string }>(
  engine: Engine,
  actor: Actor,
  list: ListRead,
  rows: readonly Row[],
): Promise<readonly (Row & CaseNamed)[] | Refusal> {
  const auditIds = [...new Set(rows.map(({ auditId }) => auditId))];
  const found = await sealedCaseIds(engine, auditIds);
  const shown = auditIds.filter((auditId) => (found.get(auditId) ?? null) !== null);
  for (let from = 0; from < shown.length; from += AT_ONCE) {
    const body = { list, auditIds: shown.slice(from, from + AT_ONCE) };
    const recorded = await engine.execute({ name: 'RecordCaseIdsShown', target: actor.id, body, actor });
    if (isRefusal(recorded)) return recorded;
  }
  const named = await opened(engine, found);
  return rows.map((row) => ({ ...row, ...(named.get(row.auditId) ?? UNNAMED_CASE) }));
}

/** The child one audit is of. The reading is for the caller to record. */
export async function nameCase(engine: Engine, auditId: string): Promise<CaseNamed> {
  return (await opened(engine, await sealedCaseIds(engine, [auditId]))).get(auditId) ?? UNNAMED_CASE;
}

/** Waits, bounded, for audits that the view does not hold yet. */
async function sealedCaseIds(
  { readModels }: Engine,
  auditIds: readonly string[],
): Promise<ReadonlyMap<string, Personal | null>> {
  if (auditIds.length === 0) return new Map();
  try {
    const found = caseIdsOf(readModels.views.open('case-ids'), auditIds);
    if (found.size === auditIds.length) return found;
  } catch (error) {
    if (!(error instanceof ViewNotReady)) throw error;
  }
  try {
    return caseIdsOf(await readModels.upToNow('case-ids', WAIT_MS), auditIds);
  } catch (error) {
    // Better a moment's wait than a case shown as one without an id.
    throw error instanceof ViewsBehind ? new ViewNotReady('case-ids') : error;
  }
}

async function opened(
  { ledger, references }: Engine,
  sealed: ReadonlyMap<string, Personal | null>,
): Promise<ReadonlyMap<string, CaseNamed>> {
  const template = (await references.load()).settings?.caseLink ?? '';
  const caseIds = await ledger.openAll([...sealed.values()]);
  return new Map(
    [...sealed.keys()].map((auditId, index) => {
      const caseId = caseIds[index] ?? null;
      return [auditId, { caseId, caseLink: typeof caseId === 'string' ? caseLinkTo(template, caseId) : null }];
    }),
  );
}
