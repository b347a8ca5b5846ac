import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SimulatedRecord } from '../fleet/arrivals.ts';
import { HttpSink } from './sink.http.ts';

interface Call {
  readonly path: string | undefined;
  readonly contentType: string | undefined;
  readonly authorization: string | undefined;
  readonly events: readonly { readonly n: number }[];
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

/** A service that answers each call by the next of the given answers, the last one for ever. */
class Service {
  readonly calls: Call[] = [];
  private readonly server: Server;

  constructor(private readonly answers: readonly { readonly status: number; readonly body: unknown }[]) {
    this.server = createServer((request, response) => {
      void this.answer(request, response);
    });
  }

  async listen(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const events = JSON.parse(await bodyOf(request)) as { n: number }[];
    const { 'content-type': contentType, authorization } = request.headers;
    const { status, body } = this.answers[Math.min(this.calls.length, this.answers.length - 1)]!;
    this.calls.push({ path: request.url, contentType, authorization, events });
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }
}

const accepted = { status: 202, body: { accepted: 1, rejected: [] } };
const records = (count: number): readonly SimulatedRecord[] =>
  Array.from({ length: count }, (_, n) => ({ pumpId: 'P-1', arrivalAt: n, value: `{"n":${n}}` }));

const withService = async (
  answers: ConstructorParameters<typeof Service>[0],
  use: (sink: HttpSink, service: Service) => Promise<void>,
): Promise<void> => {
  const service = new Service(answers);
  const url = await service.listen();
  try {
    await use(new HttpSink(url, 'secret-key', 1), service);
  } finally {
    await service.close();
  }
};

describe('HttpSink', () => {
  it('posts batches of at most a thousand, in order', () =>
    withService([accepted], async (sink, { calls }) => {
      await sink.write(records(2300));
      await sink.close();
      expect(calls.map(({ events }) => events.length)).toEqual([1000, 1000, 300]);
      expect(calls.flatMap(({ events }) => events.map(({ n }) => n))).toEqual(records(2300).map((_, n) => n));
      expect(calls[0]).toMatchObject({
        path: '/v1/events',
        contentType: 'application/cloudevents-batch+json',
        authorization: 'Bearer secret-key',
      });
    }));

  it('posts nothing for nothing', () =>
    withService([accepted], async (sink, { calls }) => {
      await sink.write([]);
      expect(calls).toEqual([]);
    }));

  it('tries again while the service is too busy', () =>
    withService([{ status: 503, body: {} }, { status: 429, body: {} }, accepted], async (sink, { calls }) => {
      await sink.write(records(5));
      expect(calls.map(({ events }) => events.length)).toEqual([5, 5, 5]);
    }));

  it('gives up after eight tries', () =>
    withService([{ status: 503, body: { code: 'unavailable' } }], async (sink, { calls }) => {
      await expect(sink.write(records(1))).rejects.toMatchObject({ code: 'http-refused', retriable: false });
      expect(calls).toHaveLength(8);
    }));

  it('says so when the service refuses the call', () =>
    withService([{ status: 401, body: { code: 'unauthenticated' } }], async sink => {
      await expect(sink.write(records(1))).rejects.toThrow(/answered 401: .*unauthenticated/);
    }));

  it.each([202, 422])('says so when an event is rejected with %d', status =>
    withService(
      [{ status, body: { accepted: 0, rejected: [{ index: 0, code: 'invalid-data', detail: 'bad' }] } }],
      async sink => {
        await expect(sink.write(records(1))).rejects.toMatchObject({
          code: 'records-rejected',
          message: '1 events rejected, the first: invalid-data (bad)',
        });
      },
    ),
  );

  it('says so when nobody answers', async () => {
    const service = new Service([accepted]);
    const url = await service.listen();
    await service.close();
    await expect(new HttpSink(url, null, 1).write(records(1))).rejects.toMatchObject({
      code: 'http-unreachable',
      cause: { message: 'fetch failed' },
    });
  });
});
