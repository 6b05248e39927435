import { NotifyClient } from 'notifications-node-client';
import { PostAway } from './port.js';
import type { Letter, Post, Posted } from './port.js';

export interface NotifyOptions {
  readonly apiKey: string;
  /** A template of the council's own with the fields `((subject))` and `((body))`. */
  readonly templateId: string;
  /** Another address of the service, for tests. */
  readonly baseUrl?: string;
}

/** E-mail by GOV.UK Notify, found there by its reference, which is the message's id. */
export function notifyPost({ apiKey, templateId, baseUrl }: NotifyOptions): Post {
  const client = baseUrl === undefined ? new NotifyClient(apiKey) : new NotifyClient(baseUrl, apiKey);
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

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('response' in error)) return undefined;
  const { response } = error;
  if (typeof response !== 'object' || response === null || !('status' in response)) return undefined;
  return typeof response.status === 'number' ? response.status : undefined;
}
