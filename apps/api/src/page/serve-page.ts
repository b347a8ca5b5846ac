import { fastifyStatic } from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** The one style sheet that React Aria writes into the page, by its hash. */
const reactAriaSheet = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='";
const policy = `default-src 'none'; script-src 'self'; style-src 'self' ${reactAriaSheet}; connect-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'`;

/** What the page must know before its first call. */
export interface PageConfig {
  /** Whether the pumps are simulated in this process. */
  readonly simulated: boolean;
  /** `keys`: calls carry a key, or a token in its place. */
  readonly access: 'open' | 'keys';
  /** What the service’s present goes by. */
  readonly clock: 'wall' | 'stream';
}

/** Serves the page at `/`, its files under `/page/` and what it must know; nothing in it comes from elsewhere. */
export const servePage = async (http: FastifyInstance, folder: string, config: PageConfig): Promise<void> => {
  await http.register(fastifyStatic, {
    root: folder,
    prefix: '/page/',
    wildcard: false,
    index: false,
    cacheControl: true,
    maxAge: 0,
    setHeaders: response => {
      void response.header('content-security-policy', policy).header('x-content-type-options', 'nosniff');
    },
  });
  http.get('/', (_, reply) => reply.sendFile('index.html'));
  http.get('/page/config.json', (_, reply) => reply.header('cache-control', 'no-store').send(config));
};
