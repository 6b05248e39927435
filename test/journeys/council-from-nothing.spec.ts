import { readFileSync } from 'node:fs';
import { jest } from '@jest/globals';
import type { ProgrammeSettings, Role } from '#domain';
import { Caller, PageVisitor, Plumbline, RunningService, letIn, today, until } from '../support/index.js';
import { MailServer } from '../support/mail-server.js';

jest.setTimeout(300_000);

/** Nobody manages team North: what its manager would owe falls to others. */
const PEOPLE = [
  'ref,name,email,team,manager,roles',
  'ADA,Ada First,ada@newtown.example,,,administrator',
  'CORA,Cora Second,cora@newtown.example,Quality,,coordinator',
  'ANN,Ann Third,ann@newtown.example,Quality,,auditor',
  'MO,Mo Fourth,mo@newtown.example,Quality,,moderator',
  'PAT,Pat Fifth,pat@newtown.example,North,,practitioner',
  'HEL,Hel Sixth,hel@newtown.example,,,leader',
  'LEE,Lee Seventh,lee@newtown.example,,,leader',
];
const NAMES = ['ADA', 'CORA', 'ANN', 'MO', 'PAT', 'HEL', 'LEE'] as const;
type Name = (typeof NAMES)[number];
const ROLES: Readonly<Record<Name, Role>> = {
  ADA: 'administrator',
  CORA: 'coordinator',
  ANN: 'auditor',
  MO: 'moderator',
  PAT: 'practitioner',
  HEL: 'leader',
  LEE: 'leader',
};

const CHILD = 'CF/2041';
const CASES = ['Child ID,Status,Team,Worker,Service', `${CHILD},Child in need,North,Pat Fifth,Assessment`];
const LINK = /https:\/\/audits\.newtown\.example\/enrol#(plumbline_link_[\w-]{43})/;

interface Task {
  readonly auditId: string;
  readonly key: string;
  readonly task: string;
  readonly caseId: string;
  readonly personId: string | null;
  readonly owners?: readonly object[];
}

/** By the README alone: the command line, the pages to be let in by, the API and the mail. */
describe('a council set up from nothing', () => {
  const here = new Plumbline();
  let mail: MailServer;
  let service: RunningService;
  const tokens = new Map<Name, string>();
  const ids = new Map<Name, string>();

  beforeAll(async () => {
    mail = await MailServer.start();
  });
  afterAll(async () => {
    await service.stop();
    await mail.stop();
    here.remove();
  });

  const as = (name: Name | null): Caller =>
    new Caller(() => service.url, name === null ? null : (tokens.get(name) ?? ''));
  const idOf = (name: Name): string => ids.get(name) ?? '';
  const lettersTo = (name: Name) => mail.mails.filter(({ to }) => to === `${name.toLowerCase()}@newtown.example`);
  const redeem = async (name: Name, secret: string): Promise<void> => {
    tokens.set(name, await letIn(new PageVisitor(() => service.url), secret, [ROLES[name]]));
  };

  it('imports its people and its caseload', async () => {
    expect(await here.json('import', 'people', here.file('people.csv', PEOPLE))).toMatchObject({ registered: 7 });
    const caseload = await here.json('import', 'caseload', here.file('cases.csv', CASES), '--as-at', today());
    expect(caseload).toMatchObject({ frame: { size: 1 } });
  });

  it('lets in its administrator from the command line, and everybody else by a link in their own mail', async () => {
    const { secret } = await here.json<{ secret: string }>('enrol', 'first-administrator', 'ADA');
    service = await RunningService.start(
      { dataDir: here.dataDir, eventStore: undefined, masterKeyFile: `${here.dataDir}.key` },
      {
        SMTP_URL: mail.url,
        MAIL_FROM: 'Audits <audits@newtown.example>',
        PUBLIC_URL: 'https://audits.newtown.example/',
      },
    );
    // Put together from few files, it still says of itself what its parts say: what a body holds is told by names.
    expect((await as(null).get('/api/docs.json')).body).toEqual(JSON.parse(readFileSync('docs/openapi.json', 'utf8')));
    await redeem('ADA', secret);
    const { people } = await as('ADA').reads<{ people: readonly { ref: string; personId: string }[] }>('people');
    for (const name of NAMES) ids.set(name, people.find(({ ref }) => ref === name)?.personId ?? '');
    for (const name of NAMES.slice(1)) {
      await as('ADA').does(`people/${idOf(name)}/invitations`);
      const letter = await until(
        `a link for ${name}`,
        async () => lettersTo(name).flatMap(({ source }) => LINK.exec(source)?.[1] ?? [])[0],
      );
      await redeem(name, letter);
      expect(await as(name).reads('me')).toMatchObject({ personId: idOf(name) });
    }
  });

  it('names who answers where nobody else is there', async () => {
    const settings = await as('CORA').reads<ProgrammeSettings>('settings');
    const { version: _, ...proposed } = settings;
    await as('CORA').does('settings', {
      settings: {
        ...proposed,
        moderation: { ...proposed.moderation, all: true },
        responsibilities: {
          headsOfService: [{ service: 'Assessment', personId: idOf('HEL') }],
          programmeLead: idOf('LEE'),
          disputesPanel: { roles: ['leader'], people: [] },
        },
      },
      note: 'As the council agreed.',
    });
  });

  it('takes an Inadequate with a safety concern to its end: every task had an owner, and everybody saw which child', async () => {
    const drawn = await as('CORA').does('samples', { period: today().slice(0, 7), size: 1, activity: 'deep-dive' });
    await as('CORA').does(`samples/${drawn.id}/issue`);
    const auditId = await until('the audit is issued', async () => {
      const { rows } = await as('CORA').reads<{ rows: readonly { auditId: string }[] }>(
        `audits?after=${drawn.position}`,
      );
      return rows[0]?.auditId;
    });

    /** Every open task is somebody's own, or has fallen to somebody; whoever has it sees which child it is about. */
    const owned = async (): Promise<void> => {
      // The service takes its own steps meanwhile: what one answer knows of, the next may not yet.
      await until('every open task is in somebody’s list', async () => {
        const { owed } = await as('CORA').reads<{ owed: readonly { key: string; party: string | null }[] }>(
          `audits/${auditId}`,
        );
        const lists = await Promise.all(NAMES.slice(1).map((name) => as(name).get('/api/v1/tasks')));
        const had = lists.flatMap(({ body }) => (body as { tasks?: readonly Task[] }).tasks ?? []);
        for (const task of had) expect([task.key, task.caseId]).toEqual([task.key, CHILD]);
        const listed = new Set(had.map(({ key }) => key));
        return owed.every(({ key, party }) => party === 'system' || listed.has(key)) ? true : null;
      });
      const { tasks: fallen } = await as('CORA').reads<{ tasks: readonly Task[] }>('tasks/ownerless');
      for (const task of fallen) expect([task.key, task.owners?.length]).not.toEqual([task.key, 0]);
    };
    const step = async (name: Name, what: string, body: object = {}): Promise<void> => {
      const { position } = await as(name).does(`audits/${auditId}/${what}`, body);
      await as('CORA').get(`/api/v1/tasks?after=${position}`);
      await owned();
    };
    const now = () =>
      as('CORA').reads<{
        stage: string;
        concerns: readonly { concernId: string }[];
        actions: readonly { actionId: string; status: string }[];
      }>(`audits/${auditId}`);
    const comesTo = (stage: string) => until(stage, async () => ((await now()).stage === stage ? true : null));

    await step('CORA', 'allocate', { auditorId: idOf('ANN') });
    await step('ANN', 'accept');
    await step('ANN', 'record-conversation', {
      on: today(),
      participants: [{ as: 'practitioner', personId: idOf('PAT') }],
      summary: 'We went through the plan.',
    });
    const settings = await as('CORA').reads<ProgrammeSettings>('settings');
    const type = settings.auditTypes.find(({ key }) => key === 'deep-dive');
    const tool = settings.tools.find(({ key }) => key === type?.tool);
    for (const { key, required } of tool?.domains ?? []) {
      if (required) await step('ANN', 'grade-domain', { domain: key, grade: 'inadequate', rationale: 'Not seen.' });
    }
    for (const { key } of tool?.standards ?? [])
      await step('ANN', 'assess-standard', { standard: key, answer: 'not_met', note: 'Not seen.' });
    for (const kind of ['strength', 'improvement'])
      await step('ANN', 'findings', { kind, theme: tool?.themes[0] ?? '', text: 'Nobody has seen the child.' });
    await step('ANN', 'submit-first-grade', {
      grade: 'inadequate',
      rationale: 'Nobody has seen the child.',
      auditedOn: today(),
      atRisk: true,
      riskReason: 'Nobody has seen the child for two months.',
    });

    const concern = await until('the head of service is told of the concern', async () =>
      lettersTo('HEL').find(({ subject }) => /^Acknowledge a safety concern today: audit/.test(subject)),
    );
    for (const word of [CHILD, 'two months', 'Inadequate']) expect(concern.source).not.toContain(word);
    const [raised] = (await now()).concerns;
    await step('HEL', 'acknowledge-safety-concern', { concernId: raised?.concernId, note: 'A visit this afternoon.' });
    await step('HEL', 'resolve-safety-concern', { concernId: raised?.concernId, outcome: 'Seen at home, and safe.' });

    await step('MO', 'claim-moderation');
    await step('MO', 'uphold-grade', { rationale: 'As the auditor says.' });
    await comesTo('dispute-window');
    await step('HEL', 'acknowledge-outcome', { comment: 'We will put it right.' });
    await step('PAT', 'dispute', { grounds: 'A visit stands under another heading.' });
    await step('LEE', 'resolve-dispute', { outcome: 'grade_stands', rationale: 'The panel read it again.' });
    await comesTo('action-tracking');
    await step('HEL', 'record-response', { plan: 'A visit this week, and a new plan by the end of the month.' });
    await step('ANN', 'actions', { text: 'See the child alone.', ownerId: idOf('PAT') });
    const [action] = (await now()).actions;
    await step('PAT', 'complete-action', { actionId: action?.actionId, evidence: 'Case note of the visit.' });
    await step('ANN', 'verify-action', { actionId: action?.actionId });
    await step('CORA', 'close');
    await comesTo('closed');
  });

  it('told nobody anything twice, and named no child in a letter', () => {
    const letters = mail.mails.map(
      ({ to, subject, source }) => `${to}: ${subject}: ${source.split('\r\n\r\n').slice(1).join()}`,
    );
    expect(letters.filter((letter, index) => letters.indexOf(letter) !== index)).toEqual([]);
    expect(new Set(mail.mails.map(({ messageId }) => messageId)).size).toBe(mail.mails.length);
    for (const letter of letters) expect(letter).not.toContain(CHILD);
    expect(service.log).not.toContain(CHILD);
  });
});
