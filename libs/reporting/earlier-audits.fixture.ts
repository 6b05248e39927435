import Database from 'better-sqlite3';
import type { AuditEvent, ProgrammeSettings } from '#domain';
import { reportFacts } from '#facts';
import type { EventEnvelope } from '#event-store';

export type EarlierAudit = Extract<AuditEvent, { type: 'audit-imported' }>['data'];

export interface EarlierAudits {
  readonly count: number;
  readonly audit: Partial<EarlierAudit>;
}

/** A number of earlier audits that are alike. */
export function times(count: number, audit: Partial<EarlierAudit>): EarlierAudits {
  return { count, audit };
}

let imported = 0;

export function importedAudit(audit: Partial<EarlierAudit>, recordedAt = '2024-04-02T09:00:00.000Z'): EventEnvelope {
  imported += 1;
  const auditId = `audit-${imported}`;
  const data: EarlierAudit = {
    auditId,
    reference: `A-${imported}`,
    importedRef: 'ref',
    subjectId: 'subject',
    subjectType: 'child',
    subjectRef: 'ref',
    activity: 'deep-dive',
    service: null,
    team: null,
    worker: null,
    auditor: null,
    auditorRole: null,
    auditedOn: '2024-02-14',
    scale: 'ofsted',
    firstGrade: audit.finalGrade ?? null,
    moderated: false,
    finalGrade: null,
    atRisk: false,
    domains: [],
    standards: [],
    ...audit,
  };
  return envelope(`audit-${auditId}`, recordedAt, { type: 'audit-imported', data });
}

export function publishedSettings(settings: ProgrammeSettings, recordedAt = '2024-04-01T09:00:00.000Z'): EventEnvelope {
  return envelope('settings', recordedAt, {
    type: 'programme-settings-published',
    data: { settings, note: '' },
  });
}

export function envelope(
  stream: string,
  recordedAt: string,
  { type, data }: { type: string; data: unknown },
  revision = 0,
): EventEnvelope {
  return {
    id: `${stream}@${revision}`,
    stream,
    revision,
    position: 0,
    type,
    data,
    metadata: {
      recordedAt,
      actor: { id: 'operator', role: 'coordinator' },
      commandId: stream,
      correlationId: stream,
      previousHash: '',
      hash: '',
    },
  };
}

/** The report facts of events, in memory. */
export function factsOf(events: readonly EventEnvelope[]): Database.Database {
  const db = new Database(':memory:');
  db.exec(reportFacts.schema);
  const projector = reportFacts.projector(db);
  db.transaction(() => projector.apply(events))();
  return db;
}

export function factsOfEarlier(audits: readonly EarlierAudits[]): Database.Database {
  return factsOf(audits.flatMap(({ count, audit }) => Array.from({ length: count }, () => importedAudit(audit))));
}
