import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { subscriber, type Message } from '../../examples/subscriber.ts';

/** The example subscriber, listening, and what it took. */
export class ExampleSubscriber {
  readonly messages: Message[] = [];
  readonly ids: string[] = [];
  private readonly server: Server;

  private constructor(secret: string) {
    this.server = subscriber(secret, (message, webhookId) => {
      this.messages.push(message);
      this.ids.push(webhookId);
    });
  }

  static async listen(secret: string): Promise<ExampleSubscriber> {
    const own = new ExampleSubscriber(secret);
    await new Promise<void>(resolve => own.server.listen(0, '127.0.0.1', resolve));
    return own;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/alerts`;
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise(resolve => {
      this.server.close(() => {
        resolve();
      });
    });
  }
}
