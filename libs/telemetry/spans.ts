import type { Attributes as AnyAttributes, Context, Span, SpanOptions } from '@opentelemetry/api';
import { SCOPE, telemetry } from './api.js';
import { errorType, toldAs } from './attributes.js';
import type { Attributes } from './attributes.js';
import { beginning, isUnderWay, traceOf } from './correlation.js';

type Api = NonNullable<ReturnType<typeof telemetry>>;

/** A piece of work, as a trace shows it. */
export interface Doing {
  /** A kind of work and what it is done to: `append audit`. There are few names. */
  readonly name: string;
  /** The span joins the trace of this id; where it is left out, the trace that is under way. */
  readonly correlationId?: string;
  /** Whether the span begins that trace, unless the trace is under way already. */
  readonly begins?: boolean;
  readonly kind?: 'SERVER' | 'CLIENT' | 'INTERNAL';
  readonly attributes?: Attributes;
}

/** Adds attributes that became known during the work. */
export type Tell = (attributes: Attributes) => void;

const toNobody: Tell = () => undefined;

/** Does a piece of work in a span of its own. An error is reported by the name of its class alone. */
export async function traced<Result>(doing: Doing, work: (tell: Tell) => Promise<Result>): Promise<Result> {
  const api = telemetry();
  if (api === undefined) return work(toNobody);
  const { span, within } = started(api, doing);
  try {
    return await api.context.with(within, () => work((attributes) => void span.setAttributes(toldOf(attributes))));
  } catch (error) {
    span.setAttributes(toldOf({ 'error.type': errorType(error) }));
    span.setStatus({ code: api.SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}

/** Begins a span that the caller ends, and the context for the work in it. Undefined where nothing is reported. */
export function spanOf(doing: Doing): { readonly span: Span; readonly within: Context } | undefined {
  const api = telemetry();
  return api && started(api, doing);
}

/** Reports work that is over, perhaps done in another thread. Instants in milliseconds since 1970. */
export function tellOf(doing: Doing, from: number, to: number): void {
  const api = telemetry();
  if (api !== undefined) started(api, doing, { startTime: from }).span.end(to);
}

function started(
  api: Api,
  { name, correlationId, begins = false, kind = 'INTERNAL', attributes = {} }: Doing,
  options: SpanOptions = {},
): { readonly span: Span; readonly within: Context } {
  const tracer = api.trace.getTracer(SCOPE);
  const active = api.context.active();
  const belonging = correlationId === undefined || isUnderWay(correlationId) ? undefined : correlationId;
  const parent = belonging === undefined ? active : placeOf(api, belonging, begins);
  const from = belonging === undefined ? undefined : api.trace.getSpanContext(active);
  const span = api.context.with(parent, () =>
    tracer.startSpan(
      name,
      {
        ...options,
        kind: api.SpanKind[kind],
        attributes: toldOf(attributes),
        links: from === undefined ? [] : [{ context: from }],
      },
      parent,
    ),
  );
  return { span, within: api.trace.setSpan(belonging === undefined ? active : api.ROOT_CONTEXT, span) };
}

/** Beneath the span that began the trace of a correlation id, or at its beginning. */
function placeOf(api: Api, correlationId: string, begins: boolean): Context {
  const place = traceOf(correlationId);
  if (place === undefined) return api.ROOT_CONTEXT;
  if (begins) return beginning(api.ROOT_CONTEXT, correlationId);
  const above = { ...place, traceFlags: api.TraceFlags.SAMPLED, isRemote: true };
  return api.trace.setSpanContext(api.ROOT_CONTEXT, above);
}

const toldOf = (attributes: Attributes): AnyAttributes =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [toldAs(name), value]));
