import type { Personal } from '#domain';
import type { Rows } from '../../reading/rows.js';

/**
 * The case ids of audits, sealed, by audit: null where the subject was never imported. Audits that the rows do not hold
 * are left out.
 */
export function caseIdsOf(rows: Rows, auditIds: readonly string[]): ReadonlyMap<string, Personal | null> {
  const found = rows.all<{ auditId: string; caseId: string | null }>(
    `SELECT audit_id AS auditId, case_id AS caseId FROM audits LEFT JOIN case_ids USING (subject_id)
WHERE audit_id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(auditIds),
  );
  return new Map(
    found.map(({ auditId, caseId }) => [auditId, caseId === null ? null : (JSON.parse(caseId) as Personal)]),
  );
}

/** Every case id there is, sealed. */
export function everyCaseId(rows: Rows): Personal[] {
  return rows
    .all<{ caseId: string }>('SELECT case_id AS caseId FROM case_ids')
    .map(({ caseId }) => JSON.parse(caseId) as Personal);
}
