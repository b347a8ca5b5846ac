import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

/** How a subscriber is at the moment: well, failing, silent, or taking messages and losing the connection before it can say so. */
export type Mood = 'well' | 'failing' | 'silent' | 'cutting';

interface Received {
  readonly id: string;
  readonly change: string;
}

/** A subscriber that has moods, and keeps account of what it received and in which order. */
export class UnsteadySubscriber {
  mood: Mood = 'well';
  /** The distinct changes received, `<alertId> <version>`, with their webhook ids. */
  readonly ids = new Map<string, Set<string>>();
  /** What must not happen: a change before the one before it was taken, or a wrong signature. */
  readonly faults: string[] = [];
  /** All that came, repeats included. */
  received = 0;
  private readonly takenVersion = new Map<string, number>();
  private server: Server | null = null;
  private port = 0;

  constructor(private readonly secret: string) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}/`;
  }

  /** Listens, after a while away at the same address. */
  async listen(): Promise<void> {
    const server = createServer((request, response) => {
      this.take(request, response).catch((error: unknown) => {
        this.faults.push(String(error));
        response.destroy();
      });
    });
    await new Promise<void>(resolve => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /** Goes away: nothing listens there any more. */
  async leave(): Promise<void> {
    const { server } = this;
    this.server = null;
    server?.closeAllConnections();
    if (server === null) return;
    await new Promise<void>(resolve => {
      server.close(() => {
        resolve();
      });
    });
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request).catch(() => null);
    if (body === null) return; // the sender was killed while it spoke
    this.note(this.read(body, request));
    if (this.mood === 'cutting') response.destroy();
    if (this.mood === 'well' || this.mood === 'failing') response.writeHead(this.mood === 'well' ? 204 : 500).end();
  }

  private read(body: string, { headers }: IncomingMessage): Received {
    const { data } = new Webhook(this.secret).verify(body, headers as Record<string, string>) as {
      data: { id: string; version: number };
    };
    const taken = this.takenVersion.get(data.id) ?? 0;
    if (data.version > taken + 1)
      this.faults.push(`${data.id}: version ${data.version} came, ${taken} was the last taken`);
    if (this.mood === 'well') this.takenVersion.set(data.id, Math.max(taken, data.version));
    return { id: String(headers['webhook-id']), change: `${data.id} ${data.version}` };
  }

  private note({ id, change }: Received): void {
    this.received += 1;
    this.ids.set(change, (this.ids.get(change) ?? new Set()).add(id));
  }
}
