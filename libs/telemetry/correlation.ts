import type { Context, SpanContext } from '@opentelemetry/api';
import { telemetry } from './api.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The trace that belongs to a correlation id: the trace has this id, and the span that began it has the first half of it.
 * Every event holds the correlation id. So any process can join the trace days later, and events need no field for it.
 * Undefined where the id is no UUID.
 */
export function traceOf(correlationId: string): Pick<SpanContext, 'traceId' | 'spanId'> | undefined {
  if (!UUID.test(correlationId)) return undefined;
  const traceId = correlationId.replaceAll('-', '');
  return { traceId, spanId: traceId.slice(0, 16) };
}

/** The key under which a context says which trace a span begins. */
const BEGINS = Symbol.for('plumbline: the trace that begins');

/** The trace that the span being made now begins; for whoever gives spans their ids. */
export function begun(context: Context): Pick<SpanContext, 'traceId' | 'spanId'> | undefined {
  const correlationId = context.getValue(BEGINS);
  return typeof correlationId === 'string' ? traceOf(correlationId) : undefined;
}

/** A context in which a span made without a parent begins the trace of a correlation id. */
export const beginning = (context: Context, correlationId: string): Context => context.setValue(BEGINS, correlationId);

/** Whether the span under way belongs to the trace of a correlation id. */
export function isUnderWay(correlationId: string): boolean {
  const api = telemetry();
  const active = api?.trace.getSpanContext(api.context.active());
  return active !== undefined && active.traceId === traceOf(correlationId)?.traceId;
}
