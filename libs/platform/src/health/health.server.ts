import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from '../metrics.ts';
import type { Settings } from '../settings/settings.ts';
import type { Health, HealthAnswer } from './health.ts';

/** The address is taken or not this machine's; `retriable` where another process may free it. */
export class ListenError extends Error {
  readonly code: 'address-in-use' | 'address-unusable';
  readonly retriable: boolean;

  constructor(host: string, port: number, cause: NodeJS.ErrnoException) {
    const taken = cause.code === 'EADDRINUSE';
    super(
      taken
        ? `${host}:${port} is in use by another process: set PORT`
        : `can't listen on ${host}:${port}: ${cause.message}`,
      { cause },
    );
    this.name = 'ListenError';
    this.code = taken ? 'address-in-use' : 'address-unusable';
    this.retriable = taken;
  }
}

/** A running server; `port` is the real one where 0 was asked for. */
export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

interface Page {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

const json = ({ status, body }: HealthAnswer): Page => ({
  status,
  type: 'application/json',
  text: JSON.stringify(body),
});

const problem = (status: number, title: string, code: string): Page => ({
  status,
  type: 'application/problem+json',
  text: JSON.stringify({ type: 'about:blank', title, status, code }),
});

const pageOf = async (request: IncomingMessage, health: Health, { registry }: Metrics): Promise<Page> => {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return problem(405, 'Method Not Allowed', 'method-not-allowed');
  switch (request.url?.split('?')[0]) {
    case '/health/live':
      return json(health.live());
    case '/health/ready':
      return json(await health.ready());
    case '/metrics':
      return { status: 200, type: registry.contentType, text: await registry.metrics() };
    default:
      return problem(404, 'Not Found', 'not-found');
  }
};

const send = (request: IncomingMessage, response: ServerResponse, page: Page): void => {
  response.writeHead(page.status, {
    'content-type': page.type,
    'content-length': Buffer.byteLength(page.text),
    'cache-control': 'no-store',
    ...(page.status === 405 ? { allow: 'GET, HEAD' } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : page.text);
};

/**
 * Serves `/health/live`, `/health/ready` and `/metrics` for a part that has no API.
 * @throws ListenError when the address can't be had.
 */
export const serveHealth = async (
  settings: Pick<Settings, 'http'>,
  health: Health,
  metrics: Metrics,
): Promise<HealthServer> => {
  const { host, port } = settings.http;
  const server = createServer((request, response) => {
    pageOf(request, health, metrics)
      .catch(() => problem(500, 'Internal Server Error', 'internal'))
      .then(
        page => {
          send(request, response, page);
        },
        () => response.destroy(),
      );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', error => {
      reject(new ListenError(host, port, error));
    });
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise(resolve => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};
