/**
 * Where versions of the server answer otherwise, as they were measured to: 23.10.8, and 26.1.0 as KurrentDB.
 * `test/eventstoredb/rows.spec.ts` holds both a real server and the stand-in to the row of its version.
 */
export interface VersionAnswers {
  /** The largest data of an append that is taken, in bytes; null where only the transport bounds it. */
  readonly maxAppendBytes: number | null;
  /** Whether a filtered subscription to the whole log says how far it has searched once it has caught up. */
  readonly checkpointOnceCaughtUp: boolean;
  /** Whether a subscription to a stream that is not there has caught up at once. */
  readonly caughtUpWithoutStream: boolean;
}

export const VERSION_ANSWERS = {
  '23.10': { maxAppendBytes: 1_048_576, checkpointOnceCaughtUp: false, caughtUpWithoutStream: false },
  '26.1': { maxAppendBytes: null, checkpointOnceCaughtUp: true, caughtUpWithoutStream: true },
} as const satisfies Readonly<Record<string, VersionAnswers>>;

export type MeasuredVersion = keyof typeof VERSION_ANSWERS;

const OLDEST: MeasuredVersion = '23.10';

const measured = (name: string): name is MeasuredVersion => name in VERSION_ANSWERS;

/**
 * The newest measured version that is not later than a server's own, such as `26.1.0.3456`; the oldest measured for one that
 * says it is older still, as 23.10.8 does when it is built from its published source (`22.2.0`).
 */
export function measuredVersion(server: string): MeasuredVersion {
  const [major = 0, minor = 0] = server.split('.').map(Number);
  const names = Object.keys(VERSION_ANSWERS).filter(measured);
  const found = names.findLast((name) => {
    const [of = 0, point = 0] = name.split('.').map(Number);
    return of < major || (of === major && point <= minor);
  });
  return found ?? OLDEST;
}
