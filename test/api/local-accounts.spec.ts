import { TOTP } from 'otpauth';
import { Api, secretOn } from '../support/index.js';
import type { Page, PageVisitor } from '../support/index.js';

const PASSWORD = 'coffee tram lighthouse';
const NOT_RIGHT = 'Your name, password or code is not right, or you cannot sign in just now. Check them and try again.';

describe('signing in by a password', () => {
  let api: Api;
  beforeAll(async () => {
    api = await Api.open();
    await api.council.register('Ada', 'administrator', null);
    await api.signIn('Ada', 'administrator');
  }, 60_000);
  afterAll(() => api.close());

  const idOf = (name: string): string => api.council.idOf(name);
  /** The two halves of a link for somebody. */
  const invite = async (name: string): Promise<string> => {
    await api.post(`/api/v1/people/${idOf(name)}/invitations`, { secondId: idOf('Cora') }, 'Ada');
    const halves: string[] = [];
    for (const as of ['Ada', 'Cora'])
      halves.push(String((await api.post(`/api/v1/people/${idOf(name)}/link-half`, {}, as)).json['half']));
    return halves.join(' ');
  };
  const later = (seconds: number): void => {
    api.council.now = new Date(Date.parse(api.council.now) + seconds * 1_000).toISOString();
  };
  const codeOf = (secret: string): string => new TOTP({ secret }).generate({ timestamp: Date.parse(api.council.now) });

  interface Account {
    readonly visitor: PageVisitor;
    readonly secret: string;
    readonly recoveryCodes: readonly string[];
  }
  const setUp = async (name: string, password = PASSWORD): Promise<Account> => {
    const visitor = api.visitor();
    const link = await invite(name);
    await visitor.open('/enrol');
    await visitor.send('/enrol', { secret: link });
    await visitor.send('/enrol/password', { password });
    const secret = secretOn(visitor.page);
    const page = await visitor.send('/enrol/second-factor', { code: codeOf(secret) });
    expect([page.status, page.heading]).toEqual([200, 'You are signed in']);
    later(60);
    return { visitor, secret, recoveryCodes: page.texts('code') };
  };
  const signIn = async (
    visitor: PageVisitor,
    typed: { readonly name: string; readonly password?: string; readonly code: string },
  ): Promise<Page> => {
    await visitor.open('/sign-in');
    return visitor.send('/sign-in/password', { password: PASSWORD, ...typed });
  };
  const isSignedIn = async (visitor: PageVisitor): Promise<boolean> => (await visitor.open('/tasks')).status === 200;

  it('is set up by a link, without scripts, and leads to one’s tasks', async () => {
    const { visitor, secret, recoveryCodes } = await setUp('Ann');
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(recoveryCodes).toHaveLength(8);
    expect(await isSignedIn(visitor)).toBe(true);
    expect(visitor.page.html).toContain('Ann');

    const stored = JSON.stringify(await api.council.first.ledger.loadStored('people')) + api.lines.join('');
    for (const hidden of [PASSWORD, secret, '$argon2id', ...recoveryCodes]) expect(stored).not.toContain(hidden);
  });

  it('answers what is wrong on each page, keeps what may be kept, and redeems the link at the end alone', async () => {
    const visitor = api.visitor();
    const link = await invite('Abe');
    await visitor.open('/enrol');
    const wrong = await visitor.send('/enrol', { secret: link.split(' ')[0] ?? '' });
    expect([wrong.status, wrong.title.startsWith('Error: '), wrong.errors.length]).toEqual([403, true, 1]);
    await visitor.send('/enrol', { secret: link });
    expect(visitor.page.heading).toBe('Choose a password');
    const { settings } = await api.council.first.references.load();
    const ofTheCouncil = `${settings?.council}-2026-${settings?.council}`;
    for (const password of ['', 'short', 'Password2026!', 'abeabeabeabe', ofTheCouncil]) {
      const refused = await visitor.send('/enrol/password', { password });
      expect([refused.status, refused.errors.length]).toEqual([422, 1]);
      if (password !== '') expect(refused.html).not.toContain(password);
    }
    await visitor.send('/enrol/password', { password: PASSWORD });
    const [secret, fields] = [secretOn(visitor.page), visitor.page.fieldsOf('/enrol/second-factor')];
    const again = await visitor.send('/enrol/second-factor', { code: '000000' });
    expect([again.status, secretOn(again)]).toEqual([422, secret]);
    expect(again.html).not.toContain('Go on without');
    // nobody leaves it out by asking
    expect((await visitor.post('/enrol/second-factor', { ...fields, leaveOut: 'yes' })).status).toBe(422);
    // nor brings a password that was not checked
    const forged = await visitor.post('/enrol/second-factor', { ...fields, passwordBox: 'AAAA', code: codeOf(secret) });
    expect(forged.status).toBe(403);
    const done = await visitor.post('/enrol/second-factor', { ...fields, code: codeOf(secret) });
    expect(done.heading).toBe('You are signed in');
    later(60);
    const twice = await api.visitor();
    await twice.open('/enrol');
    expect((await twice.send('/enrol', { secret: link })).status).toBe(403);
  });

  it('takes name or reference, password and code together, each code once, and each recovery code once', async () => {
    await api.council.giveAddress('Mo');
    const { secret, recoveryCodes } = await setUp('Mo');
    const code = codeOf(secret);
    const visitor = api.visitor();
    const entered = await signIn(visitor, { name: ' MO@westmere.example ', code });
    expect([entered.status, entered.location]).toEqual([303, '/']);
    expect(await isSignedIn(visitor)).toBe(true);
    expect(await signIn(api.visitor(), { name: 'mo', code })).toMatchObject({ status: 422, errors: [NOT_RIGHT] });
    later(60);
    expect((await signIn(api.visitor(), { name: 'mo', code: codeOf(secret) })).status).toBe(303);
    const [recovery = ''] = recoveryCodes;
    expect((await signIn(api.visitor(), { name: 'mo', code: recovery.toUpperCase() })).status).toBe(303);
    expect((await signIn(api.visitor(), { name: 'mo', code: recovery })).status).toBe(422);
    later(60);
  });

  it('answers the same whether somebody is there or not, and keeps no password on the page', async () => {
    const { secret } = await setUp('Lee');
    const wrong = [
      { name: 'lee', password: 'another password of mine', code: codeOf(secret) },
      { name: 'lee', code: '000000' },
      { name: 'lee', code: '' },
      { name: 'pat', code: '000000' },
      { name: 'nobody@westmere.example', code: '000000' },
      { name: '', code: '' },
    ];
    for (const typed of wrong) {
      const page = await signIn(api.visitor(), typed);
      expect([page.status, page.errors]).toEqual([422, [NOT_RIGHT]]);
      expect(page.fieldsOf('/sign-in/password')).toMatchObject({ name: typed.name, password: '', code: '' });
    }
    const logged = api.lines.join('');
    for (const { name } of wrong) if (name.length > 5) expect(logged).not.toContain(name);
    later(60);
  });

  it('slows down whoever guesses, and not the one who is guessed at where they signed in before', async () => {
    const { secret } = await setUp('Max');
    const own = api.visitor();
    expect((await signIn(own, { name: 'max', code: codeOf(secret) })).status).toBe(303);
    later(60);
    const guesser = api.visitor();
    const tried: number[] = [];
    for (let turn = 0; turn < 7; turn++) {
      await guesser.open('/sign-in');
      tried.push((await guesser.send('/sign-in/password', { name: 'max', password: 'x', code: '' })).status);
    }
    expect(tried).toEqual([422, 422, 422, 422, 422, 429, 429]);
    expect(guesser.page.errors[0]).toMatch(/^There were too many tries. Wait \d seconds and try again.$/);
    // nobody is told that there is no such person
    for (let turn = 0; turn < 6; turn++) await signIn(api.visitor(), { name: 'never-there', code: '' });
    expect((await signIn(api.visitor(), { name: 'never-there', code: '' })).status).toBe(429);
    await own.open('/tasks');
    await own.send('/sign-out');
    expect((await signIn(own, { name: 'max', code: codeOf(secret) })).status).toBe(303);
    later(60);
  });

  it('takes no form that another site could have sent, and goes on under another secret', async () => {
    const { secret } = await setUp('Tess');
    const visitor = api.visitor();
    const typed = { name: 'tess', password: PASSWORD, code: codeOf(secret), to: '/' };
    expect((await visitor.post('/sign-in/password', typed)).status).toBe(403);
    await visitor.open('/sign-in');
    expect((await visitor.post('/sign-in/password', { ...typed, formToken: 'of another' })).status).toBe(403);
    const stranger = api.visitor();
    await stranger.open('/sign-in');
    const { formToken = '' } = stranger.page.fieldsOf('/sign-in/password');
    expect((await visitor.post('/sign-in/password', { ...typed, formToken })).status).toBe(403);
    // a secret that somebody put there before opens nothing afterwards
    visitor.cookies.set('plumbline', 'fixed');
    await visitor.open('/sign-in');
    expect((await visitor.send('/sign-in/password', typed)).status).toBe(303);
    expect(visitor.cookies.get('plumbline')).not.toBe('fixed');
    const fixed = api.visitor();
    fixed.cookies.set('plumbline', 'fixed');
    expect(await isSignedIn(fixed)).toBe(false);
    later(60);
  });

  it('leads back to where one was, and never elsewhere', async () => {
    const { secret } = await setUp('Pat');
    const visitor = api.visitor();
    const asked = await visitor.open('/tasks');
    expect([asked.status, asked.location]).toEqual([303, '/sign-in?to=%2Ftasks']);
    await visitor.follow();
    const entered = await visitor.send('/sign-in/password', { name: 'pat', password: PASSWORD, code: codeOf(secret) });
    expect(entered.location).toBe('/tasks');
    later(60);
    const other = api.visitor();
    await other.open('/sign-in?to=//evil.example');
    expect(
      (await other.send('/sign-in/password', { name: 'pat', password: PASSWORD, code: codeOf(secret) })).location,
    ).toBe('/');
    later(60);
  });

  it('ends at once by sign-out, by an administrator, by a role taken away, by an absence that says so, and by a new link', async () => {
    const { visitor, secret } = await setUp('Sue');
    const entered = async (): Promise<PageVisitor> => {
      const other = api.visitor();
      expect((await signIn(other, { name: 'sue', code: codeOf(secret) })).status).toBe(303);
      later(60);
      return other;
    };
    await visitor.open('/tasks');
    await visitor.send('/sign-out');
    expect(await isSignedIn(visitor)).toBe(false);

    const second = await entered();
    const third = await entered();
    const { json } = await api.get(`/api/v1/people/${idOf('Sue')}/sessions`, 'Ada');
    expect(json['sessions']).toMatchObject([{ way: 'password' }, { way: 'password' }]);
    expect(await api.post(`/api/v1/people/${idOf('Sue')}/end-sessions`, {}, 'Ada')).toMatchObject({ status: 200 });
    for (const each of [second, third]) expect(await isSignedIn(each)).toBe(false);
    expect((await api.get(`/api/v1/people/${idOf('Sue')}/sessions`, 'Ada')).json).toEqual({ sessions: [] });

    const fourth = await entered();
    const away = { from: api.council.now.slice(0, 10), stopsSignIn: true };
    const { json: absence } = await api.post(`/api/v1/people/${idOf('Sue')}/absences`, away, 'Ada');
    expect(await isSignedIn(fourth)).toBe(false);
    expect((await signIn(api.visitor(), { name: 'sue', code: codeOf(secret) })).status).toBe(422);
    const { directory } = await api.council.first.references.load();
    const [recorded] = directory.absencesOf(idOf('Sue'));
    await api.post(`/api/v1/absences/${recorded?.absenceId ?? ''}/end`, { on: api.council.now.slice(0, 10) }, 'Ada');
    expect(absence['accepted']).toBe(true);
    later(60);

    const fifth = await entered();
    const before = await entered();
    const renewed = await setUp('Sue', 'a wholly new passphrase');
    for (const each of [fifth, before]) expect(await isSignedIn(each)).toBe(false);
    expect(await isSignedIn(renewed.visitor)).toBe(true);
    expect((await signIn(api.visitor(), { name: 'sue', code: codeOf(renewed.secret) })).status).toBe(422);

    await api.council.does({
      name: 'ChangePerson',
      target: idOf('Sue'),
      body: { roles: [] },
      actor: { id: idOf('Ada'), roles: ['administrator'] },
    });
    await api.council.confirmChanges(idOf('Sue'));
    expect(await isSignedIn(renewed.visitor)).toBe(false);
  });

  it('lets somebody change their password and their second factor, who shows both again, and ends their other sessions', async () => {
    const { visitor, secret, recoveryCodes } = await setUp('Abe');
    const elsewhere = api.visitor();
    expect((await signIn(elsewhere, { name: 'abe', code: codeOf(secret) })).status).toBe(303);
    later(60);
    const change = async (typed: Readonly<Record<string, string>>): Promise<Page> => {
      await visitor.open('/you/sign-in/password');
      return visitor.send('/you/sign-in/password', { present: PASSWORD, presentCode: '000000', ...typed });
    };
    // what is typed anew is looked at first, and uses nothing up
    const code = codeOf(secret);
    for (const password of ['', 'short', 'Password2026!', 'abeabeabeabe'])
      expect(await change({ password, presentCode: code })).toMatchObject({
        status: 422,
        errors: [expect.any(String)],
      });
    const password = 'a lamp in the orchard';
    expect((await change({ password, present: 'not mine at all' })).status).toBe(422);
    expect((await change({ password })).status).toBe(422);
    expect(await isSignedIn(elsewhere)).toBe(true);
    const before = visitor.cookies.get('plumbline');
    const done = await change({ password, presentCode: code });
    expect([done.status, done.heading]).toEqual([200, 'Your password is changed']);
    expect(visitor.cookies.get('plumbline')).not.toBe(before);
    expect([await isSignedIn(visitor), await isSignedIn(elsewhere)]).toEqual([true, false]);
    later(60);
    expect((await signIn(api.visitor(), { name: 'abe', code: codeOf(secret) })).status).toBe(422);
    later(3_600);
    expect((await signIn(elsewhere, { name: 'abe', password, code: codeOf(secret) })).status).toBe(303);
    later(60);
    expect((await signIn(visitor, { name: 'abe', password, code: codeOf(secret) })).status).toBe(303);
    later(60);

    const page = await visitor.open('/you/sign-in/second-factor');
    const another = secretOn(page);
    expect(another).not.toBe(secret);
    const fields = { present: password, presentCode: recoveryCodes[0] ?? '' };
    const wrong = await visitor.send('/you/sign-in/second-factor', { ...fields, code: '000000' });
    expect([wrong.status, secretOn(wrong)]).toEqual([422, another]);
    // the secret of a page is nobody's to bring
    const forged = await visitor.send('/you/sign-in/second-factor', {
      ...fields,
      factorBox: 'AAAA',
      code: codeOf(another),
    });
    expect(forged.status).toBe(422);
    const anew = secretOn(forged);
    const set = await visitor.send('/you/sign-in/second-factor', { ...fields, code: codeOf(anew) });
    expect([set.status, set.heading]).toEqual([200, 'Your authenticator app is set up']);
    const newCodes = set.texts('code');
    expect(newCodes).toHaveLength(8);
    expect([await isSignedIn(visitor), await isSignedIn(elsewhere)]).toEqual([true, false]);
    later(60);
    for (const old of [codeOf(secret), recoveryCodes[1] ?? ''])
      expect((await signIn(api.visitor(), { name: 'abe', password, code: old })).status).toBe(422);
    later(3_600);
    expect((await signIn(api.visitor(), { name: 'abe', password, code: newCodes[0] ?? '' })).status).toBe(303);
    later(60);

    // whoever sits down at an open screen guesses no quicker than at the door, and changes nothing
    expect((await signIn(visitor, { name: 'abe', password, code: newCodes[1] ?? '' })).status).toBe(303);
    await visitor.open('/you/sign-in/password');
    const statuses: number[] = [];
    for (let turn = 0; turn < 7; turn++) {
      const guess = { password: 'mine from now on, thanks', present: 'a guess', presentCode: '' };
      statuses.push((await visitor.send('/you/sign-in/password', guess)).status);
    }
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429, 429]);
    expect(Number(visitor.page.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    const stored = JSON.stringify(await api.council.first.ledger.loadStored('people')) + api.lines.join('');
    for (const hidden of [password, anew, ...newCodes]) expect(stored).not.toContain(hidden);
    later(3_600);
  });

  it('shows somebody where they are signed in, and ends one, the others or all when they show that it is they', async () => {
    const address = '/you/sign-in/sessions';
    const { visitor, secret } = await setUp('Mo');
    const on = async (userAgent: string): Promise<PageVisitor> => {
      const browser = api.visitor({ 'user-agent': userAgent });
      expect((await signIn(browser, { name: 'mo', code: codeOf(secret) })).status).toBe(303);
      later(60);
      return browser;
    };
    const phone = await on('Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) Version/18.6 Safari/604.1');
    const office = await on('Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0');
    const { html } = await visitor.open(address);
    const namesOn = (page: string): string[] =>
      [...page.matchAll(/name="which"[^>]*value="([\w-]{43})"/g)].map(([, name = '']) => name);
    const [ofOffice = '', ofPhone = ''] = namesOn(html);
    expect([...visitor.page.texts('label')]).toEqual(
      expect.arrayContaining(['Firefox on Windows', 'Safari on an iPhone', 'Everywhere but here']),
    );
    const end = async (which: string, proof: Readonly<Record<string, string>> = {}): Promise<Page> => {
      await visitor.open(address);
      const { formToken = '' } = visitor.page.fieldsOf(address);
      return visitor.post(address, { formToken, which, present: PASSWORD, presentCode: codeOf(secret), ...proof });
    };
    // nobody at an open screen does it, and nothing is ended where nothing is chosen
    for (const [which, proof] of [
      [ofPhone, { present: 'a guess' }],
      [ofPhone, { presentCode: '000000' }],
      ['', {}],
      ['another', {}],
    ] as const) {
      expect(await end(which, proof)).toMatchObject({
        status: 422,
        title: 'Error: Where you are signed in – Plumbline',
      });
      later(60);
    }
    expect([await isSignedIn(phone), await isSignedIn(office)]).toEqual([true, true]);
    // nor by a session of somebody else's
    const { visitor: other, secret: theirs } = await setUp('Tess');
    const beside = api.visitor();
    expect((await signIn(beside, { name: 'tess', code: codeOf(theirs) })).status).toBe(303);
    const ofOther = namesOn((await beside.open(address)).html)[0] ?? '';
    expect(ofOther).not.toBe('');
    expect((await end(ofOther)).location).toBe(address);
    expect(await isSignedIn(other)).toBe(true);
    later(60);

    expect(await end(ofPhone)).toMatchObject({ status: 303, location: address });
    expect([await isSignedIn(phone), await isSignedIn(office), await isSignedIn(visitor)]).toEqual([false, true, true]);
    later(60);
    // sent twice, it is as if it were sent once
    expect(await end(ofPhone)).toMatchObject({ status: 303, location: address });
    expect(namesOn((await visitor.open(address)).html)).toEqual([ofOffice]);
    later(60);

    const before = visitor.cookies.get('plumbline');
    expect(await end('others')).toMatchObject({ status: 303, location: address });
    expect([await isSignedIn(office), await isSignedIn(visitor)]).toEqual([false, true]);
    expect(visitor.cookies.get('plumbline')).not.toBe(before);
    later(60);
    const again = await on('curl/8.0');
    expect(await end('everywhere')).toMatchObject({ status: 303, location: '/sign-in' });
    expect([await isSignedIn(again), await isSignedIn(visitor)]).toEqual([false, false]);
    const lines = api.lines.join('');
    for (const hidden of [ofPhone, ofOffice, 'iPhone']) expect(lines).not.toContain(hidden);
    later(3_600);
  });

  it('lets somebody make a token for a program, in roles of theirs and to a last day, and revoke it, by page', async () => {
    const { visitor, secret } = await setUp('Lee');
    const bearing = (token: string) =>
      fetch(`${api.address}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } });
    const day = (date: string) => {
      const [year = '', month = '', dayOf = ''] = date.split('-');
      return { 'expiresOn-day': dayOf, 'expiresOn-month': month, 'expiresOn-year': year };
    };
    const today = api.council.now.slice(0, 10);
    const make = async (typed: Readonly<Record<string, string>>): Promise<Page> => {
      const { html } = await visitor.open('/you/tokens/new');
      const [, formToken = ''] = /name="formToken" value="([^"]+)"/.exec(html) ?? [];
      const [, commandKey = ''] = /name="commandKey" value="([^"]+)"/.exec(html) ?? [];
      const proof = { present: PASSWORD, presentCode: codeOf(secret) };
      return visitor.post('/you/tokens/new', { formToken, commandKey, roles: 'leader', ...proof, ...typed });
    };
    for (const typed of [
      day(''),
      day('2020-01-01'),
      day(`${Number(today.slice(0, 4)) + 2}-01-01`),
      { ...day(today), roles: 'coordinator' },
      { ...day(today), roles: '' },
    ]) {
      // a code is good once
      later(60);
      expect(await make(typed)).toMatchObject({ status: 422, title: 'Error: Make a token – Plumbline' });
    }
    // nor does whoever sits down at a screen that was left open
    const guesses: readonly (readonly [string, string])[] = [
      ['present', ''],
      ['present', 'a guess'],
      ['presentCode', '000000'],
      ['presentCode', ''],
    ];
    later(60);
    for (const [field, guess] of guesses) {
      const refused = await make({ ...day(today), [field]: guess });
      expect(refused).toMatchObject({ status: 422, title: 'Error: Make a token – Plumbline' });
      expect(refused.errors).toEqual(['Your present password or code is not right. Enter both again.']);
      expect(refused.html).not.toContain(PASSWORD);
    }
    later(60);
    const made = await make(day(today));
    expect([made.status, made.heading]).toEqual([200, 'Your token is made']);
    const token = made.texts('code').find((text) => text.startsWith('plumbline_')) ?? '';
    expect((await bearing(token)).status).toBe(200);
    const list = await visitor.open('/you/tokens');
    expect(list.html).not.toContain(token);
    const [, href = ''] = /href="(\/you\/tokens\/[0-9a-f-]+\/revoke)"/.exec(list.html) ?? [];
    // nobody else's
    const { visitor: other } = await setUp('Max');
    expect((await other.open(href)).status).toBe(404);
    const revoke = await visitor.open(href);
    const [, commandKey = ''] = /name="commandKey" value="([^"]+)"/.exec(revoke.html) ?? [];
    const [, formToken = ''] = /name="formToken" value="([^"]+)"/.exec(revoke.html) ?? [];
    expect(await visitor.post(href, { formToken, commandKey })).toMatchObject({ status: 303, location: '/you/tokens' });
    expect((await bearing(token)).status).toBe(401);
    const stored = JSON.stringify(await api.council.first.ledger.loadStored('people')) + api.lines.join('');
    expect(stored).not.toContain(token);
  });

  it('tells those who run people who signed in lately, by ids', async () => {
    const { json } = await api.get('/api/v1/sign-ins', 'Ada');
    const signIns = json['signIns'] as readonly object[];
    expect(signIns).toContainEqual(expect.objectContaining({ personId: idOf('Mo'), way: 'password', refused: null }));
    expect(signIns).toContainEqual(expect.objectContaining({ personId: null, refused: 'not-let-in' }));
    expect(await api.get('/api/v1/sign-ins', 'Ann')).toMatchObject({ status: 403 });
    expect(await api.get(`/api/v1/people/${idOf('Ann')}/sessions`, 'Pat')).toMatchObject({ status: 403 });
    expect(await api.get(`/api/v1/people/${idOf('Ann')}/sessions`, 'Ann')).toMatchObject({ status: 200 });
  });

  it('dies with the person’s key', async () => {
    const { secret } = await setUp('Ann', 'one more passphrase');
    await api.council.first.keys.destroy(`person:${idOf('Ann')}`, api.council.now);
    expect(
      (await signIn(api.visitor(), { name: 'ann', password: 'one more passphrase', code: codeOf(secret) })).status,
    ).toBe(422);
  });
});
