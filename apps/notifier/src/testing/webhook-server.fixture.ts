import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** One request as it came. */
export interface Posted {
  readonly path: string;
  readonly id: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly at: number;
}

/** How a server answers; `count` requests came before this one. */
export type Behaviour = (response: ServerResponse, posted: Posted, count: number) => void;

export const answers =
  (status: number, headers: Record<string, string> = {}): Behaviour =>
  response =>
    void response.writeHead(status, headers).end();

/** Never answers. */
export const hangs: Behaviour = () => undefined;

/** A subscriber's server that keeps what it is sent and answers as it is told. */
export class WebhookServer {
  readonly posted: Posted[] = [];

  private constructor(
    private readonly server: Server,
    public behaviour: Behaviour,
  ) {}

  static async listen(behaviour: Behaviour = answers(204)): Promise<WebhookServer> {
    const server = createServer();
    const own = new WebhookServer(server, behaviour);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void own.take(request, response);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return own;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hook`;
  }

  /** The alerts' versions in the order in which they came: `a:1`, … */
  get versions(): string[] {
    return this.posted.map(({ body }) => {
      const { data } = JSON.parse(body) as { data: { id: string; version: number } };
      return `${data.id}:${data.version}`;
    });
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise(resolve => {
      this.server.close(() => {
        resolve();
      });
    });
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const { headers, url = '' } = request;
    const posted = { path: url, id: String(headers['webhook-id']), headers, body, at: performance.now() };
    this.behaviour(response, posted, this.posted.push(posted) - 1);
  }
}
