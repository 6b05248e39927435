import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

export interface Request {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

/**
 * Kept-alive connections that each send a POST, read its answer whole, and send the next. Written on bare sockets: the
 * client shares the machine with the server it loads, so it must cost little.
 */
export class HttpLoad {
  private constructor(
    private readonly sockets: readonly Socket[],
    private readonly port: number,
  ) {}

  static async open(port: number, connections: number): Promise<HttpLoad> {
    const sockets = Array.from({ length: connections }, () => connect({ port, host: '127.0.0.1', noDelay: true }));
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    return new HttpLoad(sockets, port);
  }

  /** Sends all of them, as many at once as there are connections. @throws Error for an answer other than 200 */
  async send(requests: readonly Request[]): Promise<void> {
    const texts = requests.map((request) => this.text(request));
    let next = 0;
    await Promise.all(
      this.sockets.map(async (socket) => {
        for (let text = texts[next++]; text !== undefined; text = texts[next++]) await answered(socket, text);
      }),
    );
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  private text({ path, headers, body }: Request): string {
    const json = JSON.stringify(body);
    const lines = Object.entries({
      host: `127.0.0.1:${this.port}`,
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(json)),
      ...headers,
    }).map(([name, value]) => `${name}: ${value}\r\n`);
    return `POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n${json}`;
  }
}

function answered(socket: Socket, request: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    const done = (error?: Error): void => {
      socket.off('data', take).off('error', done).off('close', closed);
      if (error === undefined) resolve();
      else reject(error);
    };
    const closed = (): void => done(new Error('The server closed the connection'));
    const take = (chunk: Buffer): void => {
      text += chunk.toString('latin1');
      const head = text.indexOf('\r\n\r\n');
      if (head === -1) return;
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0);
      if (text.length < head + 4 + length) return;
      done(text.startsWith('HTTP/1.1 200 ') ? undefined : new Error(text.slice(0, head)));
    };
    socket.on('data', take).on('error', done).on('close', closed);
    socket.write(request);
  });
}
