import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

/** One change of an alert as it came, its signature verified; `at` is `performance.now()` after that. */
export interface Receipt {
  readonly receiver: number;
  readonly alertId: string;
  readonly change: string;
  readonly at: number;
}

interface Message {
  readonly type: string;
  readonly data: { readonly id: string };
}

/** What a receiver does with what comes: answers 204, or nothing at all. */
export type Manner = 'answers' | 'hangs';

const secret = `whsec_${randomBytes(32).toString('base64')}`;
const webhook = new Webhook(secret);

/** Webhooks with a port of their own each, in this process. */
export class WebhookReceivers {
  /** Messages whose signature was wrong; none may be. */
  refused = 0;
  /** Requests that were never answered. */
  unanswered = 0;
  private readonly servers: Server[] = [];

  constructor(private readonly onReceipt: (receipt: Receipt) => void) {}

  /** Opens one more, and subscribes it to every alert; gives its subscription's id. */
  async subscribe(serviceUrl: string, manner: Manner = 'answers'): Promise<string> {
    const target = await this.#listen(manner);
    const body = JSON.stringify({ name: manner, channel: 'webhook', target, secret });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${serviceUrl}/v1/subscriptions`, { method: 'POST', headers, body });
    if (answer.status !== 201)
      throw new Error(`the subscription was answered ${answer.status}: ${await answer.text()}`);
    return ((await answer.json()) as { id: string }).id;
  }

  close(): void {
    for (const server of this.servers) {
      server.close();
      server.closeAllConnections();
    }
  }

  async #listen(manner: Manner): Promise<string> {
    const receiver = this.servers.length;
    const server = createServer((request, response) => {
      void this.#take(receiver, manner, request, response);
    });
    this.servers.push(server);
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }

  async #take(receiver: number, manner: Manner, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request).catch(() => null);
    if (body === null || manner === 'hangs') {
      this.unanswered += 1;
      return;
    }
    try {
      const { type, data } = webhook.verify(body, request.headers as Record<string, string>) as Message;
      this.onReceipt({ receiver, alertId: data.id, change: type, at: performance.now() });
      response.writeHead(204).end();
    } catch {
      this.refused += 1;
      response.writeHead(401).end();
    }
  }
}
