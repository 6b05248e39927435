import type { AuditHistory } from '#domain';
import type { Rows } from '../../reading/rows.js';

/** What is known of every audit of an activity. Read whole: it stands although a rebuild takes over meanwhile. */
export function auditHistoryOf(rows: Rows, activity: string): AuditHistory {
  const audited = new Map(
    rows
      .all<{ subject: string; on: string }>(
        `SELECT subject_id AS subject, max(audited_on) AS "on" FROM audited
WHERE activity = ? AND audited_on IS NOT NULL GROUP BY subject_id`,
        activity,
      )
      .map(({ subject, on }) => [subject, on]),
  );
  const live = subjectsIn(rows, 'live', activity);
  const exempt = subjectsIn(rows, 'exempt', activity);
  return {
    lastAuditedOn: (subjectId) => audited.get(subjectId) ?? null,
    isLive: (subjectId) => live.has(subjectId),
    isExempt: (subjectId) => exempt.has(subjectId),
  };
}

function subjectsIn(rows: Rows, table: 'live' | 'exempt', activity: string): ReadonlySet<string> {
  const found = rows.all<{ subject: string }>(
    `SELECT subject_id AS subject FROM ${table} WHERE activity = ?`,
    activity,
  );
  return new Set(found.map(({ subject }) => subject));
}
