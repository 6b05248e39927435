import Database from 'better-sqlite3';
import type { AuditEvent } from '#domain';
import type { EventEnvelope } from '#event-store';
import { reportFacts } from './report-facts.js';

type DataOf<Type extends AuditEvent['type']> = Extract<AuditEvent, { type: Type }>['data'];

/** An event as a view is given it. */
function envelope(
  stream: string,
  revision: number,
  recordedAt: string,
  { type, data }: { type: string; data: unknown },
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
      actor: { id: 'person-1', role: 'auditor' },
      commandId: `${stream}@${revision}`,
      correlationId: stream,
      previousHash: '',
      hash: '',
    },
  };
}

/** One audit's events, each recorded on the day it says, the newest last. */
export class AuditHistory {
  readonly events: EventEnvelope[] = [];

  constructor(readonly auditId: string) {}

  on(date: string, ...events: AuditEvent[]): this {
    for (const event of events)
      this.events.push(envelope(`audit-${this.auditId}`, this.events.length, `${date}T10:00:00.000Z`, event));
    return this;
  }

  selected(date: string, changes: Partial<DataOf<'audit-selected'>> = {}): this {
    const data: DataOf<'audit-selected'> = {
      auditId: this.auditId,
      reference: 'A-1',
      origin: 'sample',
      sampleId: 'sample-1',
      activity: 'deep-dive',
      subjectId: 'subject-1',
      subjectType: 'child',
      service: 'Safeguarding',
      teamId: 'team-1',
      team: 'North',
      practitionerId: null,
      workerMatched: true,
      period: '2024-05',
      settingsVersion: 1,
      tool: { key: 'deep-dive', version: 1 },
      scale: 'ofsted',
      pilot: false,
      reauditOf: null,
      replaces: null,
      plan: {
        conversation: 'required',
        familyContact: 'optional',
        moderation: 'optional',
        dispute: 'required',
        graded: true,
      },
      selectedOn: date,
      allocateBy: '2024-05-08',
      counted: null,
      ...changes,
    };
    return this.on(date, { type: 'audit-selected', data });
  }

  graded(date: string, changes: Partial<DataOf<'first-grade-submitted'>> = {}): this {
    const data: DataOf<'first-grade-submitted'> = {
      grade: 'inadequate',
      rationale: 'because',
      auditedOn: '2024-05-14',
      atRisk: false,
      domains: [{ domain: 'assessment', grade: 'inadequate' }],
      standards: [{ standard: 'supervision', answer: 'met' }],
      submittedBy: 'person-1',
      subjectId: 'subject-1',
      ...changes,
    };
    return this.on(date, { type: 'first-grade-submitted', data });
  }

  finalised(date: string, changes: Partial<DataOf<'audit-finalised'>> = {}): this {
    const data: DataOf<'audit-finalised'> = {
      because: 'acknowledged',
      on: date,
      auditedOn: '2024-05-14',
      firstGrade: 'inadequate',
      moderatedGrade: null,
      finalGrade: 'inadequate',
      domains: [{ domain: 'assessment', first: 'inadequate', final: 'inadequate' }],
      standards: [{ standard: 'supervision', answer: 'met' }],
      ...changes,
    };
    return this.on(date, { type: 'audit-finalised', data });
  }

  corrected(date: string, change: DataOf<'record-corrected'>['change']): this {
    const data = { corrects: 'event', change, reason: 'a slip', subjectId: 'subject-1' };
    return this.on(date, { type: 'record-corrected', data });
  }
}

/** The view's file, in memory, once it has seen the events, in batches of the sizes given and then the rest. */
export function projected(events: readonly EventEnvelope[], batches: readonly number[] = []): Database.Database {
  const db = new Database(':memory:');
  db.exec(reportFacts.schema);
  const projector = reportFacts.projector(db);
  let done = 0;
  for (const size of [...batches, events.length]) {
    const batch = events.slice(done, done + size);
    done += size;
    if (batch.length > 0) db.transaction(() => projector.apply(batch))();
  }
  return db;
}
