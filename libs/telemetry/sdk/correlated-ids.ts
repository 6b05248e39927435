import { randomUUID } from 'node:crypto';
import { context } from '@opentelemetry/api';
import type { IdGenerator } from '@opentelemetry/sdk-trace-base';
import { begun } from '../correlation.js';

/** Gives a span that begins the trace of a correlation id the ids that everybody works out from it; others, ids by chance. */
export class CorrelatedIds implements IdGenerator {
  readonly generateTraceId = (): string => begun(context.active())?.traceId ?? hex();
  readonly generateSpanId = (): string => begun(context.active())?.spanId ?? hex().slice(0, 16);
}

const hex = (): string => randomUUID().replaceAll('-', '');
