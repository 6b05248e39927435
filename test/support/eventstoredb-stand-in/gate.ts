import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** The wire between client and server, so that a test can cut it, or let it hang, as a killed or frozen server would. */
export class Gate {
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  private isFrozen = false;
  private chosen = 0;

  get port(): number {
    return this.chosen;
  }

  /** Lets connections through to a port of this machine; the same port outside every time. */
  async open(inside: number): Promise<void> {
    const server = createServer((outer) => {
      const inner = connect(inside, '127.0.0.1');
      for (const [socket, other] of [
        [outer, inner],
        [inner, outer],
      ] as const) {
        this.sockets.add(socket);
        socket.setNoDelay(true);
        socket.on('error', () => other.destroy());
        socket.on('close', () => {
          this.sockets.delete(socket);
          other.destroy();
        });
        socket.pipe(other);
        if (this.isFrozen) socket.pause();
      }
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(this.chosen, '127.0.0.1', resolve);
    });
    this.chosen = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /** Every connection reset and none taken any more, as when the process is killed. */
  async slam(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    const closed = new Promise<void>((resolve) => (server === undefined ? resolve() : server.close(() => resolve())));
    for (const socket of this.sockets) socket.resetAndDestroy();
    await closed;
  }

  /** Connections stay, and nothing comes through either way. */
  freeze(): void {
    this.isFrozen = true;
    for (const socket of this.sockets) socket.pause();
  }

  thaw(): void {
    this.isFrozen = false;
    for (const socket of this.sockets) socket.resume();
  }
}
