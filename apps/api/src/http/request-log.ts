import type { Logger } from '@cisterna/platform';
import type { Params } from 'nestjs-pino';

const quietUntil = 500;

/** One line per answer, `debug` unless the service failed; neither headers nor bodies are written. */
export const requestLog = (log: Logger): Params => ({
  pinoHttp: {
    logger: log,
    customLogLevel: (_, response, error) =>
      error === undefined && response.statusCode < quietUntil ? 'debug' : 'warn',
    customSuccessMessage: () => 'http.answered',
    customErrorMessage: () => 'http.answered-with-failure',
    serializers: {
      req: ({ id, method, url }: { id: unknown; method: unknown; url: unknown }) => ({ id, method, url }),
      res: ({ statusCode }: { statusCode: unknown }) => ({ statusCode }),
    },
  },
});
