import { AuditByApi, Town, codeOf, drawAudits, today } from '../support/index.js';
import type { Reply } from '../support/index.js';
import { SameWords, walkEveryRoute } from './every-route.js';
import { commandsOf } from './every-command.js';

const WORDS = 'MARKER-CASE-CONTENT';
const READERS = ['Cora', 'Ann', 'Abe', 'Mo', 'Max', 'Pat', 'Sue', 'Tess', 'Tom', 'Lee', 'Ada', 'Ivy'] as const;
type Reader = (typeof READERS)[number];

/** Who may read an audit at all, as it goes on; everybody else is told that it is not theirs. */
const STAGES: readonly { readonly when: string; readonly open: readonly Reader[] }[] = [
  { when: 'accepted', open: ['Cora', 'Ann'] },
  { when: 'conversation arranged', open: ['Cora', 'Ann', 'Pat'] },
  { when: 'in moderation, a safety concern raised', open: ['Cora', 'Ann', 'Mo', 'Max', 'Tess', 'Lee'] },
  { when: 'shared', open: ['Cora', 'Ann', 'Mo', 'Pat', 'Tess', 'Lee'] },
  { when: 'closed', open: ['Cora', 'Ann', 'Mo', 'Max', 'Pat', 'Tess', 'Lee'] },
];

/** Who of them reads its content; the others only what concerns them: an invitation, a safety concern. */
const CONTENT: Readonly<Record<string, readonly Reader[]>> = {
  'conversation arranged': ['Cora', 'Ann'],
  'in moderation, a safety concern raised': ['Cora', 'Ann', 'Mo', 'Max'],
  shared: ['Cora', 'Ann', 'Mo', 'Pat', 'Tess'],
  closed: ['Cora', 'Ann', 'Mo', 'Max', 'Pat', 'Tess', 'Lee'],
};

/** Who may read each list. */
const LISTS: Readonly<Record<string, readonly Reader[]>> = {
  me: READERS,
  settings: READERS.filter((name) => name !== 'Ivy'),
  closures: READERS.filter((name) => name !== 'Ivy'),
  teams: READERS.filter((name) => name !== 'Ivy'),
  inspections: ['Cora', 'Ivy'],
  tasks: READERS.filter((name) => name !== 'Ivy'),
  audits: READERS.filter((name) => name !== 'Ivy' && name !== 'Ada'),
  'moderation-queue': ['Mo', 'Max'],
  'tasks/overdue': ['Cora'],
  caseloads: ['Cora'],
  samples: ['Cora'],
  people: ['Cora', 'Ada'],
  views: ['Cora', 'Ada'],
  'data-requests': ['Cora'],
  erasures: ['Cora', 'Ada'],
  'erasures/due': ['Cora', 'Ada'],
  activity: ['Cora'],
  exports: ['Cora', 'Lee'],
  'jobs/failed': ['Cora', 'Ada'],
  'reports/judgements?from=2020-04-01&to=2030-03-31&by=year': ['Cora', 'Lee'],
};

describe('who may read and do what', () => {
  let town: Town;
  let audit: AuditByApi;
  beforeAll(async () => {
    town = await Town.open();
    const [auditId = ''] = await drawAudits(town, 'deep-dive', 1);
    audit = new AuditByApi(town, auditId);
  }, 120_000);
  afterAll(() => town.close());

  const steps: Readonly<Record<string, () => Promise<unknown>>> = {
    accepted: () => audit.accepted(),
    'conversation arranged': () =>
      audit.does('Ann', 'schedule-conversation', {
        on: today(),
        participants: [{ as: 'practitioner', personId: town.idOf('Pat') }],
      }),
    'in moderation, a safety concern raised': async () => {
      await audit.conversed();
      await audit.drafted('deep-dive', { grade: 'outstanding', rationale: WORDS });
      await audit.submitted({ grade: 'outstanding', rationale: WORDS, riskReason: 'The child is not seen.' });
    },
    shared: async () => {
      await audit.does('Mo', 'claim-moderation');
      await audit.does('Mo', 'uphold-grade');
      await audit.does('Ann', 'share');
    },
    closed: async () => {
      const [concern] = (await audit.now()).concerns;
      await audit.does('Tess', 'acknowledge-safety-concern', { concernId: concern?.concernId });
      await audit.does('Tess', 'resolve-safety-concern', { concernId: concern?.concernId, outcome: 'Seen, and safe.' });
      for (const name of ['Pat', 'Tess']) await audit.does(name, 'acknowledge-outcome');
      await audit.comesTo('action-tracking');
      await audit.does('Cora', 'close');
    },
  };

  it('opens an audit to its own people, by role and by record, as it goes on', async () => {
    for (const { when, open } of STAGES) {
      await steps[when]?.();
      for (const route of ['', '/timeline', `/replay?asAt=${today()}`]) {
        for (const reader of READERS) {
          const reply = await town.as(reader).get(`/api/v1/audits/${audit.id}${route}`);
          expect([when, route, reader, reply.status]).toEqual([when, route, reader, open.includes(reader) ? 200 : 403]);
          if (!open.includes(reader)) expect(codeOf(reply)).toBe('not-entitled');
          const reads = route === '' && CONTENT[when]?.includes(reader) === true;
          if (route === '')
            expect([when, reader, levelOf(reply) === 'content']).toEqual([
              when,
              reader,
              reads || (when === 'accepted' && open.includes(reader)),
            ]);
          if (CONTENT[when]?.includes(reader) !== true) expect(reply.text).not.toContain(WORDS);
        }
        expect((await town.nobody().get(`/api/v1/audits/${audit.id}${route}`)).status).toBe(401);
      }
    }
    const unknown = `/api/v1/audits/${town.idOf('Pat')}`;
    // Only who may read every audit is told which there are.
    for (const reader of READERS) {
      expect([reader, (await town.as(reader).get(unknown)).status]).toEqual([reader, reader === 'Cora' ? 404 : 403]);
    }
  }, 120_000);

  it('opens each list to those whose work it is', async () => {
    for (const [list, open] of Object.entries(LISTS)) {
      for (const reader of READERS) {
        const { status } = await town.as(reader).get(`/api/v1/${list}`);
        expect([list, reader, status]).toEqual([list, reader, open.includes(reader) ? 200 : 403]);
      }
      expect([list, (await town.nobody().get(`/api/v1/${list}`)).status]).toEqual([list, 401]);
    }
    expect((await town.as('Ann').get(`/api/v1/tasks?person=${town.idOf('Pat')}`)).status).toBe(403);
    expect((await town.as('Cora').get(`/api/v1/tasks?person=${town.idOf('Pat')}`)).status).toBe(200);
  }, 120_000);

  it('shows on the board what opens by its id, and nothing else', async () => {
    const shown: Record<string, number> = {};
    for (const reader of LISTS['audits'] ?? []) {
      shown[reader] = (await town.as(reader).reads<{ rows: readonly unknown[] }>('audits')).rows.length;
    }
    // A leader opens it by its id, and has no list from which small numbers could be counted.
    expect(shown).toEqual({ Cora: 1, Ann: 1, Abe: 0, Mo: 1, Max: 1, Pat: 1, Sue: 0, Tess: 1, Tom: 0, Lee: 0 });
    const [unshared = ''] = await drawAudits(town, 'case-file', 1);
    const boardOf = async (reader: string): Promise<readonly string[]> =>
      (await town.as(reader).reads<{ rows: readonly { auditId: string }[] }>('audits')).rows.map(
        ({ auditId }) => auditId,
      );
    expect(await boardOf('Cora')).toContain(unshared);
    for (const reader of ['Pat', 'Tess', 'Mo', 'Lee']) expect(await boardOf(reader)).not.toContain(unshared);
  }, 120_000);

  it('shows administrators, inspectors without a grant and strangers no case', async () => {
    const cora = town.as('Cora');
    const { samples } = await cora.reads<{ samples: readonly { sampleId: string }[] }>('samples');
    const { caseloads } = await cora.reads<{ caseloads: readonly { caseloadId: string }[] }>('caseloads');
    const order = { report: 'judgements', from: '2020-01-01', to: today(), format: 'csv' };
    const { id: exported } = await cora.does('exports', order);
    const known = {
      audits: [audit.id],
      samples: samples.map(({ sampleId }) => sampleId),
      caseloads: caseloads.map(({ caseloadId }) => caseloadId),
      people: [town.idOf('Pat')],
      teams: [town.idOf('North')],
      exports: [exported],
      instants: [new Date().toISOString()],
      day: today(),
    };
    const OF_CASES = new RegExp(`${WORDS}|deep-dive-0|case-file-0|${audit.id}`);
    const coras = await walkEveryRoute(cora, known, new SameWords());
    expect(coras.filter(({ answer }) => answer.includes(WORDS)).length).toBeGreaterThan(2);
    for (const caller of [town.as('Ada'), town.as('Ivy'), town.nobody()]) {
      const heard = await walkEveryRoute(caller, known, new KeptWords());
      expect(heard.filter(({ answer }) => OF_CASES.test(answer))).toEqual([]);
      expect(heard.filter(({ status }) => status >= 500)).toEqual([]);
      const cases = heard.filter(({ request }) => /api\/v1\/(audits|samples|caseloads|activity|reports)/.test(request));
      expect(cases.filter(({ status }) => status !== 403 && status !== 401)).toEqual([]);
      expect(cases.length).toBeGreaterThan(30);
    }
  }, 120_000);

  it('shows an inspector of one audit nothing of another, on any route', async () => {
    const [named = ''] = await drawAudits(town, 'supervision', 1);
    await town.as('Cora').does('inspections', {
      inspectorId: town.idOf('Ivy'),
      auditIds: [named],
      from: today(),
      until: today(),
      reason: 'Inspection of the year',
    });
    const known = {
      samples: [town.idOf('Sue')],
      caseloads: [town.idOf('Sue')],
      people: [town.idOf('Ivy')],
      teams: [town.idOf('North')],
      exports: [town.idOf('Sue')],
      instants: [new Date().toISOString()],
      day: today(),
    };
    const hears = (audits: readonly string[]) =>
      walkEveryRoute(town.as('Ivy'), { ...known, audits }, new SameWords(audits));
    const heard = await hears([audit.id]);
    expect(heard).toEqual(await hears([town.idOf('Pat')]));
    expect(heard.filter(({ answer }) => answer.includes(WORDS))).toEqual([]);
    // The walk would see it.
    const opened = await hears([named]);
    expect(
      opened.filter(({ request, status }) => request.includes('/audits/') && status === 200).length,
    ).toBeGreaterThan(3);
  }, 120_000);

  it('refuses every command to whoever has no role for it, and records nothing', async () => {
    const { samples } = await town.as('Cora').reads<{ samples: readonly { sampleId: string }[] }>('samples');
    const { position } = await town.as('Cora').does(`people/${town.idOf('Sue')}/absences`, { from: today() });
    const sue = await town
      .as('Cora')
      .reads<{ absences: readonly { absenceId: string }[] }>(`people/${town.idOf('Sue')}?after=${position}`);
    const commands = await commandsOf(town.nobody(), {
      audits: audit.id,
      people: town.idOf('Pat'),
      teams: town.idOf('North'),
      samples: samples[0]?.sampleId ?? '',
      absences: sue.absences[0]?.absenceId ?? '',
    });
    expect(commands.length).toBeGreaterThan(60);
    const head = async (): Promise<unknown> => (await town.nobody().get('/health/ready')).body;
    const before = await head();
    const answers: string[] = [];
    for (const { name, path, body } of commands) {
      // whoever redeems a link has nothing else to show
      const refused = name === 'Enrol' ? 403 : 401;
      expect([name, (await town.nobody().post(path, body)).status]).toEqual([name, refused]);
      const reply = await town.as('Ivy').post(path, body);
      expect([name, reply.status >= 400 && reply.status < 500]).toEqual([name, true]);
      expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/);
      answers.push(`${reply.status} ${String(codeOf(reply))} ${name}`);
    }
    expect(await head()).toEqual(before);
    // What is formed wrongly is said before who may say it.
    expect(answers.filter((answer) => !answer.startsWith('403'))).toEqual(['422 incomplete-correction CorrectRecord']);
  }, 120_000);
});

/** Leaves answers as they came. */
class KeptWords extends SameWords {
  override of(text: string): string {
    return text;
  }
}

const levelOf = ({ body }: Reply): unknown => Reflect.get(Object(body), 'level');
