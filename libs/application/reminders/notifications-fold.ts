import type { NotificationsEvent } from '#domain';
import type { StreamFold } from '../streams/stream-fold.js';

export const NOTIFICATIONS_STREAM = 'notifications';

/** What the council has begun to have sent: messages at all, and notices of what happened. */
export type Started = ReadonlySet<NotificationsEvent['type']>;

export const notificationsFold: StreamFold<Started> = {
  initial: new Set(),
  after: (before: Started, events: readonly NotificationsEvent[]): Started =>
    new Set([...before, ...events.map(({ type }) => type)]),
};
