import { auditReference, isRefusal, onBehalfOf } from '#domain';
import { auditSteps } from '#engine';
import { Api } from '../support/index.js';
import { commandsOf } from '../journeys/every-command.js';
import type { Sendable } from '../journeys/every-command.js';

interface StepShown {
  readonly command: string;
  readonly title: string;
  readonly item: { readonly kind: string; readonly id: string } | null;
  readonly path: string;
  readonly may: boolean;
  readonly code?: string;
  readonly why?: string;
}

const EVERYBODY = ['Cora', 'Ann', 'Abe', 'Mo', 'Pat', 'Sue', 'Tess', 'Lee'] as const;
const NOTHING = '12345678-1234-4234-8234-123456789abc';

describe('what I may do on an audit', () => {
  let api: Api;
  let bodies: ReadonlyMap<string, Sendable>;
  /** An audit in each of several stages. */
  let audits: Readonly<Record<string, string>>;
  beforeAll(async () => {
    api = await Api.open();
    await api.signIn('Sue', 'practitioner');
    await api.council.settings((settings) => ({ ...settings, moderation: { ...settings.moderation, blind: true } }));
    const submitted = await api.council.submitted();
    const claimed = await api.council.submitted();
    await api.council.does({
      name: 'ClaimModeration',
      target: claimed,
      body: {},
      actor: api.council.actor('Mo', 'moderator'),
    });
    const tracked = await api.council.submitted('good');
    for (const [name, body, who, role] of [
      ['ClaimModeration', {}, 'Max', 'moderator'],
      ['RecordModeratorGrade', { grade: 'good', rationale: 'As it stands.' }, 'Max', 'moderator'],
      ['UpholdGrade', {}, 'Max', 'moderator'],
      ['AgreeAction', { text: 'See the child.', ownerId: api.council.idOf('Pat') }, 'Ann', 'auditor'],
      ['RaiseSafetyConcern', { reason: 'Nobody visits.' }, 'Ann', 'auditor'],
      ['ShareOutcome', {}, 'Ann', 'auditor'],
    ] as const)
      await api.council.does({ name, target: tracked, body, actor: api.council.actor(who, role) });
    audits = {
      selected: await api.council.selected(),
      grading: await api.council.accepted(),
      submitted,
      claimed,
      tracked,
    };
    const commands = await commandsOf(
      { get: async (path) => ({ body: (await api.get(path, null)).json }) },
      { audits: NOTHING, people: NOTHING },
    );
    bodies = new Map(commands.map((command) => [command.name, command]));
  }, 120_000);
  afterAll(() => api.close());

  const stepsFor = async (audit: string, as: string): Promise<readonly StepShown[] | null> => {
    const { status, json } = await api.get(`/api/v1/audits/${audit}/steps`, as);
    if (status !== 200) expect([status, json['code']]).toEqual([403, 'not-entitled']);
    return status === 200 ? (json['steps'] as readonly StepShown[]) : null;
  };

  it('is what the command itself is answered, to everybody in every stage', async () => {
    let [may, mayNot] = [0, 0];
    for (const [name, audit] of Object.entries(audits))
      for (const as of EVERYBODY)
        for (const step of (await stepsFor(audit, as)) ?? []) {
          const { command, item, path } = step;
          const of = as === 'Tess' ? 'team_manager' : 'practitioner';
          const said = command === 'RecordOtherGrade' ? { of } : {};
          const body = {
            ...bodies.get(command)?.body,
            ...said,
            ...(item === null ? {} : { [`${item.kind}Id`]: item.id }),
          };
          const sent = `/api/v1/${path.replace(':id', audit)}`;
          const answered = await api.post(sent, body, as, step.may ? { 'if-match': '"9999"' } : {});
          const told = [name, as, command, step.may ? 'may' : step.code];
          if (step.may) {
            may++;
            // It would be taken, were it not for the revision and for what a made-up body says.
            expect([...told, [412, 422, 404].includes(answered.status)]).toEqual([...told, true]);
          } else if (command !== 'CorrectRecord') {
            mayNot++;
            expect([name, as, command, answered.json['code']]).toEqual(told);
            expect([...told, answered.json['detail']]).toEqual([...told, step.why]);
          }
        }
    expect(may).toBeGreaterThan(50);
    expect(mayNot).toBeGreaterThan(500);
  }, 120_000);

  it('says in plain words what is theirs, and why the rest is not', async () => {
    const of = async (audit: string | undefined, as: string, command: string) =>
      (await stepsFor(audit ?? '', as))?.find((step) => step.command === command);
    expect(await of(audits['submitted'], 'Mo', 'ClaimModeration')).toMatchObject({
      title: 'Claim the moderation',
      path: 'audits/:id/claim-moderation',
      item: null,
      may: true,
    });
    expect(await of(audits['claimed'], 'Mo', 'UpholdGrade')).toMatchObject({
      may: false,
      code: 'own-grade-missing',
      why: 'This audit is moderated blind: record your own grade first.',
    });
    expect(await of(audits['grading'], 'Ann', 'SubmitFirstGrade')).toMatchObject({ code: 'domains-missing' });
    expect(await of(audits['tracked'], 'Pat', 'CompleteAction')).toMatchObject({ may: true, item: { kind: 'action' } });
    expect(await of(audits['tracked'], 'Ann', 'AcknowledgeSafetyConcern')).toMatchObject({ may: false });
  });

  it('is found by the reference in any case, as is all that is read or done of an audit', async () => {
    const audit = audits['grading'] ?? '';
    const reference = auditReference(audit);
    const read = await api.get(`/api/v1/audits/${audit}`, 'Ann');
    for (const written of [reference, reference.toLowerCase(), reference.toLowerCase().replace('-', '')]) {
      const found = await api.get(`/api/v1/audits/${written}`, 'Ann');
      expect([found.status, found.json]).toEqual([200, read.json]);
      expect((await api.get(`/api/v1/audits/${written}/timeline`, 'Ann')).status).toBe(200);
      expect(await stepsFor(written, 'Ann')).toEqual(await stepsFor(audit, 'Ann'));
    }
    const finding = { kind: 'strength', theme: 'other', text: 'Known well.' };
    const path = `/api/v1/audits/${reference.toLowerCase()}/findings`;
    const headers = { 'idempotency-key': 'the-same-finding' };
    const said = await api.post(path, finding, 'Ann', headers);
    const again = await api.post(`/api/v1/audits/${audit}/findings`, finding, 'Ann', headers);
    expect([said.status, said.json['id'] ?? said.json['code']]).toEqual([
      again.status,
      again.json['id'] ?? again.json['code'],
    ]);
    expect([said.json['repeated'] ?? null, again.json['repeated'] ?? null]).not.toEqual([false, false]);
  });

  it('is one answer for whoever is not entitled, whatever is there', async () => {
    const audit = audits['submitted'] ?? '';
    const there = await api.get(`/api/v1/audits/${audit}/steps`, 'Sue');
    expect([there.status, there.json['code']]).toEqual([403, 'not-entitled']);
    for (const named of [NOTHING, 'no-id', auditReference(audit), auditReference(NOTHING), 'AAAAA-AAAAA'])
      for (const route of ['', '/steps', '/timeline'])
        expect((await api.get(`/api/v1/audits/${named}${route}`, 'Sue')).json).toEqual(there.json);
    expect((await api.get(`/api/v1/audits/${auditReference(NOTHING)}/steps`)).status).toBe(404);
  });

  it('tells who acts for somebody what only they may say themself', async () => {
    const actor = onBehalfOf(api.council.actor('Ann', 'auditor'));
    const auditId = audits['grading'] ?? '';
    const told = await auditSteps(api.council.first, { auditId, actor });
    if (isRefusal(told)) throw new Error(told.code);
    for (const name of ['SubmitFirstGrade', 'RaiseSafetyConcern'] as const) {
      const step = told.steps.find(({ command }) => command === name);
      const body = bodies.get(name)?.body ?? {};
      const answered = await api.council.tries({ name, target: auditId, body, actor, expectedRevision: 9999 });
      const code = 'code' in answered ? answered.code : 'accepted';
      expect([name, code]).toEqual([name, step?.may === false ? step.code : 'record-has-changed']);
    }
    expect(told.steps.find(({ command }) => command === 'SubmitFirstGrade')).toMatchObject({ code: 'not-in-person' });
  });
});
