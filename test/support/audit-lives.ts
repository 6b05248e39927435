import { addDays, eventTypes } from '#domain';
import type { AuditEvent, Personal } from '#domain';
import { UnknownEventType, Upcasting } from '#event-store';

/** An event of an audit's stream as a store keeps it. */
export interface StoredAuditEvent {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

/** How many audits are under way at the same time, as in a council's year. */
const AT_ONCE = 300;

const upcasting = new Upcasting(eventTypes);

/** @throws UnknownEventType for a name under which nothing is written */
function storedTypeOf(name: string): string {
  const stored = upcasting.storedAs(name);
  if (stored === undefined) throw new UnknownEventType(name);
  return stored;
}

/**
 * The log of audits that run from selection to closure, thirty events each, a few hundred of them at a time: what a
 * rebuild meets. The same every time.
 */
export function* auditLives(audits: number): Generator<StoredAuditEvent> {
  const underWay: Generator<StoredAuditEvent>[] = [];
  let begun = 0;
  for (let turn = 0; begun < audits || underWay.length > 0; turn++) {
    if (underWay.length < AT_ONCE && begun < audits) underWay.push(life(begun++));
    const at = turn % underWay.length;
    const next = underWay[at]?.next();
    if (next === undefined || next.done === true) underWay.splice(at, 1);
    else yield next.value;
  }
}

const uuid = (kind: number, number: number): string =>
  `${String(kind).padStart(8, '0')}-0000-5000-8000-${String(number).padStart(12, '0')}`;

function* life(number: number): Generator<StoredAuditEvent> {
  const auditId = uuid(1, number);
  const stream = `audit-${auditId}`;
  let revision = 0;
  for (const { type, data } of lifeOf(invented(number, auditId))) {
    const at = Date.UTC(2024, 3, 1, 9) + number * 3_600_000 + revision * 86_400_000;
    yield {
      id: uuid(2, number * 100 + revision),
      stream,
      revision: revision++,
      type: storedTypeOf(type),
      data: JSON.stringify(data),
      metadata: JSON.stringify({
        actor: { id: uuid(3, number % 40), role: 'auditor' },
        bodyDigest: 'a'.repeat(64),
        commandId: uuid(4, number * 100 + revision),
        correlationId: uuid(4, number * 100 + revision),
        hash: 'b'.repeat(64),
        previousHash: 'c'.repeat(64),
        recordedAt: new Date(at).toISOString(),
        settingsVersion: 1,
      }),
    };
  }
}

const DOMAINS = ['assessment', 'planning', 'voice', 'supervision', 'recording', 'permanence'];
const GRADES = ['outstanding', 'good', 'requires_improvement', 'inadequate'];
const BOX = Buffer.alloc(150, 7).toString('base64');

/** What an audit is about, and who is on it. */
export interface Life {
  readonly number: number;
  readonly auditId: string;
  readonly reference: string;
  readonly subjectId: string;
  /** London date. */
  readonly selectedOn: string;
  readonly period: string;
  readonly service: string;
  readonly teamId: string;
  readonly team: string;
  readonly auditorId: string;
  readonly moderatorId: string;
  readonly practitionerId: string;
  readonly managerId: string;
  /** What somebody wrote, in clear or sealed. */
  readonly words: (path: string) => Personal;
}

function invented(number: number, auditId: string): Life {
  const subjectId = uuid(5, number);
  return {
    number,
    auditId,
    reference: `PL-${number}`,
    subjectId,
    selectedOn: '2024-04-01',
    period: `2024-${String(1 + (number % 12)).padStart(2, '0')}`,
    service: `Service ${number % 6}`,
    teamId: uuid(7, number % 30),
    team: `Team ${number % 30}`,
    auditorId: uuid(3, number % 40),
    moderatorId: uuid(3, 100 + (number % 10)),
    practitionerId: uuid(3, 200 + (number % 300)),
    managerId: uuid(3, 600 + (number % 30)),
    words: (path) => ({ owner: `subject:${subjectId}`, event: auditId, path, box: BOX }),
  };
}

/** What happens on an audit that is closed in the end: thirty events. */
export function* lifeOf(life: Life): Generator<AuditEvent> {
  const { number, auditId, subjectId, selectedOn, auditorId, moderatorId, practitionerId, managerId, words } = life;
  const grade = GRADES[number % 4] ?? 'good';
  const day = (days: number): string => addDays(selectedOn, days);
  const counted = { from: selectedOn, days: 5 };
  const domains = DOMAINS.map((domain) => ({ domain, grade }));
  const standards = [{ standard: 'supervision-in-timescale', answer: 'met' as const }];
  yield {
    type: 'audit-selected',
    data: {
      auditId,
      reference: life.reference,
      origin: 'sample',
      sampleId: uuid(6, Math.floor(number / 50)),
      activity: 'case-file',
      subjectId,
      subjectType: 'child',
      service: life.service,
      teamId: life.teamId,
      team: life.team,
      practitionerId,
      workerMatched: true,
      period: life.period,
      settingsVersion: 1,
      tool: { key: 'case-file', version: 1 },
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
      selectedOn,
      allocateBy: day(7),
      counted,
    },
  };
  const allocated = { auditorId, auditorAuditsBefore: number, acceptBy: day(9), independenceCheck: null };
  yield { type: 'auditor-allocated', data: { ...allocated, counted, subjectId } };
  yield { type: 'audit-accepted', data: { auditorId, gradeBy: day(30), counted } };
  yield { type: 'conversation-scheduled', data: { on: day(11), participants: [] } };
  const held = { on: day(11), participants: [{ as: 'practitioner' as const, personId: practitionerId }] };
  yield { type: 'conversation-recorded', data: { ...held, summary: words('summary'), subjectId } };
  const contact = { contactId: uuid(8, number), with: 'child' as const, outcome: 'spoken' as const, rating: 'good' };
  yield { type: 'family-contact-recorded', data: { ...contact, words: words('words'), subjectId } };
  for (const domain of DOMAINS) {
    yield { type: 'domain-graded', data: { domain, grade, rationale: words('rationale'), subjectId } };
  }
  yield {
    type: 'standard-assessed',
    data: { standard: 'supervision-in-timescale', answer: 'met', note: null, subjectId },
  };
  const finding = { findingId: uuid(9, number), kind: 'strength' as const, theme: 'relationships' };
  yield { type: 'finding-recorded', data: { ...finding, text: words('text'), subjectId } };
  const first = { grade, rationale: words('rationale'), auditedOn: day(19), atRisk: false, domains, standards };
  yield { type: 'first-grade-submitted', data: { ...first, submittedBy: auditorId, subjectId } };
  yield {
    type: 'moderation-required',
    data: { reasons: ['random'], blind: false, moderateBy: day(39), counted },
  };
  yield { type: 'moderation-claimed', data: { moderatorId } };
  const upheld = { moderatorId, grade, rationale: words('rationale'), shareBy: day(43), counted };
  yield { type: 'grade-upheld', data: { ...upheld, subjectId } };
  const shared = { on: day(41), grade, with: [practitionerId, managerId], disputeBy: day(49), counted };
  yield { type: 'outcome-shared', data: shared };
  for (const [personId, as] of [
    [practitionerId, 'practitioner'],
    [managerId, 'team_manager'],
  ] as const) {
    yield { type: 'outcome-acknowledged', data: { personId, as, comment: words('comment'), subjectId } };
  }
  yield {
    type: 'audit-finalised',
    data: {
      because: 'acknowledged',
      on: day(45),
      auditedOn: day(19),
      firstGrade: grade,
      moderatedGrade: grade,
      finalGrade: grade,
      domains: DOMAINS.map((domain) => ({ domain, first: grade, final: grade })),
      standards,
    },
  };
  for (const action of [0, 1]) {
    const actionId = uuid(10 + action, number);
    const agreed = { actionId, text: words('text'), ownerId: practitionerId, due: day(74), domain: null };
    yield { type: 'action-agreed', data: { ...agreed, counted, subjectId } };
    if (action === 0) yield { type: 'action-progress-updated', data: { actionId, note: words('note'), subjectId } };
    const done = { actionId, evidence: words('evidence'), evidenceReference: null, completedBy: practitionerId };
    yield { type: 'action-completed', data: { ...done, verifyBy: day(81), counted, subjectId } };
    yield { type: 'action-verified', data: { actionId, verifiedBy: auditorId, note: null, subjectId } };
  }
  yield { type: 'audit-closed', data: { on: day(82) } };
}
