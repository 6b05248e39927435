import { context, metrics, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import fc from 'fast-check';
import { beTold, isTraced } from './api.js';
import { traceOf } from './correlation.js';
import { CorrelatedIds } from './sdk/correlated-ids.js';
import { spanOf, tellOf, traced } from './spans.js';

const uuid = fc.uuid();

describe('what is done, where nobody is told', () => {
  it('is done, and its result is the same', async () => {
    expect(spanOf({ name: 'nothing' })).toBeUndefined();
    expect(isTraced()).toBe(false);
    await expect(traced({ name: 'a sum' }, async () => 2 + 2)).resolves.toBe(4);
    await expect(traced({ name: 'a fault' }, () => Promise.reject(new RangeError('no')))).rejects.toThrow(RangeError);
  });
});

describe('a trace', () => {
  const spans = new InMemorySpanExporter();
  beforeAll(async () => {
    await beTold();
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    trace.setGlobalTracerProvider(
      new BasicTracerProvider({ idGenerator: new CorrelatedIds(), spanProcessors: [new SimpleSpanProcessor(spans)] }),
    );
  });
  beforeEach(() => spans.reset());
  afterAll(() => {
    context.disable();
    trace.disable();
    metrics.disable();
  });

  const told = (name: string) => spans.getFinishedSpans().find((span) => span.name === name);

  it('is that of its correlation id, whoever begins and whoever goes on with it', async () => {
    expect(isTraced()).toBe(true);
    await fc.assert(
      fc.asyncProperty(uuid, async (correlationId) => {
        spans.reset();
        await traced({ name: 'request', correlationId, begins: true }, () =>
          traced({ name: 'command', correlationId }, () => traced({ name: 'append' }, async () => undefined)),
        );
        tellOf({ name: 'project', correlationId }, 1_000, 2_000);
        const place = traceOf(correlationId);
        for (const span of spans.getFinishedSpans()) expect(span.spanContext().traceId).toBe(place?.traceId);
        expect(told('request')?.spanContext().spanId).toBe(place?.spanId);
        expect(told('request')?.parentSpanContext).toBeUndefined();
        expect(told('command')?.parentSpanContext?.spanId).toBe(place?.spanId);
        expect(told('append')?.parentSpanContext?.spanId).toBe(told('command')?.spanContext().spanId);
        expect(told('project')?.parentSpanContext?.spanId).toBe(place?.spanId);
      }),
    );
  });

  it('is not mixed with that of whoever set it off: one points to the other', async () => {
    await fc.assert(
      fc.asyncProperty(uuid, uuid, async (outer, inner) => {
        fc.pre(outer !== inner);
        spans.reset();
        await traced({ name: 'outer', correlationId: outer, begins: true }, () =>
          traced({ name: 'inner', correlationId: inner, begins: true }, async () => undefined),
        );
        expect(told('inner')?.spanContext().traceId).toBe(traceOf(inner)?.traceId);
        expect(told('inner')?.links.map((link) => link.context.traceId)).toEqual([traceOf(outer)?.traceId]);
      }),
    );
  });

  it('tells what was thrown by its class, and nothing of what it says', async () => {
    class PersonMissing extends Error {
      override readonly name = 'PersonMissing';
    }
    const failing = traced({ name: 'a fault' }, () => Promise.reject(new PersonMissing('Zoë is not there')));
    await expect(failing).rejects.toThrow(PersonMissing);
    const { attributes, status, events } = told('a fault') ?? {};
    expect(attributes).toEqual({ 'error.type': 'PersonMissing' });
    expect(JSON.stringify([status, events])).not.toContain('Zoë');
  });

  it('begins by chance where the id is no UUID', async () => {
    expect(traceOf('2024-05')).toBeUndefined();
    await traced({ name: 'by chance', correlationId: '2024-05' }, async () => undefined);
    expect(told('by chance')?.spanContext().traceId).toMatch(/^[0-9a-f]{32}$/);
  });
});
