import { fastifyStatic } from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'";

/** Serves the page at `/` and its files under `/page/`; nothing in it comes from elsewhere. */
export const servePage = async (http: FastifyInstance, folder: string): Promise<void> => {
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
};
