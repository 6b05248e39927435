import { plainToInstance } from 'class-transformer';
import { IsEmpty, IsOptional, Matches, ValidateIf, validateSync } from 'class-validator';
import { SettingsProblem } from '#engine';
import type { Post, Receipts } from './mail/port.js';

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const MAIL_FROM = 'MAIL_FROM must be the address messages come from, such as Audits <audits@council.gov.uk>';
const TEMPLATE =
  'NOTIFY_TEMPLATE_ID must be the id of an e-mail template in GOV.UK Notify with the fields ((subject)) and ((body))';

const sendsBySmtp = ({ smtpUrl }: ReminderSettings): boolean => smtpUrl !== undefined;
const sendsByNotify = ({ notifyApiKey }: ReminderSettings): boolean => notifyApiKey !== undefined;
const sends = (settings: ReminderSettings): boolean => sendsBySmtp(settings) || sendsByNotify(settings);

/** How messages leave the house, read from the environment once, at boot. Without a way out there are tasks and no messages. */
export class ReminderSettings {
  /** `smtp://user:password@host:587` or `smtps://…` */
  @IsOptional()
  @Matches(/^smtps?:\/\/[^\s/]/, { message: 'SMTP_URL must begin with smtp:// or smtps:// and name a server' })
  readonly smtpUrl?: string;

  @ValidateIf(sendsBySmtp)
  @Matches(/^(?:[^<>]*<)?[^\s@<>]+@[^\s@<>]+>?$/, { message: MAIL_FROM })
  readonly mailFrom?: string;

  @ValidateIf((settings: ReminderSettings) => sendsBySmtp(settings) && sendsByNotify(settings))
  @IsEmpty({ message: 'Messages go out one way: set SMTP_URL or NOTIFY_API_KEY, not both' })
  readonly oneWay?: string;

  @IsOptional()
  @Matches(new RegExp(`${UUID}-${UUID}$`), { message: 'NOTIFY_API_KEY must be a whole API key of GOV.UK Notify' })
  readonly notifyApiKey?: string;

  @ValidateIf(sendsByNotify)
  @Matches(new RegExp(`^${UUID}$`), { message: TEMPLATE })
  readonly notifyTemplateId?: string;

  /** Where people find the service: messages link to it. */
  @ValidateIf(sends)
  @Matches(/^https?:\/\/[^\s/?#]/, {
    message: 'PUBLIC_URL must be where people find the service, such as https://audits.council.gov.uk',
  })
  readonly publicUrl?: string;

  /** Set where reminders are queued in Redis and sent by workers. */
  @IsOptional()
  @Matches(/^rediss?:\/\/[^\s/]/, { message: 'REDIS_URL must begin with redis:// or rediss:// and name a server' })
  readonly redisUrl?: string;

  /** Whether there is a way out for messages. */
  get sends(): boolean {
    return sends(this);
  }
}

/** @throws SettingsProblem naming every setting that is wrong */
export function readReminderSettings(environment: Readonly<Record<string, string | undefined>>): ReminderSettings {
  const set = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const settings = plainToInstance(ReminderSettings, {
    smtpUrl: set('SMTP_URL'),
    mailFrom: set('MAIL_FROM'),
    oneWay: set('SMTP_URL') && set('NOTIFY_API_KEY') && 'both',
    notifyApiKey: set('NOTIFY_API_KEY'),
    notifyTemplateId: set('NOTIFY_TEMPLATE_ID'),
    publicUrl: set('PUBLIC_URL'),
    redisUrl: set('REDIS_URL'),
  });
  const problems = validateSync(settings, { stopAtFirstError: true }).flatMap(({ constraints }) =>
    Object.values(constraints ?? {}),
  );
  if (problems.length > 0) throw new SettingsProblem(problems);
  return settings;
}

/** The way out of the house that is set, its client loaded; none where messages are not sent. */
export async function postFrom(settings: ReminderSettings): Promise<Post | undefined> {
  const { smtpUrl, mailFrom, notifyApiKey, notifyTemplateId } = settings;
  if (smtpUrl !== undefined && mailFrom !== undefined) {
    const { smtpPost } = await import('./mail/smtp-post.js');
    return smtpPost({ url: smtpUrl, from: mailFrom });
  }
  if (notifyApiKey !== undefined && notifyTemplateId !== undefined) {
    const { notifyPost } = await import('./mail/notify-post.js');
    return notifyPost({ apiKey: notifyApiKey, templateId: notifyTemplateId });
  }
  return undefined;
}

/** Who can say what became of messages; nobody where they go out by SMTP. */
export async function receiptsFrom({ notifyApiKey }: ReminderSettings): Promise<Receipts | undefined> {
  if (notifyApiKey === undefined) return undefined;
  const { notifyReceipts } = await import('./mail/notify-post.js');
  return notifyReceipts({ apiKey: notifyApiKey });
}
