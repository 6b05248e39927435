import type { AuditHistory } from '#domain';
import type { Rows } from '../../reading/rows.js';

/**
 * What is known of every audit of an activity. Read whole: it stands although a rebuild takes over meanwhile.
 * @param isMeant whether a name, as an import or an audit has it, means the activity
 */
export function auditHistoryOf(rows: Rows, isMeant: (activity: string) => boolean): AuditHistory {
  const latest = new Map<string, string>();
  for (const activity of activitiesIn(rows, 'audited').filter(isMeant)) {
    const audited = rows.all<{ subject: string; on: string }>(
      `SELECT subject_id AS subject, max(audited_on) AS "on" FROM audited
WHERE activity = ? AND audited_on IS NOT NULL GROUP BY subject_id`,
      activity,
    );
    for (const { subject, on } of audited) {
      const known = latest.get(subject);
      if (known === undefined || known < on) latest.set(subject, on);
    }
  }
  const live = subjectsIn(rows, 'live', isMeant);
  const exempt = subjectsIn(rows, 'exempt', isMeant);
  return {
    lastAuditedOn: (subjectId) => latest.get(subjectId) ?? null,
    isLive: (subjectId) => live.has(subjectId),
    isExempt: (subjectId) => exempt.has(subjectId),
  };
}

function activitiesIn(rows: Rows, table: 'audited' | 'live' | 'exempt'): string[] {
  return rows.all<{ activity: string }>(`SELECT DISTINCT activity FROM ${table}`).map(({ activity }) => activity);
}

function subjectsIn(rows: Rows, table: 'live' | 'exempt', isMeant: (activity: string) => boolean): ReadonlySet<string> {
  const found = activitiesIn(rows, table)
    .filter(isMeant)
    .flatMap((activity) =>
      rows.all<{ subject: string }>(`SELECT subject_id AS subject FROM ${table} WHERE activity = ?`, activity),
    );
  return new Set(found.map(({ subject }) => subject));
}
