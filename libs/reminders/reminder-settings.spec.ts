import { SettingsProblem } from '#engine';
import { postFrom, readReminderSettings } from './reminder-settings.js';

const KEY = 'council-3d844edf-8d35-48ac-975b-e847b4f122b0-26785a09-ab16-4eb0-8407-a37497a57506';
const TEMPLATE = '3d844edf-8d35-48ac-975b-e847b4f122b0';
const SMTP = { SMTP_URL: 'smtp://mail:587', MAIL_FROM: 'audits@council.example', PUBLIC_URL: 'https://audits.example' };
const NOTIFY = { NOTIFY_API_KEY: KEY, NOTIFY_TEMPLATE_ID: TEMPLATE, PUBLIC_URL: 'https://audits.example' };

describe('the settings of reminders', () => {
  it('may all be left out: there are tasks and no messages then', async () => {
    expect(await postFrom(readReminderSettings({}))).toBeUndefined();
    expect(await postFrom(readReminderSettings({ SMTP_URL: ' ' }))).toBeUndefined();
  });

  it.each([
    ['smtp', SMTP],
    ['smtp', { ...SMTP, SMTP_URL: 'smtps://mail', MAIL_FROM: 'Audits <audits@council.example>' }],
    ['notify', { ...NOTIFY, REDIS_URL: 'redis://redis:6379' }],
  ])('send by %s', async (channel, environment) => {
    const post = await postFrom(readReminderSettings(environment));
    expect(post?.channel).toBe(channel);
    post?.close();
  });

  it.each([
    [{ ...SMTP, SMTP_URL: 'mail:587' }, 'SMTP_URL must begin with smtp://'],
    [{ ...SMTP, MAIL_FROM: undefined }, 'MAIL_FROM must be the address'],
    [{ ...SMTP, MAIL_FROM: 'Audits' }, 'MAIL_FROM must be the address'],
    [{ ...SMTP, PUBLIC_URL: undefined }, 'PUBLIC_URL must be where'],
    [{ ...SMTP, PUBLIC_URL: 'audits.example' }, 'PUBLIC_URL must be where'],
    [{ ...NOTIFY, NOTIFY_API_KEY: 'council' }, 'NOTIFY_API_KEY must be a whole API key'],
    [{ ...NOTIFY, NOTIFY_TEMPLATE_ID: undefined }, 'NOTIFY_TEMPLATE_ID must be the id'],
    [{ ...SMTP, ...NOTIFY }, 'not both'],
    [{ REDIS_URL: 'redis' }, 'REDIS_URL must begin with redis://'],
  ])('are refused at boot: %j', (environment, sentence) => {
    expect(() => readReminderSettings(environment)).toThrow(SettingsProblem);
    expect(() => readReminderSettings(environment)).toThrow(sentence);
  });
});
