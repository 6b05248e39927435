import { Agent } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { exchange } from './exchange.js';

/** What the service replied: its body parsed where it is JSON, the text otherwise. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  readonly text: string;
}

/** The code of a refusal. */
export const codeOf = ({ body }: Reply): unknown => Reflect.get(Object(body), 'code');

export interface Sending {
  /** The idempotency key. */
  readonly key?: string;
  readonly ifMatch?: string;
}

/** What an accepted command answers. */
export interface Done {
  readonly id: string;
  readonly revision: number;
  readonly position: number;
  readonly stream: string;
  readonly events: readonly { readonly id: string; readonly type: string }[];
  readonly repeated: boolean;
}

/** Connections are kept and shared: what is tried is the service, not the network. */
const agent = new Agent({ keepAlive: true, maxSockets: 128 });

/** Somebody who speaks to the service over HTTP. */
export class Caller {
  constructor(
    private readonly urlOf: () => string,
    private readonly token: string | null,
  ) {}

  get(path: string): Promise<Reply> {
    return this.send('GET', path, {});
  }

  post(path: string, body: object, { key, ifMatch }: Sending = {}): Promise<Reply> {
    return this.send(
      'POST',
      path,
      {
        'content-type': 'application/json',
        ...(key !== undefined && { 'idempotency-key': key }),
        ...(ifMatch !== undefined && { 'if-match': ifMatch }),
      },
      JSON.stringify(body),
    );
  }

  /** A file as the body. */
  upload(path: string, file: string | Buffer): Promise<Reply> {
    return this.send('POST', path, { 'content-type': 'text/csv' }, file);
  }

  /** Gives a command that must be accepted. @throws Error with what the service answered otherwise */
  async does(path: string, body: object = {}, sending: Sending = {}): Promise<Done> {
    const answer = await this.post(`/api/v1/${path}`, body, sending);
    if (answer.status !== 200 && answer.status !== 201) {
      throw new Error(`POST ${path} answered ${answer.status}: ${answer.text}`);
    }
    return answer.body as Done;
  }

  /** Reads what must be there. @throws Error with what the service answered otherwise */
  async reads<Read>(path: string): Promise<Read> {
    const answer = await this.get(`/api/v1/${path}`);
    if (answer.status !== 200) throw new Error(`GET ${path} answered ${answer.status}: ${answer.text}`);
    return answer.body as Read;
  }

  private async send(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string | Buffer,
  ): Promise<Reply> {
    const { protocol, hostname, port, pathname, search } = new URL(path, this.urlOf());
    const authorization = this.token === null ? {} : { authorization: `Bearer ${this.token}` };
    const options = { protocol, hostname, port, path: pathname + search, method, agent };
    const heard = await exchange({ ...options, headers: { ...headers, ...authorization } }, body);
    const isJson = /json/.test(heard.headers['content-type'] ?? '');
    const parsed: unknown = isJson ? JSON.parse(heard.text) : heard.text;
    return { ...heard, body: parsed };
  }
}
