import { Sessions, SqliteSessionStore, formToken } from '#sessions';
import type { Role } from '#domain';
import type { Api } from '../support/index.js';

/** A page as it came. */
export interface PageAnswer {
  readonly status: number;
  /** Where it leads on; null for a page. */
  readonly location: string | null;
  readonly text: string;
}

/** What a form of a page sends: what is hidden in it, and what was typed. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** Somebody with a cookie and without scripts, whose requests are made one by one. */
export class Browserless {
  private constructor(
    private readonly api: Api,
    private readonly secret: string,
  ) {}

  /** Signs somebody in as the sign-in page would. */
  static async signedIn(api: Api, name: string, role: Role): Promise<Browserless> {
    const who = {
      personId: api.council.idOf(name),
      roles: [role],
      way: 'password',
      endings: 0,
      provider: null,
    } as const;
    return Browserless.withSessions(api, async (sessions) => {
      const { secret } = await sessions.begin(who);
      return new Browserless(api, secret);
    });
  }

  /** Works on the sessions as another process would. */
  static async withSessions<Answer>(
    { council }: Api,
    work: (sessions: Sessions, store: SqliteSessionStore) => Promise<Answer>,
  ): Promise<Answer> {
    const store = SqliteSessionStore.open(council.first.dataDir);
    try {
      return await work(new Sessions({ store, clock: () => council.now }), store);
    } finally {
      await store.close();
    }
  }

  /** As every form of their pages carries it. */
  get formToken(): string {
    return formToken(this.secret);
  }

  get(path: string): Promise<PageAnswer> {
    return this.ask(path, { method: 'GET' });
  }

  /** The hidden fields of the page's form that asks for a command. */
  async open(path: string): Promise<Fields> {
    return hiddenIn((await this.get(path)).text);
  }

  post(path: string, fields: Fields, accept = 'text/html'): Promise<PageAnswer> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields))
      for (const each of typeof value === 'string' ? [value] : value) body.append(name, each);
    return this.ask(path, { method: 'POST', body, headers: { accept } });
  }

  /** Sends a form with a file; its token goes before the file. */
  upload(path: string, fields: Readonly<Record<string, string>>, file: Buffer, name: string): Promise<PageAnswer> {
    const body = new FormData();
    for (const [field, value] of Object.entries({ formToken: this.formToken, ...fields })) body.set(field, value);
    body.set('file', new Blob([new Uint8Array(file)]), name);
    return this.ask(path, { method: 'POST', body });
  }

  private async ask(path: string, { headers, ...more }: RequestInit): Promise<PageAnswer> {
    const response = await fetch(`${this.api.address}${path}`, {
      ...more,
      redirect: 'manual',
      headers: { accept: 'text/html', ...headers, cookie: `plumbline=${this.secret}` },
    });
    return { status: response.status, location: response.headers.get('location'), text: await response.text() };
  }
}

function hiddenIn(html: string): Fields {
  const form = html.match(/<form method="post" novalidate[\s\S]*?<\/form>/)?.[0] ?? '';
  return Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
}
