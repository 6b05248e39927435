import { Council, id, settleIn, type Staff } from './council.fixture.js';

/** What a chapter hands on to the next ones. */
export interface Memory {
  staff?: Staff;
  sampleId?: string;
  /** Selected by hand on a drawn child, and on a reserve. */
  onSelected?: string;
  onReserve?: string;
  acknowledged?: string;
  disputed?: string;
}

/** A chapter of the story: what people do at an instant, before the processes do their part. */
export interface Chapter {
  readonly promise: string;
  /** The processes do not have anything to do yet. */
  readonly quiet?: true;
  /** ISO instant, UTC. */
  readonly at: string;
  readonly people: (council: Council, memory: Memory) => Promise<void>;
  /** What is true when the processes have done their part. */
  readonly then: (council: Council, memory: Memory) => Promise<void>;
}

const REASON = { reasonCode: 'case-closed', reason: 'The case was closed' };

function given<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('An earlier chapter leaves this');
  return value;
}

interface Drawn {
  readonly selected: readonly { position: number; subjectId: string }[];
  readonly reserves: readonly { position: number; subjectId: string }[];
}

async function drawn(council: Council): Promise<Drawn> {
  const event = (await council.events()).find(({ type }) => type === 'sample-drawn');
  return given(event).data as Drawn;
}

/** The audit of a drawn case, by its place in the list. */
async function auditOf(council: Council, list: keyof Drawn, place: number): Promise<string> {
  const { subjectId } = given((await drawn(council))[list][place]);
  const selected = (await council.events()).filter(
    ({ type, data }) => type === 'audit-selected' && Object(data).subjectId === subjectId,
  );
  return given(selected[0]).stream.slice('audit-'.length);
}

const selectByHand = (council: Council, subjectId: string, practitionerId: string): Promise<string> =>
  council.done('SelectAudit', undefined, {
    origin: 'directed',
    activity: 'case-file',
    subjectId,
    team: 'North',
    practitionerId,
    workerMatched: true,
    otherPractitioners: [id('adviser')],
    period: '2024-05',
  });

const approved = (memory: Memory): object => ({ ...REASON, approvedBy: given(memory.staff).leader.id });

const DOMAINS = ['assessment', 'planning', 'voice-of-the-child', 'management-oversight', 'recording'];

/** From allocation to a moderated grade. */
async function gradeAndModerate(council: Council, auditId: string, grade: string, staff: Staff): Promise<void> {
  const { secondAuditor: auditor, moderator } = staff;
  await council.done('AcceptAudit', auditId, {}, auditor);
  for (const domain of DOMAINS) {
    await council.done('GradeDomain', auditId, { domain, grade, rationale: 'As the record shows' }, auditor);
  }
  const auditedOn = council.clock.now.slice(0, 10);
  const first = { grade, rationale: 'As the record shows', auditedOn, atRisk: false };
  await council.done('SubmitFirstGrade', auditId, first, auditor);
  await council.done('ClaimModeration', auditId, {}, moderator);
  await council.done('UpholdGrade', auditId, {}, moderator);
}

/** A sample from its issue to a closed audit and its re-audit, told so that every process has something to do. */
export const story: readonly Chapter[] = [
  {
    promise: 'issue a sample, skipping a child in another live audit',
    at: '2024-05-13T09:00:00.000Z',
    async people(council, memory) {
      const staff = await settleIn(council);
      memory.staff = staff;
      const draw = { period: '2024-05', size: 3, activity: 'case-file', seed: 'a seed' };
      memory.sampleId = await council.done('DrawSample', undefined, draw);
      const { selected, reserves } = await drawn(council);
      memory.onSelected = await selectByHand(council, given(selected[1]).subjectId, staff.practitioner.id);
      const taken = new Set([...selected, ...reserves].map(({ position }) => position));
      const undrawn = Array.from({ length: 12 }, (_, position) => position).find((position) => !taken.has(position));
      await council.done('DirectCase', memory.sampleId, { position: undrawn, reason: 'A theme' });
      await council.done('IssueSample', memory.sampleId);
    },
    async then(council) {
      expect(await council.count('sample-case-issued')).toBe(3);
      expect(await council.count('sample-case-skipped')).toBe(1);
      expect(await council.count('audit-selected')).toBe(4);
      const selected = (await council.events()).filter(({ type }) => type === 'audit-selected');
      expect(selected.map(({ data }) => Object(data).otherPractitioners)).toEqual(Array(4).fill([id('adviser')]));
      const [done] = (await council.events()).filter(({ type }) => type === 'sample-issued');
      expect(done?.data).toMatchObject({ audits: 3, skipped: 1 });
    },
  },
  {
    promise: 'substitute a subject by the next reserve that is free',
    at: '2024-05-13T10:00:00.000Z',
    async people(council, memory) {
      const { subjectId } = given((await drawn(council)).reserves[0]);
      memory.onReserve = await selectByHand(council, subjectId, given(memory.staff).practitioner.id);
      await council.done('SubstituteSubject', await auditOf(council, 'selected', 0), approved(memory));
    },
    async then(council) {
      expect(await council.count('reserve-taken')).toBe(2);
      expect(await council.count('sample-case-skipped')).toBe(2);
      const substitute = await council.ledger.load(`audit-${await auditOf(council, 'reserves', 1)}`);
      expect(substitute.events[0]?.data).toMatchObject({
        origin: 'substitute',
        replaces: await auditOf(council, 'selected', 0),
      });
      expect(await council.count('live-audit-released')).toBe(1);
    },
  },
  {
    promise: 'substitute until no reserve is left',
    at: '2024-05-13T11:00:00.000Z',
    async people(council, memory) {
      await council.done('SubstituteSubject', await auditOf(council, 'selected', 2), approved(memory));
      await council.done('SubstituteSubject', await auditOf(council, 'reserves', 1), approved(memory));
    },
    async then(council) {
      expect(await council.count('reserve-taken')).toBe(3);
      expect(await council.count('reserves-exhausted')).toBe(1);
      expect(await auditOf(council, 'reserves', 2)).toEqual(expect.any(String));
    },
  },
  {
    promise: 'free an auditor’s place when an audit goes elsewhere',
    at: '2024-05-14T09:00:00.000Z',
    async people(council, memory) {
      const { auditor, secondAuditor } = given(memory.staff);
      const [one, other] = [given(memory.onSelected), given(memory.onReserve)];
      await council.done('AllocateAuditor', one, { auditorId: auditor.id });
      await council.done('AllocateAuditor', other, { auditorId: auditor.id });
      await council.done('DeclareConflict', one, { reason: 'A neighbour' }, auditor);
      await council.done('ReallocateAuditor', other, { auditorId: secondAuditor.id, reason: 'On leave' });
      // what a machine that stopped in between has left
      await council.done('ReserveCapacity', undefined, { personId: auditor.id, auditId: id('never allocated') });
      await council.done('ReserveLiveAudit', undefined, {
        subjectId: id('subject 99'),
        activity: 'case-file',
        auditId: id('never selected'),
      });
    },
    async then(council) {
      expect(await council.count('capacity-released')).toBe(2);
      expect(await council.count('live-audit-released', `live-case-file.${id('subject 99')}`)).toBe(0);
    },
  },
  {
    promise: 'let go of idle reservations on the next day',
    at: '2024-05-15T09:00:00.000Z',
    async people() {},
    async then(council) {
      expect(await council.count('capacity-released')).toBe(3);
      expect(await council.count('live-audit-released', `live-case-file.${id('subject 99')}`)).toBe(1);
    },
  },
  {
    promise: 'share a moderated Inadequate the same day',
    at: '2024-05-15T10:00:00.000Z',
    async people(council, memory) {
      await gradeAndModerate(council, given(memory.onReserve), 'inadequate', given(memory.staff));
    },
    async then(council, memory) {
      const audit = `audit-${given(memory.onReserve)}`;
      const shared = (await council.ledger.load(audit)).events.filter(({ type }) => type === 'outcome-shared');
      expect(shared).toHaveLength(1);
      expect(shared[0]?.data).toMatchObject({ on: '2024-05-15', disputeBy: '2024-05-22' });
      expect(shared[0]?.metadata.actor).toEqual({ id: 'system:share-inadequate', role: 'system' });
      expect(await council.count('capacity-released')).toBe(4);
      expect(await council.count('audit-finalised')).toBe(0);
    },
  },
  {
    promise: 'count deadlines again when the calendar changes',
    at: '2024-05-16T09:00:00.000Z',
    async people(council) {
      await council.done('AddClosure', undefined, { date: '2024-05-21', reason: 'Elections' });
    },
    async then(council, memory) {
      const audit = `audit-${given(memory.onReserve)}`;
      expect(await council.count('deadlines-moved', audit)).toBe(1);
      expect(await council.count('audit-finalised')).toBe(0);
    },
  },
  {
    promise: 'wait for the window that has moved',
    quiet: true,
    at: '2024-05-23T09:00:00.000Z',
    async people() {},
    async then(council) {
      expect(await council.count('audit-finalised')).toBe(0);
    },
  },
  {
    promise: 'finalise after the window and schedule the re-audit',
    at: '2024-05-24T09:00:00.000Z',
    async people() {},
    async then(council) {
      const finalised = (await council.events()).filter(({ type }) => type === 'audit-finalised');
      expect(finalised.map(({ data }) => Object(data).because)).toEqual(['window_passed']);
      const scheduled = (await council.events()).filter(({ type }) => type === 'reaudit-scheduled');
      expect(scheduled.map(({ data }) => Object(data).dueOn)).toEqual(['2024-08-19']);
      expect(await council.count('audit-closed')).toBe(0);
    },
  },
  {
    promise: 'release the subject of a withdrawn audit',
    at: '2024-05-24T10:00:00.000Z',
    async people(council, memory) {
      await council.done('WithdrawAudit', given(memory.onSelected), approved(memory));
      await council.done('ExemptAudit', await auditOf(council, 'reserves', 2), approved(memory));
    },
    async then(council) {
      expect(await council.count('audit-selected')).toBe(7);
      expect(await council.count('live-audit-released')).toBe(6);
    },
  },
  {
    promise: 'select the re-audit when it is due',
    at: '2024-08-19T09:00:00.000Z',
    async people() {},
    async then(council, memory) {
      const original = given(memory.onReserve);
      const [scheduled] = (await council.events()).filter(({ type }) => type === 'reaudit-scheduled');
      const reaudit = await council.ledger.load(`audit-${Object(scheduled?.data).reauditId}`);
      expect(reaudit.events.map(({ type }) => type)).toEqual(['audit-selected']);
      expect(reaudit.events[0]?.data).toMatchObject({
        origin: 'reaudit',
        otherPractitioners: [id('adviser')],
        reauditOf: original,
        activity: 'case-file',
        team: 'North',
        period: '2024-08',
      });
    },
  },
  {
    promise: 'leave the last to act a day before closing',
    at: '2024-08-19T10:00:00.000Z',
    async people(council, memory) {
      const { manager, practitioner, secondAuditor } = given(memory.staff);
      const auditId = given(memory.onReserve);
      await council.done('RecordResponse', auditId, { plan: 'What we will do' }, manager);
      const agreed = { text: 'Hold a planning meeting', ownerId: practitioner.id };
      await council.done('AgreeAction', auditId, agreed, manager);
      const action = (await council.events()).find(({ type }) => type === 'action-agreed');
      const actionId: unknown = Object(action?.data).actionId;
      await council.done('CompleteAction', auditId, { actionId, evidence: 'Minutes' }, practitioner);
      await council.done('VerifyAction', auditId, { actionId }, secondAuditor);
    },
    async then(council) {
      expect(await council.count('audit-closed')).toBe(0);
    },
  },
  {
    promise: 'close the audit when its loop is closed',
    at: '2024-08-20T09:00:00.000Z',
    async people() {},
    async then(council, memory) {
      expect(await council.count('audit-closed', `audit-${given(memory.onReserve)}`)).toBe(1);
      expect(await council.count('audit-closed')).toBe(1);
    },
  },
  {
    promise: 'leave it to people to share a grade that calls for no response',
    at: '2024-08-21T09:00:00.000Z',
    async people(council, memory) {
      const staff = given(memory.staff);
      memory.acknowledged = await selectByHand(council, id('subject by hand'), staff.practitioner.id);
      memory.disputed = await selectByHand(council, id('another by hand'), staff.practitioner.id);
      for (const auditId of [memory.acknowledged, memory.disputed]) {
        await council.done('AllocateAuditor', auditId, { auditorId: staff.secondAuditor.id });
        await gradeAndModerate(council, auditId, 'good', staff);
      }
    },
    async then(council) {
      expect(await council.count('outcome-shared')).toBe(1);
    },
  },
  {
    promise: 'finalise at once when everyone has acknowledged or the dispute is resolved',
    at: '2024-08-22T09:00:00.000Z',
    async people(council, memory) {
      const { practitioner, manager, leader } = given(memory.staff);
      const [acknowledged, disputed] = [given(memory.acknowledged), given(memory.disputed)];
      await council.done('ShareOutcome', acknowledged);
      await council.done('ShareOutcome', disputed);
      await council.done('AcknowledgeOutcome', acknowledged, {}, practitioner);
      await council.done('AcknowledgeOutcome', acknowledged, {}, manager);
      await council.done('DisputeOutcome', disputed, { grounds: 'The plan was reviewed in May' }, practitioner);
      const resolved = { outcome: 'grade_stands', rationale: 'It was reviewed too late' };
      await council.done('ResolveDispute', disputed, resolved, leader);
    },
    async then(council) {
      const finalised = (await council.events()).filter(({ type }) => type === 'audit-finalised');
      expect(finalised.map(({ data }) => Object(data).because)).toEqual([
        'window_passed',
        'acknowledged',
        'dispute_resolved',
      ]);
      expect(await council.count('reaudit-scheduled')).toBe(1);
    },
  },
  {
    promise: 'free the subjects of closed audits, with the date of the audit',
    at: '2024-08-23T09:00:00.000Z',
    async people() {},
    async then(council, memory) {
      expect(await council.count('audit-closed')).toBe(3);
      for (const auditId of [given(memory.acknowledged), given(memory.disputed)]) {
        const released = (await council.events()).filter(
          ({ type, data }) => type === 'live-audit-released' && Object(data).auditId === auditId,
        );
        expect(released.map(({ data }) => Object(data).auditedOn)).toEqual(['2024-08-21']);
      }
    },
  },
  {
    promise: 'owe no draw for the time before the settings asked for it',
    at: '2024-09-11T09:00:00.000Z',
    async people(council) {
      await publishRounds(council, ['monthly', 'quarterly']);
    },
    async then(council) {
      expect(await council.count('draw-owed')).toBe(0);
    },
  },
  {
    promise: 'owe the draws of rounds on the first working day of their month',
    at: '2024-10-01T08:00:00.000Z',
    async people() {},
    async then(council) {
      const owed = (await council.events()).filter(({ type }) => type === 'draw-owed');
      expect(owed.map(({ data }) => data)).toEqual([
        { round: 'monthly', period: '2024-10', due: '2024-10-01' },
        { round: 'quarterly', period: '2024-25-Q3', due: '2024-10-01' },
      ]);
    },
  },
  {
    promise: 'let a sample discharge the draw of its round',
    at: '2024-10-02T08:00:00.000Z',
    async people(council) {
      await council.done('DrawSample', undefined, { period: '2024-10', round: 'monthly', seed: 'october' });
    },
    async then(council) {
      const made = (await council.events()).filter(({ type }) => type === 'draw-made');
      expect(made.map(({ data }) => data)).toEqual([
        { round: 'monthly', period: '2024-10', sampleId: expect.any(String) },
      ]);
    },
  },
  {
    promise: 'drop the draw of a round that the settings no longer have',
    at: '2024-10-03T08:00:00.000Z',
    async people(council) {
      await publishRounds(council, ['monthly']);
    },
    async then(council) {
      const dropped = (await council.events()).filter(({ type }) => type === 'draw-dropped');
      expect(dropped.map(({ data }) => data)).toEqual([{ round: 'quarterly', period: '2024-25-Q3' }]);
    },
  },
  {
    promise: 'owe draws that fell due while nothing was running, and none twice',
    at: '2024-12-05T08:00:00.000Z',
    async people() {},
    async then(council) {
      const owed = (await council.events()).filter(({ type }) => type === 'draw-owed');
      expect(owed.slice(2).map(({ data }) => data)).toEqual([
        { round: 'monthly', period: '2024-11', due: '2024-11-01' },
        { round: 'monthly', period: '2024-12', due: '2024-12-02' },
      ]);
    },
  },
];

function publishRounds(council: Council, keys: readonly string[]): Promise<string> {
  const rounds = keys.map((key) => ({
    key,
    label: key,
    activity: 'case-file',
    every: key === 'monthly' ? 'month' : 'quarter',
    size: { kind: 'fixed', count: 2 },
  }));
  return council.done('PublishSettings', undefined, { settings: { rounds }, note: 'Rounds' });
}
