import { Agent, request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { Api } from './api.js';

/** A request as it goes over the wire: nothing in its address is put right. */
export interface Raw {
  readonly method: string;
  readonly path: string;
  readonly as: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | undefined;
}

export interface RawAnswer {
  readonly status: number;
  /** Content type; empty where none was said. */
  readonly type: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

const agent = new Agent({ keepAlive: true });

/** Sends a request untouched. @throws Error where no answer came */
export function sendRaw(api: Api, { method, path, as, headers, body }: Raw): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(api.address);
    const token = as === null ? undefined : api.tokenOf(as);
    const sent = request(
      {
        hostname,
        port,
        method,
        path,
        agent,
        headers: {
          ...headers,
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
        },
      },
      (reply) => {
        const parts: Buffer[] = [];
        reply.on('data', (part: Buffer) => parts.push(part));
        reply.once('error', reject);
        reply.once('end', () =>
          resolve({
            status: reply.statusCode ?? 0,
            type: reply.headers['content-type'] ?? '',
            headers: reply.headers,
            text: Buffer.concat(parts).toString('utf8'),
          }),
        );
      },
    );
    sent.once('error', reject);
    sent.end(body);
  });
}
