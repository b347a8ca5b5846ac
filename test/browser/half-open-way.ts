import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A way to a service that can fall silent without ending any connection, as a network does whose path is gone. */
export class HalfOpenWay {
  private held: (() => void)[] | null = null;
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  private constructor(private readonly port: number) {
    this.server = createServer(socket => {
      this.join(socket);
    });
  }

  static async to(serviceUrl: string): Promise<HalfOpenWay> {
    const way = new HalfOpenWay(Number(new URL(serviceUrl).port));
    way.server.listen(0, '127.0.0.1');
    await once(way.server, 'listening');
    return way;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** From now on nothing passes, and nobody is told. */
  silence(): void {
    this.held ??= [];
  }

  /** What was held passes, and so does all that follows. */
  resume(): void {
    const held = this.held ?? [];
    this.held = null;
    for (const carry of held) carry();
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private join(near: Socket): void {
    const far = connect(this.port, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(from);
      from.on('data', chunk => {
        this.carry(() => to.write(chunk));
      });
      from.on('error', () => from.destroy());
      from.on('close', () => {
        this.sockets.delete(from);
        this.carry(() => to.destroy());
      });
    }
  }

  private carry(action: () => void): void {
    if (this.held === null) action();
    else this.held.push(action);
  }
}
