import { AuditByApi, Town, commandLine, drawAudits, today, viewsCaughtUp } from '../support/index.js';
import type { Reply } from '../support/index.js';

/** Whoever looks at the audit after every step. */
const READERS = ['Cora', 'Ann', 'Mo', 'Pat', 'Tess', 'Lee', 'Max'] as const;

interface Document {
  readonly revision: number;
  readonly stage: string;
  readonly level: string;
  readonly firstGradeWithheld: boolean;
}

interface Entry {
  readonly eventId: string;
  readonly type: string;
  readonly revision: number;
  readonly recordedAt: string;
}

/** What the API said of the audit after a step. */
interface Said {
  readonly step: string;
  readonly reader: (typeof READERS)[number];
  /** Null where it was not theirs to read. */
  readonly document: Document | null;
  readonly timeline: unknown;
}

const documentOf = ({ status, body }: Reply): Document | null => (status === 200 ? (body as Document) : null);

/** The service's own steps may come between two readings: what is told of one revision is one telling. */
async function tellingTo(town: Town, reader: string, auditId: string): Promise<Pick<Said, 'document' | 'timeline'>> {
  const caller = town.as(reader);
  return town.until('the audit rests', async () => {
    const document = documentOf(await caller.get(`/api/v1/audits/${auditId}`));
    const { body, headers } = await caller.get(`/api/v1/audits/${auditId}/timeline`);
    if (document !== null && headers.etag !== `"${document.revision}"`) return null;
    return { document, timeline: Reflect.get(Object(body), 'timeline') };
  });
}

describe('one audit from draw to closure', () => {
  let town: Town;
  beforeAll(async () => {
    town = await Town.open();
  }, 120_000);
  afterAll(() => town.close());

  it('is replayed as at each step just as the API told it then, and rebuilt row for row', async () => {
    const [auditId = ''] = await drawAudits(town, 'deep-dive', 1);
    const audit = new AuditByApi(town, auditId);
    const said: Said[] = [];

    const look = async (step: string): Promise<void> => {
      for (const reader of READERS) said.push({ step, reader, ...(await tellingTo(town, reader, auditId)) });
    };
    const step = async (who: string, what: string, body: object = {}): Promise<void> => {
      await audit.does(who, what, body);
      await look(`${who} ${what}`);
    };

    await look('issued');
    await step('Cora', 'allocate', { auditorId: town.idOf('Ann') });
    await step('Ann', 'accept');
    const participants = [{ as: 'practitioner', personId: town.idOf('Pat') }];
    await step('Ann', 'schedule-conversation', { on: today(), participants });
    await step('Ann', 'record-conversation', { on: today(), participants, summary: 'We went through the plan.' });
    await step('Ann', 'family-contacts', { with: 'child', outcome: 'spoken', rating: 'good', words: 'She listens.' });
    await audit.drafted('deep-dive', { grade: 'requires_improvement' });
    await look('drafted');
    await step('Ann', 'submit-first-grade', {
      grade: 'requires_improvement',
      rationale: 'Visits are late and the plan drifts.',
      auditedOn: today(),
      atRisk: true,
      riskReason: 'The child was not seen for two months.',
    });
    const [concern] = (await audit.now()).concerns;
    const concernId = concern?.concernId;
    await step('Tess', 'acknowledge-safety-concern', { concernId, note: 'Visiting this afternoon.' });
    await step('Tess', 'resolve-safety-concern', { concernId, outcome: 'Seen at home, and safe.' });

    await step('Mo', 'claim-moderation');
    await step('Mo', 'change-grade', {
      grade: 'inadequate',
      rationale: 'The drift is more than lateness.',
      domains: [{ domain: 'planning', from: 'requires_improvement', to: 'inadequate' }],
    });
    await audit.comesTo('dispute-window');
    await look('the service shared the Inadequate');
    await step('Tess', 'acknowledge-outcome', { comment: 'We will put it right.' });
    await step('Pat', 'dispute', { grounds: 'Two visits stand under another heading.' });
    await step('Lee', 'resolve-dispute', { outcome: 'grade_stands', rationale: 'The panel read them again.' });
    await audit.comesTo('action-tracking');
    await look('the service finalised it');
    await step('Tess', 'record-response', { plan: 'A visit this week, and a new plan by the end of the month.' });

    for (const ownerId of [town.idOf('Pat'), town.idOf('Pat'), town.idOf('Tess')]) {
      await step('Ann', 'actions', { text: 'See the child alone and write it down.', ownerId });
    }
    const [first, second, third] = (await audit.now()).actions.map(({ actionId }) => actionId);
    await step('Pat', 'update-progress', { actionId: first, note: 'A date is set.' });
    await step('Pat', 'complete-action', { actionId: first, evidence: 'Case note of the visit.' });
    await step('Ann', 'verify-action', { actionId: first, note: 'Seen on the record.' });
    await step('Pat', 'complete-action', { actionId: second, evidence: 'Case note.' });
    await step('Ann', 'reopen-action', { actionId: second, reason: 'It is another child.', due: later(20) });
    await step('Cora', 'change-due-date', { actionId: second, due: later(30), reason: 'The family is away.' });
    await step('Pat', 'complete-action', { actionId: second, evidence: 'Case note, the right one.' });
    await step('Ann', 'verify-action', { actionId: second });
    await step('Cora', 'cancel-action', { actionId: third, reason: 'The plan has changed since.' });

    const timeline = await audit.town.as('Cora').reads<{ timeline: readonly Entry[] }>(`audits/${auditId}/timeline`);
    const finalised = timeline.timeline.find(({ type }) => type === 'audit-finalised.v1');
    await step('Cora', 'correct', {
      corrects: finalised?.eventId,
      change: { field: 'domainGrade', domain: 'recording', from: 'requires_improvement', to: 'good' },
      reason: 'The wrong line was ticked.',
    });
    await audit.does('Cora', 'close');
    await audit.comesTo('closed');
    await town.until('the re-audit is scheduled', async () => {
      const { owed } = await town.as('Cora').reads<{ owed: readonly unknown[] }>(`audits/${auditId}`);
      const { timeline: all } = await town
        .as('Cora')
        .reads<{ timeline: readonly Entry[] }>(`audits/${auditId}/timeline`);
      return owed.length === 0 && all.some(({ type }) => type === 'reaudit-scheduled.v1') ? true : null;
    });
    await look('closed');

    const { timeline: whole } = await town
      .as('Cora')
      .reads<{ timeline: readonly Entry[] }>(`audits/${auditId}/timeline`);
    const instants = new Map(whole.map(({ revision, recordedAt }) => [revision, recordedAt]));
    const last = new Map(said.map((telling) => [telling.reader, telling.document]));
    const types = new Set(whole.map(({ type }) => type));
    expect([...types]).toEqual(
      expect.arrayContaining([
        'audit-selected.v1',
        'safety-concern-resolved.v1',
        'grade-changed.v1',
        'dispute-resolved.v1',
        'response-recorded.v1',
        'action-cancelled.v1',
        'record-corrected.v1',
        'audit-closed.v1',
        'reaudit-scheduled.v1',
      ]),
    );

    let compared = 0;
    const cora: { at: string; document: Document }[] = [];
    for (const { step: name, reader, document, timeline: told } of said) {
      const now = last.get(reader);
      // What may be read goes by how the audit stands now: somebody who could read less then reads more of it now.
      if (document === null || document.level !== now?.level) continue;
      expect(document.firstGradeWithheld).toBe(false);
      const at = instants.get(document.revision) ?? '';
      // Where two commands share a millisecond no instant lies between them.
      if (instants.get(document.revision + 1) === at) continue;
      const replay = await town.as(reader).reads<object>(`audits/${auditId}/replay?asAt=${at}`);
      expect({ name, reader, ...replay }).toEqual({ name, reader, asAt: at, document, timeline: told });
      compared += 1;
      if (reader === 'Cora') cora.push({ at, document });
    }
    expect(cora.length).toBeGreaterThanOrEqual(30);
    expect(compared).toBeGreaterThanOrEqual(160);

    for (const { at, document } of cora.filter((_, index) => index % 9 === 0)) {
      const replay = await commandLine(town.place, 'replay', auditId, '--as-at', at, '--json');
      expect(replay).toMatchObject({ code: 0 });
      expect(JSON.parse(replay.stdout)).toMatchObject({ auditId, document });
    }

    await viewsCaughtUp(town);
    await town.stop();
    expect(await town.differencesFromRebuild()).toEqual([]);
    expect(await town.findings()).toEqual([]);
  }, 180_000);
});

const later = (days: number): string => new Date(Date.parse(today()) + days * 86_400_000).toISOString().slice(0, 10);
