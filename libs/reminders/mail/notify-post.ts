import { NotifyClient } from 'notifications-node-client';
import { PostAway } from './port.js';
import type { Letter, Post, Posted, Receipt, Receipts } from './port.js';

export interface NotifyOptions {
  readonly apiKey: string;
  /** A template of the council's own with the fields `((subject))` and `((body))`. */
  readonly templateId: string;
  /** Another address of the service, for tests. */
  readonly baseUrl?: string;
}

const clientOf = ({ apiKey, baseUrl }: Pick<NotifyOptions, 'apiKey' | 'baseUrl'>): NotifyClient =>
  baseUrl === undefined ? new NotifyClient(apiKey) : new NotifyClient(baseUrl, apiKey);

/** E-mail by GOV.UK Notify, found there by its reference, which is the message's id. */
export function notifyPost({ apiKey, templateId, baseUrl }: NotifyOptions): Post {
  const client = clientOf({ apiKey, baseUrl });
  return {
    channel: 'notify',
    async send({ to, subject, text, messageId }: Letter): Promise<Posted> {
      try {
        await client.sendEmail(templateId, to, { personalisation: { subject, body: text }, reference: messageId });
        return 'taken';
      } catch (error) {
        const status = statusOf(error);
        // Our own key, our own limit or the service itself: later is better. The rest is about this message.
        if (status === undefined || status === 403 || status === 429 || status >= 500) {
          throw new PostAway(`status ${status ?? 'none'}`, status === undefined || status >= 500);
        }
        return { refused: String(status) };
      }
    },
    close: () => undefined,
  };
}

/** What GOV.UK Notify says in the end where a message did not arrive. */
const FAILURES: ReadonlySet<string> = new Set(['permanent-failure', 'temporary-failure', 'technical-failure']);

/**
 * What became of messages that GOV.UK Notify took, found by their reference: nobody need have kept its own id of them, which goes
 * with a process that dies. One that was sent twice has arrived when either has.
 */
export function notifyReceipts(options: Pick<NotifyOptions, 'apiKey' | 'baseUrl'>): Receipts {
  const client = clientOf(options);
  return {
    channel: 'notify',
    async of(messageId): Promise<Receipt> {
      try {
        const { data } = await client.getNotifications('email', undefined, messageId);
        const said = data.notifications.map(({ status }) => status);
        if (said.includes('delivered')) return 'delivered';
        const [failure] = said;
        return failure !== undefined && said.every((status) => FAILURES.has(status))
          ? { failed: failure }
          : 'under-way';
      } catch (error) {
        throw new PostAway(`status ${statusOf(error) ?? 'none'}`, false);
      }
    },
  };
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('response' in error)) return undefined;
  const { response } = error;
  if (typeof response !== 'object' || response === null || !('status' in response)) return undefined;
  return typeof response.status === 'number' ? response.status : undefined;
}
