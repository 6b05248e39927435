import type * as OpenTelemetry from '@opentelemetry/api';

let loaded: typeof OpenTelemetry | undefined;

/**
 * OpenTelemetry's API, where this process reports to anybody. Nothing of it is loaded otherwise: what would be traced or
 * measured is done, and nobody is told.
 */
export const telemetry = (): typeof OpenTelemetry | undefined => loaded;

/** Loads the API; from now on this process tells what it does. */
export async function beTold(): Promise<typeof OpenTelemetry> {
  return (loaded ??= await import('@opentelemetry/api'));
}

/** The name under which everything of the house is told. */
export const SCOPE = 'plumbline';

/** Whether anybody is told of traces, and not of figures alone. */
export function isTraced(): boolean {
  const provider = loaded?.trace.getTracerProvider();
  return loaded !== undefined && provider instanceof loaded.ProxyTracerProvider
    ? provider.getDelegateTracer(SCOPE) !== undefined
    : provider !== undefined;
}
