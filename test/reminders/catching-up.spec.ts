import fc from 'fast-check';
import { addDays, systemActor } from '#domain';
import { listDue, listMessages } from '#projections';
import { smtpPost } from '#mail';
import { startReminders } from '#reminders';
import type { RemindersOptions } from '#reminders';
import type { RunningJobs } from '#jobs';
import { Council } from '../support/council.js';
import { HandQueue } from '../support/hand-queue.js';
import { MailServer } from '../support/mail-server.js';
import type { Mail } from '../support/mail-server.js';

const FROM = 'audits@westmere.example';
const REFERENCE = /: audit (\S+)\.$/gm;

describe('a council whose service was away', () => {
  let council: Council;
  let mail: MailServer;
  const running: { readonly jobs: RunningJobs; readonly queue: HandQueue }[] = [];

  const open = async (): Promise<void> => {
    [mail, council] = await Promise.all([MailServer.start(), Council.open()]);
    await council.settings((settings) => ({ ...settings, auditorCapacity: 50 }));
    for (const name of ['Ann', 'Cora', 'Pat', 'Tess', 'Lee', 'Mo', 'Max']) await council.giveAddress(name);
  };
  const close = async (): Promise<void> => {
    await stop();
    await council.close();
    await mail.stop();
  };

  const start = async (options: Partial<RemindersOptions> = {}): Promise<void> => {
    const queue = new HandQueue(() => council.now);
    const jobs = await startReminders({
      engine: council.first,
      queue,
      post: smtpPost({ url: mail.url, from: FROM }),
      publicUrl: 'https://audits.westmere.example',
      ...options,
    });
    running.push({ jobs, queue });
  };
  const stop = async (): Promise<void> => {
    for (const { jobs } of running.splice(0)) await jobs.stop();
  };
  /** What is sent at an instant, by all who send. */
  const at = async (instant: string): Promise<readonly Mail[]> => {
    council.now = instant;
    const before = mail.mails.length;
    await Promise.all(running.map(({ jobs }) => jobs.sweep()));
    await Promise.all(running.map(({ queue }) => queue.callDue()));
    return mail.mails.slice(before);
  };
  const referencesIn = ({ source }: Mail): readonly string[] =>
    [...plain(source).matchAll(REFERENCE)].map(([, ref]) => ref ?? '');
  const read = () => council.first.readModels.upToNow('reminders', 10_000);

  describe('for days', () => {
    beforeEach(open);
    afterEach(close);

    it('tells each person once how it stands now, and counts every audit once', async () => {
      await start();
      const audits = [await council.accepted(), await council.accepted()];
      await stop();
      await start();
      // Due on 23 May; three steps to Ann and one to whoever is above her fell meanwhile.
      const sent = await at('2024-05-31T07:30:00.000Z');
      const toAnn = sent.filter(({ to }) => to.startsWith('ann'));
      expect(toAnn.map(({ subject }) => subject)).toEqual(['2 audits need your attention']);
      expect(plain(toAnn[0]?.source ?? '')).not.toMatch(/ today|due today/);
      for (const whom of new Set(sent.map(({ to }) => to)))
        expect(sent.filter(({ to }) => to === whom)).toHaveLength(1);
      for (const one of sent) expect(new Set(referencesIn(one)).size).toBe(referencesIn(one).length);
      expect(listDue(await read(), council.now)).toEqual([]);
      // What was left out is recorded, and nothing comes after.
      const events = await council.first.ledger.store.readStream(`reminders-${audits[0] ?? ''}`);
      expect(events.filter(({ type }) => type === 'reminder-superseded.v1').length).toBeGreaterThan(1);
      expect(await at('2024-05-31T08:30:00.000Z')).toEqual([]);
    });

    it('leaves nothing out and tells nobody twice where two processes catch up at once', async () => {
      await council.does({ name: 'StartNotifications', body: {}, actor: systemActor('test') });
      for (let audit = 0; audit < 4; audit++) await council.accepted();
      await start();
      await start({ engine: await council.engine('tool') });
      const sent = await at('2024-05-31T07:30:00.000Z');
      for (const whom of ['ann', 'lee']) expect(sent.filter(({ to }) => to.startsWith(whom))).toHaveLength(1);
      expect(new Set(referencesIn(sent.find(({ to }) => to.startsWith('ann')) ?? fail())).size).toBe(4);
    });

    it('tells nobody twice where the mail server was away for days, and records what was superseded', async () => {
      await start();
      const auditId = await council.accepted();
      await mail.stop();
      for (const day of ['16', '22', '23', '24', '29', '30']) await at(`2024-05-${day}T07:00:00.000Z`);
      await mail.begin();
      const sent = await at('2024-05-31T08:00:00.000Z');
      expect(sent.map(({ to, subject }) => [to.split('@')[0], subject.split(':')[0]])).toEqual(
        expect.arrayContaining([['ann', 'Finish an audit and submit it, overdue since Thursday 23 May 2024']]),
      );
      for (const whom of new Set(sent.map(({ to }) => to)))
        expect(sent.filter(({ to }) => to === whom)).toHaveLength(1);
      expect(listMessages(await read(), auditId).some(({ standing }) => standing === 'superseded')).toBe(true);
      expect(listMessages(await read(), auditId).some(({ standing }) => standing === 'outstanding')).toBe(false);
    });

    it('sends what a process died over again, marked, and once', async () => {
      const post = smtpPost({ url: mail.url, from: FROM });
      await council.does({ name: 'StartNotifications', body: {}, actor: systemActor('test') });
      await council.accepted();
      await start({
        post: { ...post, send: async (letter) => (await post.send(letter), Promise.reject(new Error('killed'))) },
      });
      const first = await at('2024-05-31T07:30:00.000Z');
      await stop();
      await start();
      const again = await at('2024-05-31T07:33:00.000Z');
      const ids = (mails: readonly Mail[]) => mails.map(({ messageId }) => messageId).sort();
      expect(ids(again)).toEqual(ids(first));
      expect(again.every(({ source }) => /^X-Possible-Duplicate: yes$/im.test(source))).toBe(true);
    });
  });

  it('tells what is current once, whatever was away when: any outages, obligations and absences', async () => {
    const outage = fc.record({
      obligations: fc.array(fc.constantFrom('selected', 'accepted', 'submitted', 'concern'), {
        minLength: 1,
        maxLength: 4,
      }),
      awayFor: fc.array(fc.integer({ min: 1, max: 16 }), { minLength: 1, maxLength: 3 }),
      absent: fc.option(fc.constantFrom('Ann', 'Tess', 'Lee'), { nil: null }),
      hour: fc.constantFrom('07:10', '09:30', '13:00'),
    });
    await fc.assert(
      fc.asyncProperty(outage, async ({ obligations, awayFor, absent, hour }) => {
        await open();
        try {
          await council.does({ name: 'StartNotifications', body: {}, actor: systemActor('test') });
          const cora = council.actor('Cora', 'coordinator');
          for (const what of obligations) {
            if (what === 'selected') await council.selected();
            if (what === 'accepted') await council.accepted();
            if (what === 'submitted') await council.submitted();
            if (what !== 'concern') continue;
            const target = await council.accepted();
            await council.does({ name: 'RaiseSafetyConcern', target, body: { reason: 'Unsafe' }, actor: cora });
          }
          if (absent !== null) {
            const body = { from: '2024-05-02', to: null, deputyId: council.idOf('Cora') };
            await council.does({ name: 'RecordAbsence', target: council.idOf(absent), body, actor: cora });
          }
          let day = '2024-05-01';
          for (const days of awayFor) {
            day = addDays(day, days);
            await start();
            const sent = await at(`${day}T${hour}:00.000Z`);
            const dueBefore = listDue(await read(), new Date(Date.parse(council.now) - 3 * 3_600_000).toISOString());
            await stop();
            for (const { to } of sent) {
              const theirs = sent.filter((other) => other.to === to).map((one) => headlinesIn(one));
              const all = theirs.flat();
              // Nobody is told of one obligation twice.
              expect(new Set(all).size).toBe(all.length);
            }
            for (const one of sent) {
              const text = plain(one.source);
              const overdue = [...text.matchAll(/(?:overdue since|, due) \w+ (\d+) May 2024/g)];
              for (const [, date] of overdue) expect(`2024-05-${String(date).padStart(2, '0')}` < day).toBe(true);
              for (const [, date] of text.matchAll(/ by \w+ (\d+) May 2024/g))
                expect(`2024-05-${String(date).padStart(2, '0')}` > day).toBe(true);
            }
            // Whatever might go out at that hour has.
            const left = dueBefore.filter(({ obligation }) => obligation.startsWith('concern') || isWorkingDay(day));
            expect(left).toEqual([]);
          }
        } finally {
          await close();
        }
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});

const headlinesIn = ({ source }: Mail): readonly string[] =>
  [...plain(source).matchAll(/^(.*): audit (\S+)\.$/gm)].map(
    ([, said, ref]) => `${ref}: ${said?.replace(/,? (?:due|overdue|by|today).*/, '')}`,
  );

/** The text as it is read: soft line breaks and coded characters put right. */
const plain = (source: string): string =>
  Buffer.from(
    source
      .replaceAll('\r\n', '\n')
      .replaceAll(/=([0-9A-F]{2})/g, (_coded, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

const isWorkingDay = (day: string): boolean => {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !['2024-05-06', '2024-05-27'].includes(day);
};

const fail = (): never => {
  throw new Error('Somebody should have been told');
};
