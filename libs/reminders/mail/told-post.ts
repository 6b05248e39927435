import type { JobKind } from '#jobs';
import { count, traced } from '#telemetry';
import { PostAway, PostMisconfigured } from './port.js';
import type { Post } from './port.js';

/** A way out of the house that has each message traced and counted: what became of it, and nothing of what it says or to whom. */
export function toldPost(queue: Extract<JobKind, 'reminders' | 'links'>, post: Post): Post {
  const { channel } = post;
  const end = (outcome: string): void => count('plumbline.messages', { queue, channel, outcome });
  return {
    channel,
    send: (letter) =>
      traced({ name: `send by ${channel}`, kind: 'CLIENT', attributes: { queue, channel } }, async (tell) => {
        try {
          const posted = await post.send(letter);
          const outcome = posted === 'taken' ? 'sent' : 'refused';
          end(outcome);
          tell({ outcome });
          return posted;
        } catch (error) {
          end(error instanceof PostMisconfigured ? 'misconfigured' : error instanceof PostAway ? 'away' : 'failed');
          throw error;
        }
      }),
    close: () => post.close(),
  };
}
