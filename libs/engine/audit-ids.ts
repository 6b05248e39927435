import { referenceIn } from '#domain';
import { ViewNotReady, findAuditByReference } from '#projections';
import type { Engine } from './engine.js';
import { ViewsBehind } from './read-models.js';

const WAIT_MS = 2_000;

/**
 * The id of the audit that somebody names by its id or by its reference, in whatever case they typed it. What names none is
 * answered as it came: it is then looked for as an id, and gets the answer of one that is not there.
 * @param waitMs how long the board is waited for where it does not know the reference yet, in milliseconds
 * @throws StoreUnavailable, ViewNotReady past it
 */
export async function auditIdFor({ readModels }: Engine, named: string, waitMs = WAIT_MS): Promise<string> {
  const reference = referenceIn(named);
  if (reference === null) return named;
  try {
    const known = findAuditByReference(readModels.views.open('audit-board'), reference);
    if (known !== null) return known;
  } catch (error) {
    if (!(error instanceof ViewNotReady)) throw error;
  }
  try {
    return findAuditByReference(await readModels.upToNow('audit-board', waitMs), reference) ?? named;
  } catch (error) {
    throw error instanceof ViewsBehind ? new ViewNotReady('audit-board') : error;
  }
}
