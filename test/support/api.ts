import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pino from 'pino';
import { newToken } from '#access';
import type { SignInSettings } from '#accounts';
import type { Role } from '#domain';
import { ExportFiles, exportFolder } from '#exports';
import { Queues } from '../../apps/server/queues.js';
import { DESCRIPTION } from '../../apps/server/documentation/description.js';
import type { Description } from '../../apps/server/documentation/description.js';
import { createServer } from '../../apps/server/service/server.js';
import { Council } from './council.js';
import { PageVisitor } from './page-visitor.js';
import { DescribedAnswers } from './described-answers.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; an empty object where it is none. */
  readonly json: Record<string, unknown>;
}

export interface Request {
  readonly as?: string | null;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The service of a council, over real HTTP. Every answer is held against the description. */
export class Api {
  private readonly tokens = new Map<string, string>();
  private described: DescribedAnswers | undefined;

  private constructor(
    readonly council: Council,
    private readonly server: NestFastifyApplication,
    readonly address: string,
    /** What the service logged. */
    readonly lines: readonly string[],
  ) {}

  /**
   * @param queues that the service can look into
   * @param signIn how people sign in to its pages: by a password where it is left out
   */
  static async open(queues = new Queues(), signIn?: SignInSettings): Promise<Api> {
    const council = await Council.open('service');
    const lines: string[] = [];
    const files = new ExportFiles(exportFolder({}, council.first.dataDir));
    const log = pino({}, { write: (line: string) => void lines.push(line) });
    const server = await createServer(council.first, log, { queues, files, signIn });
    await server.listen(0, '127.0.0.1');
    const { port } = server.getHttpServer().address() as AddressInfo;
    const api = new Api(council, server, `http://127.0.0.1:${port}`, lines);
    for (const [name, role] of PEOPLE) await api.signIn(name, role);
    api.described = new DescribedAnswers(server.get<Description>(DESCRIPTION).document ?? { paths: {} });
    return api;
  }

  /** A token that somebody made for themself. */
  async signIn(name: string, role: Role): Promise<void> {
    const { token, digest } = newToken();
    await this.council.does({
      name: 'CreateToken',
      target: this.council.idOf(name),
      body: { roles: [role], digest },
      actor: this.council.actor(name, role),
    });
    this.tokens.set(name, token);
  }

  get(path: string, as: string | null = 'Cora', headers: Request['headers'] = {}): Promise<Answer> {
    return this.send('GET', path, { as, headers });
  }

  post(path: string, body: unknown, as: string | null = 'Cora', headers: Request['headers'] = {}): Promise<Answer> {
    return this.send('POST', path, { as, body, headers });
  }

  async send(method: string, path: string, { as = null, body, headers = {} }: Request): Promise<Answer> {
    const token = as === null ? undefined : this.tokenOf(as);
    const raw = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(`${this.address}${path}`, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : raw ? (body as BodyInit) : JSON.stringify(body),
    });
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    const json = type.includes('json') ? JSON.parse(text) : {};
    this.described?.check(method, path, { status: response.status, type, body: type.includes('json') ? json : text });
    return { status: response.status, headers: response.headers, text, json };
  }

  /** The token of somebody who signed in; of others what was given. */
  tokenOf(name: string): string {
    return this.tokens.get(name) ?? name;
  }

  /** Somebody with a browser of their own, who has not signed in. @param headers of each request */
  visitor(headers?: Readonly<Record<string, string>>): PageVisitor {
    return new PageVisitor(() => this.address, headers);
  }

  /** Every route there is: `GET /tasks`. Of the two names of reading one. */
  routes(): readonly string[] {
    return routesIn(this.server.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false }));
  }

  head(): Promise<number> {
    return this.council.first.ledger.store.head();
  }

  async close(): Promise<void> {
    await this.server.close();
    await this.council.close();
  }
}

const PEOPLE: readonly (readonly [string, Role])[] = [
  ['Cora', 'coordinator'],
  ['Ann', 'auditor'],
  ['Abe', 'auditor'],
  ['Mo', 'moderator'],
  ['Max', 'moderator'],
  ['Pat', 'practitioner'],
  ['Tess', 'team_manager'],
  ['Lee', 'leader'],
];

/** Routes of the tree that the framework prints, each line a part of an address below those it is indented under. */
function routesIn(tree: string): readonly string[] {
  const above: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const found = /^(.*?)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line);
    if (found === null) return [];
    const [, indent = '', part = '', methods = ''] = found;
    const depth = indent.length / 4;
    above.splice(depth, above.length, `${above[depth - 1] ?? ''}${part}`);
    return methods
      .split(', ')
      .filter((method) => method === 'GET' || method === 'POST')
      .map((method) => `${method} ${above[depth]}`);
  });
}
