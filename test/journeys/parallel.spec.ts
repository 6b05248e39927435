import type { Role } from '#domain';
import { AuditByApi, Town, codeOf, drawAudits } from '../support/index.js';
import type { Done, Reply } from '../support/index.js';

const CLAIMS = 64;
const moderators = Array.from({ length: CLAIMS }, (_, index) => `Moderator ${index}`);
const more = Object.fromEntries(
  moderators.map((name) => [name, { team: 'Quality', roles: ['moderator'] satisfies Role[] }]),
);

describe('commands sent at the same moment', () => {
  let town: Town;
  beforeAll(async () => {
    town = await Town.open({ more });
  }, 120_000);
  afterAll(() => town.close());

  it('let one of 64 moderators claim an audit and tell the others why not', async () => {
    const [auditId = ''] = await drawAudits(town, 'case-file', 1);
    const audit = new AuditByApi(town, auditId);
    await audit.accepted();
    await audit.drafted('case-file', { grade: 'inadequate' });
    await audit.submitted({ grade: 'inadequate' });
    const before = await audit.now();

    const replies = await Promise.all(
      moderators.map((name) => town.as(name).post(`/api/v1/audits/${auditId}/claim-moderation`, {})),
    );
    const won = replies.filter(({ status }) => status === 200 || status === 201);
    expect(won).toHaveLength(1);
    const lost = replies.filter(({ status }) => status === 409);
    expect(lost).toHaveLength(CLAIMS - 1);
    for (const { body, headers } of lost) {
      expect(headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(body).toMatchObject({
        status: 409,
        code: 'moderation-already-claimed',
        detail: 'Another moderator has already claimed this audit.',
      });
    }
    expect((await audit.now()).revision).toBe(before.revision + 1);
  }, 120_000);

  it('have one effect where they are one command a hundred times over, and answer alike', async () => {
    const cora = town.as('Cora');
    const registering = { name: 'West', service: 'Assessment' };
    const replies = await Promise.all(
      Array.from({ length: 100 }, () => cora.post('/api/v1/teams', registering, { key: 'west' })),
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
    const answers = new Set(replies.map(({ body }) => JSON.stringify({ ...(body as Done), repeated: null })));
    expect(answers.size).toBe(1);
    expect(replies.filter(({ body }) => !(body as Done).repeated)).toHaveLength(1);
    const [{ position } = { position: 0 }] = replies.map(({ body }) => body as Done);
    const { teams } = await cora.reads<{ teams: readonly { name: string }[] }>(`teams?after=${position}`);
    expect(teams.filter(({ name }) => name === 'West')).toHaveLength(1);

    const other = await cora.post('/api/v1/teams', { ...registering, name: 'East' }, { key: 'west' });
    expect([other.status, codeOf(other)]).toEqual([422, 'idempotency-key-reused']);
    // Without a key it is another command, which the rules refuse.
    expect((await cora.post('/api/v1/teams', registering)).status).toBe(409);
  }, 120_000);

  it('have one effect on an audit as well, and hold after a restart', async () => {
    const [first = '', second = ''] = await drawAudits(town, 'supervision', 2);
    const allocate = (auditId: string, auditor: string): Promise<Reply> =>
      town
        .as('Cora')
        .post(
          `/api/v1/audits/${auditId}/allocate`,
          { auditorId: town.idOf(auditor) },
          { key: `allocate ${auditId}`.replace(' ', '-') },
        );
    const replies = await Promise.all(Array.from({ length: 100 }, () => allocate(first, 'Abe')));
    const told = (reply: Reply): unknown => ({ ...(reply.body as Done), repeated: null });
    expect(new Set(replies.map((reply) => JSON.stringify([reply.status, told(reply)]))).size).toBe(1);
    const { revision } = await new AuditByApi(town, first).now();

    await town.stop();
    await town.start();
    const again = await allocate(first, 'Abe');
    expect(told(again)).toEqual(told(replies[0] ?? again));
    expect(again.body).toMatchObject({ accepted: true, repeated: true });
    expect((await new AuditByApi(town, first).now()).revision).toBe(revision);
    expect((await allocate(first, 'Ann')).status).toBe(422);
    // The same key at another record is another command.
    expect((await allocate(second, 'Abe')).body).toMatchObject({ accepted: true, repeated: false });
  }, 120_000);
});
