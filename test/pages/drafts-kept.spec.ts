import { jest } from '@jest/globals';
import { IDLE_MS, REMEMBERED_MS } from '#sessions';
import { Api } from '../support/index.js';
import { Browserless } from './browserless.js';
import type { Fields } from './browserless.js';

const WORDS = 'The plan was read aloud to her ("slowly") & she said <no>.';
const IN_HTML = 'The plan was read aloud to her (&quot;slowly&quot;) &amp; she said &lt;no>.';

/** What is typed into the form of a step, by every way a form can go that does not send it. */
describe('what was typed into a form and not sent', () => {
  let api: Api;
  let audit: string;
  let reference: string;
  let grading: string;
  let ann: Browserless;

  beforeAll(async () => {
    api = await Api.open();
    await api.council.settings((settings) => ({ ...settings, auditorCapacity: 100 }));
  }, 120_000);
  afterAll(() => api.close());
  beforeEach(async () => {
    audit = await api.council.accepted();
    reference = String((await api.get(`/api/v1/audits/${audit}`, 'Ann')).json['reference']);
    grading = `/audits/${reference}/grade-domain/planning`;
    ann = await Browserless.signedIn(api, 'Ann', 'auditor');
  });

  const later = (milliseconds: number): void => {
    api.council.now = new Date(Date.parse(api.council.now) + milliseconds).toISOString();
  };
  const eventsOf = async (): Promise<number> => (await api.council.first.ledger.load(`audit-${audit}`)).events.length;
  const subjectOf = async (): Promise<string> => {
    const { events } = await api.council.first.ledger.load(`audit-${audit}`);
    return String(Object(events[0]?.data).subjectId);
  };
  const annAgain = (): Promise<Browserless> => Browserless.signedIn(api, 'Ann', 'auditor');
  const saveForLater = async (fields: Fields, path = grading): Promise<void> => {
    const saved = await ann.post(path, { ...(await ann.open(path)), ...fields, keep: 'later' });
    expect([saved.status, saved.location]).toEqual([303, expect.stringContaining(`/audits/${reference}?kept=`)]);
    expect((await ann.get(saved.location ?? '')).text).toContain('saved for later');
  };

  it.each([
    ['a rationale without a grade', { rationale: WORDS }],
    ['a grade without a rationale', { grade: 'good' }],
    ['more than the command would take', { rationale: `${WORDS}${'x'.repeat(11_000)}` }],
  ])('is saved for later as it is: %s, on any device, and stays out of the record', async (_, fields) => {
    const before = await eventsOf();
    await saveForLater(fields);
    expect(await eventsOf()).toBe(before);
    later(60_000);
    const { status, text } = await (await annAgain()).get(grading);
    expect(status).toBe(200);
    expect(text).toMatch(/You began this on \d+ May 2024 at \d\d:\d\d\./);
    if ('rationale' in fields) expect(text).toContain(IN_HTML);
    if ('grade' in fields) expect(text).toMatch(/value="good"[^>]*checked|checked[^>]*value="good"/);
  });

  it('is saved with a choice that was cleared', async () => {
    await saveForLater({ grade: 'good', rationale: WORDS });
    await saveForLater({ rationale: WORDS });
    expect((await ann.get(grading)).text).not.toMatch(/name="grade"[^>]*checked/);
  });

  it('is of one form and one person', async () => {
    await saveForLater({ rationale: WORDS });
    expect((await ann.get(`/audits/${reference}/grade-domain/assessment`)).text).not.toContain('You began this');
    const cora = await Browserless.signedIn(api, 'Cora', 'coordinator');
    expect((await cora.get(grading)).text).not.toContain(IN_HTML);
  });

  it('is forgotten once it is sent, and once it is thrown away', async () => {
    await saveForLater({ rationale: WORDS });
    const sent = await ann.post(grading, { ...(await ann.open(grading)), grade: 'good', rationale: WORDS });
    expect(sent.location).toContain('done=grade-domain');
    expect((await ann.get(grading)).text).not.toContain('You began this');

    const concerns = `/audits/${reference}/safety-concerns`;
    await saveForLater({ reason: WORDS }, concerns);
    const thrown = await ann.post(concerns, { ...(await ann.open(concerns)), keep: 'no-more' });
    const page = await ann.get(thrown.location ?? '');
    expect(page.text).toContain('is thrown away');
    expect(page.text).not.toContain(IN_HTML);
    expect((await ann.get(concerns)).text).not.toContain('You began this');
  });

  it('marks its step on the audit’s page as begun, until it is sent, thrown away or erased', async () => {
    const marked = async (): Promise<number> =>
      ((await ann.get(`/audits/${reference}`)).text.match(/In progress/g) ?? []).length;
    expect(await marked()).toBe(0);
    await saveForLater({ rationale: WORDS });
    expect(await marked()).toBe(1);
    await saveForLater({ reason: WORDS }, `/audits/${reference}/safety-concerns`);
    expect(await marked()).toBe(2);
    await ann.post(grading, { ...(await ann.open(grading)), grade: 'good', rationale: WORDS });
    expect(await marked()).toBe(1);
    await api.council.first.keys.destroy(`subject:${await subjectOf()}`, api.council.now);
    expect(await marked()).toBe(0);
  });

  it('opens the form with one reading of the audit’s stream', async () => {
    const { store } = api.council.first.ledger;
    const read = jest.spyOn(store, 'readStream');
    await ann.get(grading);
    const streams = read.mock.calls.map(([stream]) => stream);
    read.mockRestore();
    expect(streams.filter((stream) => stream === `audit-${audit}`)).toHaveLength(1);
  });

  it('is kept where it was sent and refused', async () => {
    const refused = await ann.post(grading, { ...(await ann.open(grading)), rationale: WORDS });
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('Choose a grade')]);
    expect((await (await annAgain()).get(grading)).text).toContain(IN_HTML);
  });

  it('is kept by itself when the page asks, which records no reading', async () => {
    const form = await ann.open(grading);
    const before = await api.head();
    const kept = await ann.post(grading, { ...form, rationale: WORDS, keep: 'by-itself' }, 'application/json');
    expect(JSON.parse(kept.text)).toEqual({ savedAt: expect.stringMatching(/^\d\d:\d\d$/), isSignedIn: true });
    expect(await api.head()).toBe(before);
    expect((await (await annAgain()).get(grading)).text).toContain(IN_HTML);
  });

  it('loses nothing on two pages at once', async () => {
    const [desk, phone] = [await ann.open(grading), await ann.open(grading)];
    for (const [page, rationale] of [
      [desk, 'At the desk.'],
      [phone, 'In the car park.'],
    ] as const)
      await ann.post(grading, { ...page, rationale, keep: 'by-itself' }, 'application/json');
    const { text } = await ann.get(grading);
    expect(text).toContain('>In the car park.</textarea>');
    expect(text).toContain('You also wrote this on another page');
    expect(text).toContain('At the desk.');
  });

  it('is shown with what others did since', async () => {
    await saveForLater({ grade: 'good', rationale: WORDS });
    const cora = api.council.actor('Cora', 'coordinator');
    await api.council.does({
      name: 'RaiseSafetyConcern',
      target: audit,
      body: { reason: 'Not seen.' },
      actor: cora,
    });
    const shown = await ann.get(grading);
    expect(shown.text).toContain('The audit changed while you were writing');
    expect(shown.text).toContain(IN_HTML);
  });

  it('is there to copy where the step can no longer be taken', async () => {
    await saveForLater({ grade: 'good', rationale: WORDS });
    const due = { reasonCode: 'other', reason: 'Closed.', approvedBy: api.council.idOf('Lee') };
    const actor = api.council.actor('Cora', 'coordinator');
    await api.council.does({ name: 'WithdrawAudit', target: audit, body: due, actor });
    const barred = await ann.get(grading);
    expect([barred.status, barred.text]).toEqual([200, expect.stringContaining('You cannot do this now.')]);
    expect(barred.text).toContain(IN_HTML);
    expect((await ann.get(`/audits/${reference}/grade-domain/assessment`)).status).toBe(409);
    expect((await ann.get(`/audits/${reference}`)).text).toContain(`href="${grading}">Read what you wrote`);
  });

  it('goes with the key of the child', async () => {
    await saveForLater({ rationale: WORDS });
    const form = await ann.open(grading);
    await api.council.first.keys.destroy(`subject:${await subjectOf()}`, api.council.now);
    const { text } = await ann.get(grading);
    expect(text).not.toContain(IN_HTML);
    expect(text).not.toContain('You began this');
    const refused = await ann.post(grading, { ...form, rationale: WORDS, keep: 'later' });
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('have been erased')]);
  });

  describe('when the session ended in between', () => {
    const sent = async (form: Fields, by: Browserless, keep: Fields = {}) => {
      const { status, location } = await by.post(grading, { ...form, grade: 'good', rationale: WORDS, ...keep });
      return [status, location];
    };
    it.each([
      ['sent', {}],
      ['saved for later', { keep: 'later' }],
    ])('is kept for whoever typed it, and there when they have signed in again: %s', async (_, keep) => {
      const [form, before] = [await ann.open(grading), await eventsOf()];
      later(IDLE_MS);
      const to = encodeURIComponent(grading);
      expect(await sent(form, ann, keep)).toEqual([303, `/sign-in?to=${to}`]);
      expect(await eventsOf()).toBe(before);
      expect((await ann.get(grading)).location).toContain('/sign-in');
      const { text } = await (await annAgain()).get(grading);
      expect(text).toContain(IN_HTML);
      expect(text).toContain('It has not been sent');
    });

    it('is kept by itself, and the page is told', async () => {
      const form = await ann.open(grading);
      later(IDLE_MS);
      const kept = await ann.post(grading, { ...form, rationale: WORDS, keep: 'by-itself' }, 'application/json');
      expect(JSON.parse(kept.text)).toMatchObject({ isSignedIn: false });
      expect((await (await annAgain()).get(grading)).text).toContain(IN_HTML);
    });

    it('is kept for nobody after they signed out or were signed out, after long, or without the page’s own token', async () => {
      const signedOut = await ann.open(grading);
      await ann.post('/sign-out', signedOut);
      expect(await sent(signedOut, ann)).toEqual([303, expect.stringContaining('/sign-in')]);

      const revoked = await annAgain();
      const itsForm = await revoked.open(grading);
      later(IDLE_MS);
      await Browserless.withSessions(api, (_, store) => store.endAllOf(api.council.idOf('Ann')));
      await sent(itsForm, revoked);

      const longAgo = await annAgain();
      const old = await longAgo.open(grading);
      later(IDLE_MS + REMEMBERED_MS);
      await sent(old, longAgo);

      const forged = await annAgain();
      const form = await forged.open(grading);
      later(IDLE_MS);
      await sent({ ...form, formToken: 'x'.repeat(43) }, forged);

      expect((await (await annAgain()).get(grading)).text).not.toContain(IN_HTML);
    });

    it('is kept where they signed in again on the same browser before they sent it, and is not another’s', async () => {
      const [form, before] = [await ann.open(grading), await eventsOf()];
      const abe = await Browserless.signedIn(api, 'Abe', 'auditor');
      expect((await sent(form, abe))[0]).toBe(403);
      later(IDLE_MS);
      const again = await annAgain();
      expect((await sent({ ...form, madeFor: 'f'.repeat(64) }, again))[0]).toBe(403);
      expect((await again.get(grading)).text).not.toContain(IN_HTML);
      expect(await sent(form, again)).toEqual([303, `/sign-in?to=${encodeURIComponent(grading)}`]);
      expect(await eventsOf()).toBe(before);
      expect((await again.get(grading)).text).toContain(IN_HTML);
    });
  });

  it('is refused in one answer to whoever may not read the audit, whatever is there', async () => {
    const stranger = await Browserless.signedIn(api, 'Abe', 'auditor');
    const { formToken } = stranger;
    const asked = async (path: string) => {
      const answer = await stranger.post(path, { formToken, rationale: WORDS, keep: 'by-itself' }, 'application/json');
      return [answer.status, answer.text];
    };
    const there = await asked(grading);
    expect(there).toEqual([403, expect.stringContaining('not-entitled')]);
    for (const nothing of ['AAAAA-AAAAA', '12345678-1234-4234-8234-123456789abc', 'x'])
      expect(await asked(`/audits/${nothing}/grade-domain/planning`)).toEqual(there);
  });

  it('stands in no line of the log', () => {
    expect(api.lines.length).toBeGreaterThan(20);
    for (const line of api.lines) expect(line).not.toMatch(/read aloud|car park/);
  });
});
