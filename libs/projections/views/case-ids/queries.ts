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

/** The audits of a subject, and whether it was ever imported or audited. */
export function auditsOfSubject(
  rows: Rows,
  subjectId: string,
): { readonly isKnown: boolean; readonly auditIds: readonly string[] } {
  const found = rows.all<{ auditId: string }>('SELECT audit_id AS auditId FROM audits WHERE subject_id = ?', subjectId);
  const named = rows.all<{ subjectId: string }>(
    'SELECT subject_id AS subjectId FROM case_ids WHERE subject_id = ?',
    subjectId,
  );
  return { isKnown: found.length + named.length > 0, auditIds: found.map(({ auditId }) => auditId) };
}

/** The id of a subject in the case system, sealed; null where it came in by no import. */
export function caseIdOfSubject(rows: Rows, subjectId: string): Personal | null {
  const [found] = rows.all<{ caseId: string }>(
    'SELECT case_id AS caseId FROM case_ids WHERE subject_id = ?',
    subjectId,
  );
  return found === undefined ? null : (JSON.parse(found.caseId) as Personal);
}

/** Every case id there is, sealed. */
export function everyCaseId(rows: Rows): Personal[] {
  return rows
    .all<{ caseId: string }>('SELECT case_id AS caseId FROM case_ids')
    .map(({ caseId }) => JSON.parse(caseId) as Personal);
}
