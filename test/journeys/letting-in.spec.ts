import { PageVisitor, Town, codeOf, letIn } from '../support/index.js';
import type { Reply } from '../support/index.js';
import { MailServer } from '../support/mail-server.js';

const SECRET = /plumbline_link_[\w-]{43}/;

interface Invited {
  readonly personId: string;
  readonly outcome: string;
  readonly failure: string | null;
}

describe('a link by mail', () => {
  let mail: MailServer;
  let town: Town;
  beforeAll(async () => {
    mail = await MailServer.start();
    town = await Town.open({
      environment: {
        SMTP_URL: mail.url,
        MAIL_FROM: 'Audits <audits@newtown.example>',
        PUBLIC_URL: 'https://audits.newtown.example/',
      },
    });
  }, 120_000);
  afterAll(async () => {
    await town.close();
    await mail.stop();
  });

  const redeem = (secret: string): Promise<Reply> => town.nobody().post('/api/v1/enrolments', { secret });
  const invite = (name: string) => town.as('Ada').does(`people/${town.idOf(name)}/invitations`);
  /** One of the two asks for an address, the other confirms it. */
  const giveAddress = async (name: string, email: string): Promise<void> => {
    const {
      name: shown,
      aliases,
      teamId,
      managerId,
      roles,
      from,
      to,
    } = await town.as('Ada').reads<Record<string, unknown>>(`people/${town.idOf(name)}`);
    const body = { name: shown, aliases, email, teamId, managerId, roles, from, to };
    await town.as('Ada').does(`people/${town.idOf(name)}/change`, body);
    const { changes } = await town.as('Cora').reads<{ changes: readonly { changeId: string }[] }>('person-changes');
    await town.as('Cora').does('person-changes/confirm', { changeIds: changes.map(({ changeId }) => changeId) });
  };
  const outcomeOf = async (name: string): Promise<Invited | undefined> => {
    const { invitations } = await town.as('Cora').reads<{ invitations: readonly Invited[] }>('invitations');
    return invitations.find(({ personId }) => personId === town.idOf(name));
  };
  const secrets = (to: string): string[] =>
    mail.mails.filter((each) => each.to === to).map(({ source }) => SECRET.exec(source)?.[0] ?? '');

  it('goes to the person’s own address, lets them in once and stands nowhere else', async () => {
    await giveAddress('Pat', 'pat@newtown.example');
    await invite('Pat');
    await town.until('the link is recorded as sent', async () =>
      (await outcomeOf('Pat'))?.outcome === 'sent' ? true : null,
    );
    const [older = ''] = secrets('pat@newtown.example');
    await invite('Pat');
    const newer = await town.until('a newer link is sent', async () => secrets('pat@newtown.example')[1] ?? null);
    expect(mail.mails.at(-1)?.source).toContain(`https://audits.newtown.example/enrol#${newer}`);

    expect([(await redeem(older)).status, codeOf(await redeem(older))]).toEqual([403, 'link-not-good']);
    // a link alone is one factor: it makes no token, and stays good
    const alone = await redeem(newer);
    expect([alone.status, codeOf(alone)]).toEqual([409, 'second-factor-asked']);
    const token = await letIn(new PageVisitor(() => town.service.url), newer, ['practitioner']);
    const again = await redeem(newer);
    expect([again.status, codeOf(again)]).toEqual([403, 'link-not-good']);
    expect(await town.bearing(token).reads('me')).toEqual({ personId: town.idOf('Pat'), roles: ['practitioner'] });

    const everywhere = JSON.stringify(await town.history()) + town.service.log;
    for (const secret of [older, newer, token, 'pat@newtown.example']) expect(everywhere).not.toContain(secret);
    const types = (await town.history()).filter(({ stream }) => stream === 'people').map(({ type }) => type);
    expect(types.filter((type) => type.startsWith('enrolment-link') || type === 'person-enrolled')).toEqual([
      'enrolment-link-issued',
      'enrolment-link-sent',
      'enrolment-link-issued',
      'enrolment-link-sent',
      'person-enrolled',
    ]);
  }, 60_000);

  it('leads through the pages to an account, in the service as it is shipped', async () => {
    await giveAddress('Abe', 'abe@newtown.example');
    await invite('Abe');
    const secret = await town.until('the link is sent', async () => secrets('abe@newtown.example')[0] ?? null);
    const visitor = new PageVisitor(() => town.service.url);
    await visitor.open('/enrol');
    await visitor.send('/enrol', { secret });
    expect((await visitor.send('/enrol/password', { password: 'Password2026!' })).status).toBe(422);
    await visitor.send('/enrol/password', { password: 'coffee tram lighthouse' });
    expect(visitor.page.heading).toBe('Set up your second factor');
    expect((await visitor.send('/enrol/second-factor', { code: '000000' })).status).toBe(422);
    expect((await visitor.open('/sign-in')).status).toBe(200);
    expect((await visitor.send('/sign-in/password', { name: 'abe@newtown.example', password: 'x' })).status).toBe(422);
  }, 60_000);

  it('is recorded as failed where there is no address, or no mailbox', async () => {
    await invite('Sue');
    await town.until('it failed', async () => ((await outcomeOf('Sue'))?.failure === 'no-address' ? true : null));
    mail.unknown.add('tom@newtown.example');
    await giveAddress('Tom', 'tom@newtown.example');
    await invite('Tom');
    await town.until('it was refused', async () => ((await outcomeOf('Tom'))?.failure === 'refused' ? true : null));
  }, 60_000);
});
