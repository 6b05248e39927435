import { CALENDAR_STREAM, SETTINGS_STREAM } from '#application';
import type { Personal } from '#domain';
import type { Engine } from './engine.js';

/** A version of the settings, with who published it and why. */
export interface PublishedVersion {
  readonly version: number;
  /** ISO instant. */
  readonly at: string;
  /** A person's id, or the engine's own. */
  readonly by: string;
  readonly note: Personal;
}

/** The newest first, notes opened. @throws StoreUnavailable, KeysUnavailable */
export async function publishedVersions({ ledger }: Engine): Promise<readonly PublishedVersion[]> {
  const { events } = await ledger.load(SETTINGS_STREAM);
  const versions = events
    .filter(({ type }) => type === 'programme-settings-published')
    .map(({ data, metadata }, index) => ({
      version: index + 1,
      at: metadata.recordedAt,
      by: metadata.actor.id,
      note: Object(data).note as Personal,
    }));
  return ledger.openAll(versions.reverse());
}

/** Why the council is closed on each day that it is, by day. @throws StoreUnavailable, KeysUnavailable */
export async function closureReasons({ ledger }: Engine): Promise<ReadonlyMap<string, Personal>> {
  const { events } = await ledger.load(CALENDAR_STREAM);
  const reasons = new Map<string, Personal>();
  for (const { type, data } of events)
    if (type === 'closure-added') reasons.set(String(Object(data).date), Object(data).reason as Personal);
    else reasons.delete(String(Object(data).date));
  const opened = await ledger.openAll([...reasons.values()]);
  return new Map([...reasons.keys()].map((day, index) => [day, opened[index] ?? '']));
}
