import type { EventEnvelope, Position } from '#event-store';

/** Views now show the events of one correlation id. Instants in milliseconds since 1970. */
export interface Projected {
  readonly correlationId: string;
  readonly events: number;
  readonly views: number;
  /** Of the last of the events. */
  readonly position: Position;
  readonly from: number;
  readonly to: number;
}

/** Spans for one batch, at most. People's own steps come a few at a time; nobody reads a thousand spans of an import. */
const MOST = 100;

/** Groups a batch that views have taken by correlation id. */
export function projectedOf(
  events: readonly EventEnvelope[],
  taken: Pick<Projected, 'views' | 'from' | 'to'>,
): readonly Projected[] {
  const found = new Map<string, Projected>();
  for (const { metadata, position } of events) {
    const { correlationId } = metadata;
    const before = found.get(correlationId);
    if (before === undefined && found.size === MOST) continue;
    found.set(correlationId, { ...taken, correlationId, events: (before?.events ?? 0) + 1, position });
  }
  return [...found.values()];
}
