import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A span as a collector is told of it. Instants in nanoseconds since 1970. */
export interface ToldSpan {
  readonly process: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly from: bigint;
  readonly to: bigint;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly links: readonly { readonly traceId: string }[];
}

type Value = { readonly stringValue?: string; readonly intValue?: number | string; readonly doubleValue?: number };
type KeyValue = { readonly key: string; readonly value: Value };
interface Traces {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly KeyValue[] };
    readonly scopeSpans: readonly {
      readonly spans: readonly {
        readonly traceId: string;
        readonly spanId: string;
        readonly parentSpanId?: string;
        readonly name: string;
        readonly startTimeUnixNano: string;
        readonly endTimeUnixNano: string;
        readonly attributes: readonly KeyValue[];
        readonly links?: readonly { readonly traceId: string }[];
      }[];
    }[];
  }[];
}

const record = (attributes: readonly KeyValue[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? Number(value.intValue ?? value.doubleValue)]),
  );

/** A collector of traces and figures: OTLP over HTTP, as JSON. Keeps every byte that it is sent. */
export class Collector {
  private readonly bodies: { readonly path: string; readonly body: Buffer }[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Collector> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        collector.bodies.push({ path: request.url ?? '', body: Buffer.concat(chunks) });
        response.setHeader('content-type', 'application/json').end('{}');
      });
    });
    const collector = new Collector(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return collector;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** All that was sent. */
  kept(): Buffer {
    return Buffer.concat(this.bodies.map(({ body }) => body));
  }

  spans(): readonly ToldSpan[] {
    return this.bodies
      .filter(({ path }) => path === '/v1/traces')
      .flatMap(({ body }) => (JSON.parse(body.toString()) as Traces).resourceSpans)
      .flatMap(({ resource, scopeSpans }) =>
        scopeSpans.flatMap(({ spans }) =>
          spans.map(({ startTimeUnixNano, endTimeUnixNano, attributes, links = [], ...span }) => ({
            ...span,
            process: String(record(resource.attributes)['service.name']),
            from: BigInt(startTimeUnixNano),
            to: BigInt(endTimeUnixNano),
            attributes: record(attributes),
            links,
          })),
        ),
      );
  }

  /** How often figures were sent. */
  figuresSent(): number {
    return this.bodies.filter(({ path }) => path === '/v1/metrics').length;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
