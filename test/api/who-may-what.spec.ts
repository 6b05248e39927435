import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Role } from '#domain';
import { Sessions, SqliteSessionStore } from '#sessions';
import { commandsOf } from '../journeys/every-command.js';
import { Api } from '../support/index.js';

/** Whoever asks: what they are to the audit of the rows about one, and their role. */
const READERS: readonly (readonly [title: string, name: string | null, role: Role | null])[] = [
  ['nobody signed in', null, null],
  ['coordinator', 'Cora', 'coordinator'],
  ['its auditor', 'Ann', 'auditor'],
  ['another auditor', 'Abe', 'auditor'],
  ['moderator', 'Mo', 'moderator'],
  ['its worker', 'Pat', 'practitioner'],
  ['another worker', 'Sue', 'practitioner'],
  ['its team manager', 'Tess', 'team_manager'],
  ['another manager', 'Tom', 'team_manager'],
  ['leader', 'Lee', 'leader'],
  ['inspector', 'Ivy', 'inspector'],
  ['administrator', 'Ada', 'administrator'],
];

const DOCUMENT = fileURLToPath(new URL('../../../docs/who-may-what.md', import.meta.url));
const NO_RECORD = '12345678-1234-4234-8234-123456789abc';

/** Asked for by programs that run the service, or the same to everybody. */
const FOR_EVERYBODY =
  /^\/(assets|health|metrics|log|\.well-known|accessibility|privacy|sign-in|sign-out|enrol|api\/docs|favicon)/;

/**
 * Each page with a form that is sent to its own address, and the command it gives: nobody is shown a form of a command that is
 * refused for who they are. Null where the command is not in the list of those with an address of their own.
 */
const COMMAND_OF_FORM: Readonly<Record<string, string | null>> = {
  '/search': 'SearchAudits',
  '/people/new': 'RegisterPerson',
  '/people/:id/change': 'ChangePerson',
  '/people/:id/absence': 'RecordAbsence',
  '/people/:id/absences/:absenceId/end': 'EndAbsence',
  '/people/:id/invite': 'InvitePerson',
  '/people/:id/tokens/:tokenId/revoke': 'RevokeToken',
  '/people/changes': 'ConfirmPersonChanges',
  '/teams/new': 'RegisterTeam',
  '/teams/:id/change': 'ChangeTeamDetails',
  '/samples/draw': 'DrawSample',
  '/samples/:activity/:period/:number/issue': 'IssueSample',
  '/inspections/grant': 'GrantInspection',
  '/inspections/grant/:reference': 'GrantInspection',
  '/inspections/:inspector/:grant/end': 'EndInspection',
  '/data-requests/record': 'RecordDataRequest',
  '/data-requests/:request/extend': 'ExtendDataRequest',
  '/data-requests/:request/end': 'EndDataRequest',
  '/data-requests/:request/texts/:number': 'ReviewAccessTexts',
  '/data-requests/:request/as-shown/:number': 'ReviewAccessTexts',
  '/erasures/ask': 'AskErasure',
  '/erasures/ask/:named': 'AskErasure',
  '/erasures/:erasure/approve': 'ApproveErasure',
  '/erasures/:erasure/decline': 'DeclineErasure',
  '/erasures/holds/place': 'PlaceHold',
  '/erasures/holds/:hold/end': 'EndHold',
  '/settings/:section': 'PublishSettings',
  '/settings/programmes/:programme': 'PublishSettings',
  '/settings/closures/add': 'AddClosure',
  '/settings/closures/:day/remove': 'RemoveClosure',
  // Files, and what is for the engine to send.
  '/reports/committee': null,
  '/caseloads/upload': null,
  '/enter/:list': null,
  '/enter/:list/file': null,
  '/people/import': null,
  '/people/:id/half': null,
  // Of an audit each step decides by itself: `test/api/steps.spec.ts`.
  '/audits/:reference/:step': null,
  '/reports/committee/kept/:id/sign-off': 'SignOffCommitteeReport',
  '/reviews/:register/:id/record': 'ReviewPlanAction',
  '/people/:id/training': 'RecordTraining',
  '/expected-audits/:id/people/:personId/excuse': 'ExcuseFromAudits',
  '/expected-audits/:id/people/:personId/lift-excuse': 'LiftAuditsExcuse',
  '/learning/issue': 'IssueLearningMessage',
  // Of a message to staff each is for whoever it is there for: `test/application/learning.spec.ts`.
  '/learning/:id/look-again': null,
  '/learning/:id/withdraw': null,
  '/learning/discussions/:id': null,
  '/rounds/:round/:period/draw': 'DrawSample',
  '/rounds/:round/:period/excuse': 'ExcuseDraw',
  '/rounds/:round/:period/lift-excuse': 'LiftExcuse',
  '/audits/:reference/:step/:item': null,
  // About oneself.
  '/session': null,
  '/you/absence': null,
  '/you/absences/:absenceId/end': null,
  '/you/messages': null,
  '/you/tokens/new': null,
  '/you/tokens/:tokenId/revoke': null,
  '/you/sign-in/password': null,
  '/you/sign-in/second-factor': null,
  '/you/sign-in/sessions': null,
};

describe('who may what', () => {
  let api: Api;
  let audit: string;
  let reference: string;
  const cookies = new Map<string, string>();
  let council: Api['council'];

  beforeAll(async () => {
    api = await Api.open();
    ({ council } = api);
    const missing = [
      ['Sue', 'practitioner', 'South'],
      ['Tom', 'team_manager', 'South'],
      ['Ivy', 'inspector', null],
      ['Ada', 'administrator', null],
    ] as const;
    for (const [name, role, team] of missing) {
      if (!council.people.has(name)) await council.register(name, role, team);
      await api.signIn(name, role);
    }
    audit = await council.accepted();
    reference = String((await api.get(`/api/v1/audits/${audit}`)).json['reference']);
    const store = SqliteSessionStore.open(council.first.dataDir);
    const sessions = new Sessions({ store, clock: () => council.now });
    for (const [, name, role] of READERS) {
      if (name === null || role === null) continue;
      const { secret } = await sessions.begin({
        personId: council.idOf(name),
        roles: [role],
        way: 'password',
        endings: 0,
        provider: null,
      });
      cookies.set(name, `plumbline=${secret}`);
    }
    await store.close();
  }, 120_000);
  afterAll(() => api?.close());

  /** An address of the route: about the audit where it is about one, about no record otherwise. */
  const addressOf = (route: string): string =>
    route
      .replace('/audits/:reference', `/audits/${reference}`)
      .replace('/api/v1/audits/:id', `/api/v1/audits/${audit}`)
      .replace('/replay/:step', '/replay/1')
      .replace(':step', 'safety-concerns')
      .replace(':report', 'judgements')
      .replace(':list', 'actions')
      .replace(':programme', 'plain')
      .replaceAll(/:\w+/g, NO_RECORD)
      .replace(/replay$/, `replay?asAt=${council.now}`);

  /** What a route answers; 401 where somebody is sent to sign in first. */
  async function answers(method: string, route: string, name: string | null, body?: object): Promise<number> {
    const isApi = route.startsWith('/api/');
    const { status, headers } = await fetch(`${api.address}${addressOf(route)}`, {
      method,
      redirect: 'manual',
      headers: {
        accept: isApi ? 'application/json' : 'text/html',
        // Of a record that has moved on: whoever is entitled is told so, and nothing is done.
        ...(body !== undefined && { 'content-type': 'application/json', 'if-match': '"99999"' }),
        ...(name !== null &&
          (isApi ? { authorization: `Bearer ${api.tokenOf(name)}` } : { cookie: cookies.get(name) })),
      } as Record<string, string>,
      body: body && JSON.stringify(body),
    });
    if (status >= 500) throw new Error(`${method} ${route} fails for ${name}: ${status}`);
    return status === 303 && headers.get('location')?.startsWith('/sign-in') === true ? 401 : status;
  }

  /** Whether a route opens: not to whoever must sign in first, or is told that it is not theirs. */
  const opens = async (...asked: Parameters<typeof answers>): Promise<boolean> =>
    ![401, 403].includes(await answers(...asked));

  const table = (title: string, rows: readonly (readonly [string, readonly boolean[]])[]): string =>
    [
      `| ${title} | ${READERS.map(([name]) => name).join(' | ')} |`,
      `| --- | ${READERS.map(() => '---').join(' | ')} |`,
      ...rows.map(([name, cells]) => `| ${name} | ${cells.map((may) => (may ? 'yes' : '–')).join(' | ')} |`),
    ].join('\n');

  it('is as docs/who-may-what.md says, for every page, every list and every command', async () => {
    const all = [...new Set(api.routes())];
    const reads = all.filter((route) => route.startsWith('GET ')).map((route) => route.slice(4));
    const asked = reads.filter((route) => !FOR_EVERYBODY.test(route) && !route.includes('*')).sort();
    const rowOf = async (route: string): Promise<readonly [string, readonly boolean[]]> => {
      const cells: boolean[] = [];
      for (const [, name] of READERS) cells.push(await opens('GET', route, name));
      return [`\`${route}\``, cells];
    };
    const readRows: (readonly [string, readonly boolean[]])[] = [];
    for (const route of asked) readRows.push(await rowOf(route));

    const commands = await commandsOf(
      { get: async (path) => ({ body: (await api.get(path, null)).json }) },
      { audits: audit, people: NO_RECORD, teams: NO_RECORD, samples: NO_RECORD, absences: NO_RECORD },
    );
    const commandRows: (readonly [string, readonly boolean[]])[] = [];
    for (const { name, path, body } of commands.filter((each) => each.name !== 'Enrol')) {
      const cells: boolean[] = [];
      for (const [, who] of READERS) cells.push(await opens('POST', path, who, body));
      commandRows.push([name, cells]);
    }

    const document = documentOf(readRows, commandRows);
    if (process.env['WHO_MAY_WHAT'] === 'write') writeFileSync(DOCUMENT, document);
    expect(document).toBe(readFileSync(DOCUMENT, 'utf8'));
    const cells = (readRows.length + commandRows.length) * READERS.length;
    process.stdout.write(`${readRows.length} routes and ${commandRows.length} commands, ${cells} cells\n`);
    const pages = readRows.filter(([route]) => !route.startsWith('`/api/'));
    const forms = pages.filter(([route]) => all.includes(`POST ${route.slice(1, -1)}`));
    const shownInVain: string[] = [];
    for (const [route, shown] of forms) {
      const command = COMMAND_OF_FORM[route.slice(1, -1)];
      const given = commandRows.find(([name]) => name === command)?.[1] ?? (command === null ? shown : []);
      READERS.forEach(([who], column) => {
        if (shown[column] === true && given[column] !== true) shownInVain.push(`${route} to ${who}`);
      });
    }
    expect(shownInVain).toEqual([]);
    for (const [route, [nobody]] of [...readRows, ...commandRows]) expect([route, nobody]).toEqual([route, false]);
  }, 240_000);

  it('is nothing to a form that comes from no page of the session it is sent in', async () => {
    const forms = api.routes().filter((route) => route.startsWith('POST /') && !route.startsWith('POST /api/'));
    const open: string[] = [];
    for (const route of forms.map((each) => each.slice(5)).filter((each) => !FOR_EVERYBODY.test(each))) {
      for (const name of ['Cora', null]) {
        const before = await api.head();
        const status = await answers('POST', route, name, { formToken: 'x'.repeat(43) });
        if (status < 400 || (await api.head()) !== before) open.push(`${route} ${name}`);
      }
    }
    expect(open).toEqual([]);
    expect(forms.length).toBeGreaterThan(10);
  }, 120_000);

  const documentOf = (
    reads: readonly (readonly [string, readonly boolean[]])[],
    commands: readonly (readonly [string, readonly boolean[]])[],
  ): string => `# Who may what

<!-- Made from what the service answers; a test fails when this file is out of date. To make it again:
npm run build && WHO_MAY_WHAT=write npm run unit -- dist/test/api/who-may-what -->

Each cell is an answer of a running service to somebody in that role, about one audit that has been accepted by its
auditor (Ann audits a case of Pat's, whose team Tess manages). \`yes\`: it opens. \`–\`: they must sign in, or are told that
it is not theirs. What of an audit is shown, record by record, follows from [the lifecycle](lifecycle.md).

## Pages and lists

${table('route', reads)}

## Commands

Whether the command is refused for who gives it, whatever else may be wrong with it. Which step may be taken in which stage,
and by whom, is the table in [the lifecycle](lifecycle.md).

${table('command', commands)}
`;
});
