import type * as OpenTelemetry from '@opentelemetry/api';

let loaded: typeof OpenTelemetry | undefined;

/** OpenTelemetry's API. It is loaded only where a setting names somebody who is told; otherwise this is undefined. */
export const telemetry = (): typeof OpenTelemetry | undefined => loaded;

/** Loads the API. From now on this process reports what it does. */
export async function beTold(): Promise<typeof OpenTelemetry> {
  return (loaded ??= await import('@opentelemetry/api'));
}

/** The name of our tracer and our meter. */
export const SCOPE = 'plumbline';

/** Whether this process sends traces. It may report figures alone. */
export function isTraced(): boolean {
  const provider = loaded?.trace.getTracerProvider();
  return loaded !== undefined && provider instanceof loaded.ProxyTracerProvider
    ? provider.getDelegateTracer(SCOPE) !== undefined
    : provider !== undefined;
}
