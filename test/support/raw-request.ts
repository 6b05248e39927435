import { Agent } from 'node:http';
import type { Api } from './api.js';
import { exchange } from './exchange.js';
import type { Exchanged } from './exchange.js';

/** A request as it goes over the wire: nothing in its address is put right. */
export interface Raw {
  readonly method: string;
  readonly path: string;
  readonly as: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | undefined;
}

const agent = new Agent({ keepAlive: true });

/** Sends a request untouched. @throws Error where no answer came */
export function sendRaw(api: Api, { method, path, as, headers, body }: Raw): Promise<Exchanged> {
  const { hostname, port } = new URL(api.address);
  const authorization = as === null ? {} : { authorization: `Bearer ${api.tokenOf(as)}` };
  return exchange({ hostname, port, method, path, agent, headers: { ...headers, ...authorization } }, body);
}
