import type { NotificationsEvent } from '#domain';
import type { StreamFold } from '../loading/stream-fold.js';

export const NOTIFICATIONS_STREAM = 'notifications';

/** Since when the council has messages sent; null while it has not. */
export const notificationsFold: StreamFold<string | null> = {
  initial: null,
  after(from: string | null, events: readonly NotificationsEvent[]): string | null {
    return events.reduce<string | null>((_before, { data }) => data.from, from);
  },
};
