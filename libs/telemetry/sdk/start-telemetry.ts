import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import type { MetricReader } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, BatchSpanProcessor, TraceIdRatioBasedSampler } from '@opentelemetry/sdk-trace-base';
import { beTold } from '../api.js';
import { CorrelatedIds } from './correlated-ids.js';

export interface TelemetryOrder {
  /** What this process is: `plumbline-server`. */
  readonly service: string;
  /** Where a collector takes OTLP over HTTP: `http://collector:4318`; nothing is sent where it is left out. */
  readonly otlpEndpoint?: string;
  /** What it wants to see with what is sent: `name=value,name=value`. */
  readonly otlpHeaders?: string;
  /** The share of traces that are sent, from 0 to 1: the same ones from every process. */
  readonly tracedShare: number;
  /** Where Prometheus may read `/metrics`; nowhere where it is left out. */
  readonly metrics?: { readonly host: string; readonly port: number };
  /** Who is to be told cannot be reached; what was to be told is dropped. */
  readonly onTrouble: () => void;
}

export interface RunningTelemetry {
  /** Sends what is held back, and tells nobody any more. */
  stop(): Promise<void>;
}

/** What the SDK says of its troubles may quote an address. */
const nothing = (): void => undefined;
const SILENT = { error: nothing, warn: nothing, info: nothing, debug: nothing, verbose: nothing };

/** The port of the figures is taken, or not this process's to take. */
class MetricsPortTaken extends Error {
  constructor(host: string, port: number, reason: string) {
    super(`The figures cannot be shown at ${host}:${port} (METRICS_HOST, METRICS_PORT): ${reason}`);
    this.name = 'MetricsPortTaken';
  }
}

/** Tells what this process does, to whom the settings say, from now on. @throws MetricsPortTaken */
export async function startTelemetry(order: TelemetryOrder): Promise<RunningTelemetry> {
  const { service, otlpEndpoint, otlpHeaders = '', tracedShare, metrics, onTrouble } = order;
  const api = await beTold();
  api.diag.setLogger({ ...SILENT, error: onTrouble }, api.DiagLogLevel.ERROR);
  const resource = resourceFromAttributes({ 'service.name': service });
  const readers: MetricReader[] = [];
  const ends: (() => Promise<void>)[] = [];
  if (metrics !== undefined) readers.push(await shownToPrometheus(metrics));
  if (otlpEndpoint !== undefined) {
    const headers = headersOf(otlpHeaders);
    const to = (what: string) => ({ url: `${otlpEndpoint.replace(/\/+$/, '')}/v1/${what}`, headers });
    readers.push(new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter(to('metrics')) }));
    const tracers = new BasicTracerProvider({
      resource,
      idGenerator: new CorrelatedIds(),
      // by the trace's id alone: whatever process it is in, a trace is sent whole or not at all
      sampler: new TraceIdRatioBasedSampler(tracedShare),
      spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter(to('traces')))],
    });
    api.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    api.trace.setGlobalTracerProvider(tracers);
    ends.push(() => tracers.shutdown());
  }
  const meters = new MeterProvider({ resource, readers });
  api.metrics.setGlobalMeterProvider(meters);
  ends.push(() => meters.shutdown());
  return {
    async stop() {
      // A collector that is away keeps nobody from stopping.
      await Promise.allSettled(ends.map((end) => end()));
    },
  };
}

const headersOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...text.matchAll(/([\w-]+)=([^,]+)/g)].map(([, name = '', value = '']) => [name, value]));

async function shownToPrometheus({
  host,
  port,
}: {
  readonly host: string;
  readonly port: number;
}): Promise<MetricReader> {
  const exporter = new PrometheusExporter({ host, port, withoutScopeInfo: true, preventServerStart: true });
  try {
    await exporter.startServer();
  } catch (error) {
    throw new MetricsPortTaken(host, port, error instanceof Error ? error.message : 'unknown');
  }
  return exporter;
}
