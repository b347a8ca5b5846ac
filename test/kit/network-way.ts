import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A way to a server on this machine that can be cut, or fall silent without ending any connection, as a network would. */
export class NetworkWay {
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;
  private isCut = false;
  private held: (() => void)[] | null = null;

  private constructor(private readonly targetPort: number) {
    this.server = createServer(near => {
      this.join(near);
    });
  }

  static async to(targetPort: number): Promise<NetworkWay> {
    const way = new NetworkWay(targetPort);
    way.server.listen(0, '127.0.0.1');
    await once(way.server, 'listening');
    return way;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Breaks all connections, and every new one at once. */
  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  /** Lets new connections through after a cut. */
  mend(): void {
    this.isCut = false;
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
    this.cut();
    this.held = null;
    this.server.close();
    await once(this.server, 'close');
  }

  private join(near: Socket): void {
    if (this.isCut) {
      near.destroy();
      return;
    }
    const far = connect(this.targetPort, '127.0.0.1');
    this.pass(near, far);
    this.pass(far, near);
  }

  private pass(from: Socket, to: Socket): void {
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

  private carry(action: () => void): void {
    if (this.held === null) action();
    else this.held.push(action);
  }
}
