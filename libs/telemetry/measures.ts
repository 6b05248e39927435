import type { Counter, Histogram, MeterProvider, ObservableGauge } from '@opentelemetry/api';
import { SCOPE, telemetry } from './api.js';
import type { Attributes } from './attributes.js';

/** Attributes of figures: each has few values, so that the series are few. No id is among them. */
type Label = Exclude<keyof Attributes, `${string}.id` | 'position' | 'events' | 'views'>;

interface Measure {
  readonly kind: 'counter' | 'duration' | 'gauge';
  readonly what: string;
  readonly unit: string;
  readonly by: readonly Label[];
}

/** Upper bounds of the steps by which durations are counted, in seconds. */
const STEPS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 20];

/** Every figure there is. */
export const MEASURES = {
  'http.server.request.duration': {
    kind: 'duration',
    what: 'Requests, from the first byte to the answer',
    unit: 's',
    by: ['http.request.method', 'http.route', 'http.response.status_code'],
  },
  'plumbline.commands': {
    kind: 'counter',
    what: 'Commands: accepted, repeated (accepted before), failed (threw), or the kind of their refusal',
    unit: '{command}',
    by: ['command', 'outcome'],
  },
  'plumbline.command.duration': {
    kind: 'duration',
    what: 'Commands, from the bus to the answer',
    unit: 's',
    by: ['command'],
  },
  'plumbline.append.duration': {
    kind: 'duration',
    what: 'Appends to the log: written, conflict (another was first), or what the store said',
    unit: 's',
    by: ['outcome'],
  },
  'plumbline.events': {
    kind: 'counter',
    what: 'Events appended, by the kind of their stream',
    unit: '{event}',
    by: ['category'],
  },
  'plumbline.store.up': {
    kind: 'gauge',
    what: 'Whether the log answers: 1 or 0',
    unit: '1',
    by: [],
  },
  'plumbline.view.behind': {
    kind: 'gauge',
    what: 'How far a view stands behind the log, in positions: events in a data folder, bytes of the log on an event server',
    unit: '{position}',
    by: ['view'],
  },
  'plumbline.promises.troubled': {
    kind: 'gauge',
    what: 'Promises across streams that could not be kept so far, and are tried again',
    unit: '{promise}',
    by: [],
  },
  'plumbline.jobs': {
    kind: 'counter',
    what: 'Jobs: queued, done, or failed (and tried again)',
    unit: '{job}',
    by: ['queue', 'outcome'],
  },
  'plumbline.queue.jobs': {
    kind: 'gauge',
    what: 'Jobs in a queue: later (their hour has not come), due, or put aside until the next sweep',
    unit: '{job}',
    by: ['queue', 'state'],
  },
  'plumbline.messages': {
    kind: 'counter',
    what: 'Messages: sent, refused for good, away (the mail service did not take it, tried again) or misconfigured',
    unit: '{message}',
    by: ['queue', 'channel', 'outcome'],
  },
} as const satisfies Readonly<Record<string, Measure>>;

type Measures = typeof MEASURES;
type OfKind<Kind extends Measure['kind']> = {
  [Name in keyof Measures]: Measures[Name]['kind'] extends Kind ? Name : never;
}[keyof Measures];
type LabelsOf<Name extends keyof Measures> = Required<Pick<Attributes, Measures[Name]['by'][number]>>;

/** Instruments belong to a provider: one that was made for another provider, or before there was one, counts nothing. */
let madeBy: MeterProvider | undefined;
const counters = new Map<string, Counter>();
const durations = new Map<string, Histogram>();
const gauges = new Map<string, ObservableGauge>();

function made<Instrument>(
  kept: Map<string, Instrument>,
  name: keyof Measures,
  make: (meter: ReturnType<MeterProvider['getMeter']>, options: { description: string; unit: string }) => Instrument,
): Instrument | undefined {
  const provider = telemetry()?.metrics.getMeterProvider();
  if (provider === undefined) return undefined;
  if (madeBy !== provider) for (const each of [counters, durations, gauges]) each.clear();
  madeBy = provider;
  const known = kept.get(name);
  if (known !== undefined) return known;
  const { what, unit } = MEASURES[name];
  const instrument = make(provider.getMeter(SCOPE), { description: what, unit });
  kept.set(name, instrument);
  return instrument;
}

/** Counts something that happened, once or several times. */
export function count<Name extends OfKind<'counter'>>(name: Name, labels: LabelsOf<Name>, times = 1): void {
  made(counters, name, (meter, options) => meter.createCounter(name, options))?.add(times, { ...labels });
}

/** Notes how long something took, in milliseconds; it is told in seconds. */
export function took<Name extends OfKind<'duration'>>(name: Name, labels: LabelsOf<Name>, milliseconds: number): void {
  const advice = { explicitBucketBoundaries: STEPS };
  made(durations, name, (meter, options) => meter.createHistogram(name, { ...options, advice }))?.record(
    milliseconds / 1_000,
    { ...labels },
  );
}

/** A figure as it stands. */
export interface Standing<Name extends keyof Measures> {
  readonly value: number;
  readonly labels: LabelsOf<Name>;
}

/**
 * Shows a figure whenever somebody asks for it. A figure that cannot be read is left out.
 * @returns a function that ends this
 */
export function shows<Name extends OfKind<'gauge'>>(
  name: Name,
  read: () => Promise<readonly Standing<Name>[]>,
): () => void {
  const gauge = made(gauges, name, (meter, options) => meter.createObservableGauge(name, options));
  const observe: Parameters<ObservableGauge['addCallback']>[0] = async (result) => {
    const standing = await read().catch((): readonly Standing<Name>[] => []);
    for (const { value, labels } of standing) result.observe(value, { ...labels });
  };
  gauge?.addCallback(observe);
  return () => gauge?.removeCallback(observe);
}
