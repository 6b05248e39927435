import { withRefsOpenedBy } from '#application';
import { jest } from '@jest/globals';
import { join } from 'node:path';
import { linkDigests, newLinkSecret } from '#access';
import type { Actor } from '#domain';
import { openEngine } from '#engine';
import type { Engine } from '#engine';
import { Plumbline } from '../support/index.js';

jest.setTimeout(240_000);

/** What somebody sets up by a link. */
const SIGNS_IN_BY = { hash: 'of a password', secondFactor: { secret: 'of an app', recoveryCodes: [] } };
const COLUMNS = 'ref,name,aliases,email,team,manager,roles,from,to';

describe('setting a council up from the command line', () => {
  const here = new Plumbline();
  afterAll(() => here.remove());

  /** Works on the records as the service does. */
  const withEngine = async <Result>(work: (engine: Engine) => Promise<Result>): Promise<Result> => {
    const engine = await openEngine({
      dataDir: here.dataDir,
      masterKeyFile: `${join(here.place, 'data')}.key`,
      mode: 'tool',
    });
    try {
      return await work(engine);
    } finally {
      await engine.close();
    }
  };

  it('takes the first people as they are, lets in one administrator, and needs a second person from then on', async () => {
    const people = here.file('people.csv', [
      COLUMNS,
      'X1,Ada First,,,,,administrator,,',
      'C1,Cora Second,,,,,coordinator,,',
    ]);
    expect(await here.json('import', 'people', people)).toMatchObject({ registered: 2, awaitingConfirmation: 0 });

    const coordinator = await here.run('enrol', 'first-administrator', 'C1');
    expect(coordinator).toMatchObject({ code: 1, stdout: '' });
    expect((await here.run('enrol', 'first-administrator', 'X1', '--as', 'C1')).code).toBe(2);
    const { secret, person } = await here.json<{ secret: string; person: string }>(
      'enrol',
      'first-administrator',
      'X1',
    );
    const ada: Actor = { id: person, roles: ['administrator'] };
    await withEngine(async ({ execute, ledger }) => {
      const body = { digests: linkDigests(secret), ...SIGNS_IN_BY };
      expect(await execute({ name: 'SetUpAccount', target: person, body, actor: ada })).toMatchObject({
        accepted: true,
      });
      expect(JSON.stringify((await ledger.load('people')).events)).not.toContain(secret);
    });
    const second = await here.run('enrol', 'first-administrator', 'X1');
    expect([second.code, second.stderr]).toEqual([1, expect.stringContaining('has been let in already')]);

    const more = here.file('more.csv', [COLUMNS, 'M1,Mo New,,mo@westmere.example,,,moderator,,']);
    expect(await here.json('import', 'people', more)).toMatchObject({ registered: 1, awaitingConfirmation: 1 });
    const { changes } = await here.json<{ changes: readonly { changeId: string }[] }>('changes', 'list');
    expect(changes).toMatchObject([{ ref: 'M1', roles: ['moderator'], requestedBy: 'operator' }]);
    const own = await here.run('changes', 'confirm', '--all');
    expect([own.code, own.stderr]).toEqual([1, expect.stringContaining('Somebody else')]);
    const behalf = await here.run('changes', 'confirm', '--all', '--as', 'C1');
    expect([behalf.code, behalf.stderr]).toEqual([1, expect.stringContaining('on their behalf')]);
    await withEngine(async ({ execute }) => {
      const changeIds = changes.map(({ changeId }) => changeId);
      const confirmed = await execute({ name: 'ConfirmPersonChanges', body: { changeIds }, actor: ada });
      expect(confirmed).toMatchObject({ accepted: true });
    });
  });

  it('stands in for the second person while there is none: for a change, and for half of a link', async () => {
    const { cora, ada } = await withEngine(async ({ execute, references, ledger }) => {
      const directory = await withRefsOpenedBy(ledger, await references.directory());
      const known = directory.personByRef('C1');
      const actor: Actor = { id: directory.personByRef('X1')?.personId ?? '', roles: ['administrator'] };
      const body = { name: 'Cora Second', roles: ['coordinator', 'auditor'] };
      await execute({ name: 'ChangePerson', target: known?.personId, body, actor });
      return { cora: known?.personId ?? '', ada: actor };
    });
    expect(await here.run('changes', 'confirm', '--all')).toMatchObject({ code: 0, stdout: '1 changes confirmed.\n' });

    expect((await here.run('enrol', 'invite', 'C1')).stderr).toContain('No messages are sent');
    await here.json('enrol', 'invite', 'C1', '--second', 'X1');
    const { half } = await here.json<{ half: string }>('enrol', 'half', 'C1');
    await withEngine(async ({ execute, references }) => {
      const other = newLinkSecret();
      await execute({ name: 'TakeHalf', target: cora, body: { digest: other.digest }, actor: ada });
      const digests = [...linkDigests(half), other.digest];
      const body = { digests, ...SIGNS_IN_BY };
      const actor: Actor = { id: cora, roles: ['coordinator', 'auditor'] };
      expect(await execute({ name: 'SetUpAccount', target: cora, body, actor })).toMatchObject({ accepted: true });
      expect((await references.load()).directory.person(cora)?.roles).toEqual(['coordinator', 'auditor']);
    });
    const third = await here.run('enrol', 'invite', 'M1', '--second', 'C1');
    expect([third.code, third.stderr]).toEqual([1, expect.stringContaining('only while there are not two')]);
  });

  it('marks the token it makes, and what is done on somebody’s behalf', async () => {
    await here.json('token', 'create', '--person', 'M1', '--role', 'moderator');
    const more = here.file('behalf.csv', [COLUMNS, 'P9,Pia New,,,,,,,']);
    await here.json('import', 'people', more, '--as', 'C1');
    await withEngine(async ({ ledger, references }) => {
      const directory = await withRefsOpenedBy(ledger, await references.directory());
      const { events } = await ledger.load('people');
      const [registered] = events.slice(-1);
      expect(registered?.metadata.actor).toEqual({
        id: directory.personByRef('C1')?.personId,
        role: 'coordinator',
        through: 'operator',
      });
      expect(events.find(({ data }) => Object(data).through === 'operator')?.type).toBe('token-created');
    });
  });
});
