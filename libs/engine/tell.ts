import type { ServiceSettings } from './service-settings.js';

/** Tells what a process does to whom its settings name, until it is stopped; where they name nobody, nothing is loaded. */
export interface Told {
  stop(): Promise<void>;
}

const NOBODY: Told = { stop: async () => undefined };

/**
 * @param service what this process is: `plumbline-server`
 * @param onTrouble who is to be told cannot be reached
 * @throws MetricsPortTaken
 */
export async function startTelling(
  service: string,
  { metricsPort, metricsHost, otlpEndpoint, otlpHeaders, tracedShare }: ServiceSettings,
  onTrouble: () => void,
): Promise<Told> {
  if (metricsPort === undefined && otlpEndpoint === undefined) return NOBODY;
  const { startTelemetry } = await import('#telemetry-sdk');
  const metrics = metricsPort === undefined ? undefined : { host: metricsHost, port: metricsPort };
  return startTelemetry({ service, otlpEndpoint, otlpHeaders, tracedShare, metrics, onTrouble });
}
