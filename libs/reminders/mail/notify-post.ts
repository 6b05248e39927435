import axios from 'axios';
import { NotifyClient } from 'notifications-node-client';
import { blameOf } from './notify-answers.js';
import type { NotifyAnswer } from './notify-answers.js';
import { PostAway, PostMisconfigured } from './port.js';
import type { Letter, Post, Posted, Receipt, Receipts } from './port.js';

export interface NotifyOptions {
  readonly apiKey: string;
  /** A template of the council's own with the fields `((subject))` and `((body))`. */
  readonly templateId: string;
  /** Another address of the service, for tests. */
  readonly baseUrl?: string;
}

/** It speaks to that one address: where an answer leads elsewhere, neither a letter nor the key goes there. */
function clientOf({ apiKey, baseUrl }: Pick<NotifyOptions, 'apiKey' | 'baseUrl'>): NotifyClient {
  const client = baseUrl === undefined ? new NotifyClient(apiKey) : new NotifyClient(baseUrl, apiKey);
  // Declared with axios's types for `require`, which are others than those for `import`, of the same function.
  const sends: { setClient(restClient: object): void } = client;
  sends.setClient(axios.create({ maxRedirects: 0 }));
  return client;
}

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
        const answer = answerOf(error);
        if (answer === undefined) throw new PostAway('no answer', true);
        const blame = blameOf(answer);
        if (blame === 'recipient') return { refused: String(answer.status) };
        if (blame === 'away') throw new PostAway(`status ${answer.status}`, answer.status >= 500);
        throw new PostMisconfigured(blame);
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
        throw new PostAway(`status ${answerOf(error)?.status ?? 'none'}`, false);
      }
    },
  };
}

/** What Notify said; nothing where it said nothing. */
function answerOf(error: unknown): NotifyAnswer | undefined {
  const response = fieldsOf(fieldsOf(error).get('response'));
  const status = response.get('status');
  if (typeof status !== 'number') return undefined;
  const errors = fieldsOf(response.get('data')).get('errors');
  return {
    status,
    errors: (Array.isArray(errors) ? errors : []).map((one: unknown) => {
      const said = fieldsOf(one);
      return { error: textOf(said.get('error')), message: textOf(said.get('message')) };
    }),
  };
}

const fieldsOf = (value: unknown): ReadonlyMap<string, unknown> =>
  new Map(Object.entries(typeof value === 'object' && value !== null ? value : {}));

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
