import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

/** What Cisterna posts; `data` is the alert after the change. */
export interface Message {
  readonly type: string;
  readonly timestamp: string;
  readonly test?: true;
  readonly data: { readonly id: string; readonly version: number; readonly title: string };
}

/** A subscriber: takes messages whose signature is right, each once. What came again was sent again because our answer was lost. */
export const subscriber = (secret: string, onMessage: (message: Message, webhookId: string) => void): Server => {
  const webhook = new Webhook(secret);
  const seen = new Set<string>();
  return createServer((request, response) => {
    const answer = async (): Promise<number> => {
      const message = webhook.verify(await text(request), request.headers as Record<string, string>) as Message;
      const webhookId = String(request.headers['webhook-id']);
      if (!seen.has(webhookId)) onMessage(message, webhookId);
      seen.add(webhookId);
      return 204;
    };
    answer().then(
      status => response.writeHead(status).end(),
      () => response.writeHead(401).end(),
    );
  });
};
