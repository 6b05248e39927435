import { addDays, type AuditEvent } from '#domain';
import type { EventEnvelope } from '#event-store';

export type ImportedAudit = Extract<AuditEvent, { type: 'audit-imported' }>['data'];

export type ImportedEvent = EventEnvelope<'audit-imported', ImportedAudit>;

const FIRST_DAY = '2021-04-01';
const DAYS = 3 * 365;
const GRADES = ['outstanding', 'good', 'requires_improvement', 'inadequate'] as const;
const ACTIVITIES = ['deep-dive', 'case-file', 'foster-carer', 'supervision'] as const;
const ANSWERS = ['met', 'not_met', 'na'] as const;
const DOMAINS = Array.from({ length: 10 }, (_, index) => `Domain ${index + 1}`);
const STANDARDS = Array.from({ length: 8 }, (_, index) => `Standard ${index + 1}`);
const ZEROS = '0'.repeat(64);

/** The event that an import makes of one earlier audit, as a view is given it. */
function envelopeOf(index: number, data: ImportedAudit, recordedAt: string): ImportedEvent {
  return {
    id: data.auditId,
    stream: `audit-${data.auditId}`,
    revision: 0,
    position: index,
    type: 'audit-imported',
    data,
    metadata: {
      recordedAt,
      actor: { id: 'operator', role: 'coordinator' },
      commandId: data.auditId,
      correlationId: data.auditId,
      previousHash: ZEROS,
      hash: ZEROS,
    },
  };
}

/**
 * Invented earlier audits of three years with ten domains and eight standards each, the same for the same count.
 * They are recorded a thousand to the second, so that an instant in the middle of the import can be asked about.
 */
export function* importedAudits(count: number): Generator<ImportedEvent, undefined> {
  const next = numbersFrom(20_240_401);
  const started = Date.parse('2024-04-02T09:00:00.000Z');
  for (let index = 0; index < count; index += 1) {
    const service = next(5);
    const first = next(4);
    const moderated = next(3) === 0;
    const id = uuidOf(next);
    const subjectId = uuidOf(next);
    yield envelopeOf(
      index,
      {
        auditId: id,
        reference: `A-${index}`,
        importedRef: `ref-${index}`,
        subjectId,
        subjectType: 'child',
        subjectRef: `child-${index}`,
        activity: ACTIVITIES[next(4)] ?? 'deep-dive',
        service: `Service ${service + 1}`,
        team: `Team ${service + 1}.${next(8) + 1}`,
        worker: null,
        auditor: null,
        auditorRole: next(2) === 0 ? 'Team manager' : 'Head of service',
        auditedOn: addDays(FIRST_DAY, next(DAYS)),
        scale: 'ofsted',
        firstGrade: GRADES[first] ?? 'good',
        moderated,
        finalGrade: GRADES[moderated && next(5) === 0 ? (first + 1) % 4 : first] ?? 'good',
        atRisk: false,
        domains: DOMAINS.flatMap((domain) => (next(12) === 0 ? [] : [{ domain, grade: GRADES[next(4)] ?? 'good' }])),
        standards: STANDARDS.map((standard) => ({ standard, answer: ANSWERS[next(3)] ?? 'met' })),
      },
      new Date(started + index).toISOString(),
    );
  }
}

/** Whole numbers below a limit, the same for the same seed (mulberry32). */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below) | 0;
  };
}

function uuidOf(next: (below: number) => number): string {
  const part = (): string => next(0x10000).toString(16).padStart(4, '0');
  return `${part()}${part()}-${part()}-4${part().slice(1)}-8${part().slice(1)}-${part()}${part()}${part()}`;
}
