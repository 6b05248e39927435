import { Api, until } from '../support/index.js';
import { Browserless } from './browserless.js';

const AUDITORS_WORDS = 'Taken together.';

/** An audit for its moderator, by its page. */
describe('the moderator’s page', () => {
  let api: Api;
  let mo: Browserless;
  beforeAll(async () => {
    api = await Api.open();
  }, 120_000);
  afterAll(() => api.close());
  beforeEach(async () => {
    mo = await Browserless.signedIn(api, 'Mo', 'moderator');
  });

  const toModerate = async (blind: boolean): Promise<string> => {
    const { council } = api;
    await council.settings((settings) => ({
      ...settings,
      auditorCapacity: 100,
      moderation: { ...settings.moderation, all: true, blind },
    }));
    const audit = await council.submitted();
    const { events } = await council.first.ledger.load(`audit-${audit}`);
    return `/audits/${String(Object(events[0]?.data).reference)}`;
  };
  const isQueued = (words: string): Promise<true> =>
    until(`the queue says ${words}`, async () => ((await mo.get('/moderation')).text.includes(words) ? true : null));
  const send = async (address: string, fields: Record<string, string> = {}): Promise<string> => {
    const { status, location, text } = await mo.post(address, { ...(await mo.open(address)), ...fields });
    expect([address, status, text]).toEqual([address, 303, '']);
    return location ?? '';
  };

  it('shows the record and the first grade side by side, and leads to every decision and back', async () => {
    const audit = await toModerate(false);
    await isQueued(`href="${audit}/moderation"`);
    const { text } = await mo.get(`${audit}/moderation`);
    expect(text).toMatch(/The record<\/h2>.*We met\..*The grades<\/h2>.*Inadequate.*Taken together\./s);
    expect(await send(`${audit}/claim-moderation`)).toBe(`${audit}/moderation?done=claim-moderation`);
    const claimed = (await mo.get(`${audit}/moderation?done=claim-moderation`)).text;
    for (const step of ['uphold-grade', 'change-grade', 'return-to-auditor', 'release-moderation'])
      expect(claimed).toContain(`href="${audit}/${step}"`);
    const form = (await mo.get(`${audit}/uphold-grade`)).text;
    expect(form).toMatch(/<form method="post" novalidate.*Taken together\..*We met\./s);
    const decided = await send(`${audit}/uphold-grade`, { rationale: 'I see the same.' });
    expect(decided).toBe(`${audit}/moderation?done=uphold-grade`);
    const over = (await mo.get(decided)).text;
    expect(over).toContain('The grade stands.');
    expect(over).toContain('Go on to the next in the queue');
    expect(over).toContain('The moderation is over.');
  });

  it('asks a blind moderator for their own grade first, and then shows the first beside it', async () => {
    const audit = await toModerate(true);
    await isQueued('Blind: grade it yourself first');
    const before = [await mo.get(`${audit}/moderation`)];
    await send(`${audit}/claim-moderation`);
    before.push(await mo.get(`${audit}/moderation`), await mo.get(`${audit}/record-moderator-grade`));
    for (const { status, text } of before) {
      expect(status).toBe(200);
      expect(text).toContain('We met.');
      expect(text).not.toContain(AUDITORS_WORDS);
      expect(text).not.toContain('Why it is here');
      expect(text).not.toMatch(/Grades side by side/);
    }
    const after = await send(`${audit}/record-moderator-grade`, { grade: 'good', rationale: 'What I see.' });
    const { text } = await mo.get(after);
    expect(text).toMatch(/Grades side by side.*Moderator’s own.*Overall<\/th>.*Inadequate.*Good.*Inadequate/s);
    expect(text).toContain(AUDITORS_WORDS);
    expect(text).toContain('What I see.');
  });

  it('is closed to whoever may not read the audit', async () => {
    const audit = await toModerate(false);
    const abe = await Browserless.signedIn(api, 'Abe', 'auditor');
    expect((await abe.get(`${audit}/moderation`)).status).toBe(403);
    expect((await abe.get('/audits/AAAAA-AAAAA/moderation')).status).toBe(403);
  });
});
