import type { ListRead } from '#domain';
import type { Rows } from '../../reading/rows.js';

export interface CaseIdReading {
  readonly personId: string;
  readonly list: ListRead;
  /** ISO instant, UTC. */
  readonly at: string;
}

/** Who was shown the case id of an audit in a list, the latest first. */
export function listCaseIdReadings(rows: Rows, auditId: string): CaseIdReading[] {
  return rows.all<CaseIdReading>(
    `SELECT people.id AS personId, list, at FROM shown JOIN people ON people.no = person_no
WHERE audit_no = (SELECT no FROM audits WHERE id = ?) ORDER BY at DESC, people.id`,
    auditId,
  );
}
