import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';

/** A whole API key in the form of GOV.UK Notify, of nobody. */
export const NOTIFY_KEY = 'council-3d844edf-8d35-48ac-975b-e847b4f122b0-26785a09-ab16-4eb0-8407-a37497a57506';

/** GOV.UK Notify at the edge: takes e-mails, and says of each by its reference what a test has it say. */
export class NotifyServer {
  /** References in the order they came. */
  readonly taken: string[] = [];
  /** By reference; `sending` where nothing is said. */
  readonly statuses = new Map<string, string>();
  isAway = false;
  /** What is wrong with how the service that sends is set up, as Notify would say it; nothing where all is well. */
  refusal: { readonly status: number; readonly error: string; readonly message: string } | undefined;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<NotifyServer> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const notify = new NotifyServer(server, `http://127.0.0.1:${port}`);
    server.on('request', (request, response) => {
      void notify.answer(request).then((answer) => {
        const taken = request.method === 'POST' ? (notify.refusal?.status ?? 201) : 200;
        response
          .writeHead(notify.isAway ? 503 : taken, { 'content-type': 'application/json' })
          .end(JSON.stringify(answer));
      });
    });
    return notify;
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage): Promise<object> {
    if (this.isAway) return { errors: [] };
    if (request.method === 'POST') {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      if (this.refusal !== undefined) return { status_code: this.refusal.status, errors: [this.refusal] };
      const { reference } = JSON.parse(body) as { reference: string };
      this.taken.push(reference);
      return { id: String(this.taken.length), reference };
    }
    const reference = new URL(request.url ?? '', this.url).searchParams.get('reference') ?? '';
    const sent = this.taken.filter((taken) => taken === reference);
    return {
      notifications: sent.map(() => ({ reference, status: this.statuses.get(reference) ?? 'sending' })),
      links: {},
    };
  }
}
