import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger as NestLogger } from 'nestjs-pino';
import { ListenError } from '@cisterna/platform';
import type { Api, ApiDependencies } from './api.ts';
import { ApiModule } from './api.module.ts';
import { createAdapter } from './http/fastify.ts';
import { measureRequests } from './http/request-metrics.ts';
import { pageFolder } from './page/page-files.ts';
import { servePage } from './page/serve-page.ts';

/** Answers under way have this long when the API closes. */
const graceMs = 1_000;

/** Begins to listen and gives the address; the error of a taken address is the same as that of the other parts. */
const listenOn = async (
  app: NestFastifyApplication,
  { host, port }: ApiDependencies['settings']['http'],
): Promise<string> => {
  try {
    await app.listen(port, host);
    // Only now: what Nest tells while it starts is about itself.
    app.useLogger(app.get(NestLogger));
    return await app.getUrl();
  } catch (error) {
    throw error instanceof Error && 'syscall' in error
      ? new ListenError(host, port, error as NodeJS.ErrnoException)
      : error;
  }
};

/** Waits for answers under way, but not for ever: then their connections are closed. */
const closeWithin = async (ms: number, app: NestFastifyApplication): Promise<void> => {
  const server = app.getHttpServer();
  const force = setTimeout(() => {
    server.closeAllConnections();
  }, ms);
  try {
    await app.close();
  } finally {
    clearTimeout(force);
  }
};

/** Puts the API together without listening yet; everything it is given stays open when it closes. */
export const createApi = async (parts: ApiDependencies): Promise<Api> => {
  const adapter = createAdapter();
  const http = adapter.getInstance();
  measureRequests(http, parts.metrics.registry);
  const { access, clock, simulatedPumps } = parts.settings;
  await servePage(http, pageFolder(), { simulated: simulatedPumps > 0, access: access.kind === 'open' ? 'open' : 'keys', clock });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.with(parts), adapter, {
    bodyParser: false,
    logger: false,
    abortOnError: false,
  });
  let url = '';
  return {
    listen: async () => {
      url = await listenOn(app, parts.settings.http);
      parts.log.info({ url }, 'api.listening');
    },
    close: () => closeWithin(graceMs, app),
    get url() {
      return url;
    },
  };
};
