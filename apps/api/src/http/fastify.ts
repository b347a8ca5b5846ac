import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { bodyLimitBytes } from './json-body.ts';
import { sendProblem } from './problem.filter.ts';
import { problemOf } from './problem-of.ts';

/**
 * The HTTP server: bodies arrive as bytes whatever their media type (a route says which it takes), up to 8 MiB; what the router
 * itself refuses is a problem document too.
 */
export const createAdapter = (): FastifyAdapter => {
  const adapter = new FastifyAdapter({
    bodyLimit: bodyLimitBytes,
    routerOptions: { maxParamLength: 1024 },
    frameworkErrors: (error: Error, _request: FastifyRequest, reply: FastifyReply) => {
      sendProblem(reply, problemOf(error));
    },
  });
  const http = adapter.getInstance();
  http.removeAllContentTypeParsers();
  http.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: bodyLimitBytes }, (_, body, done) => {
    done(null, body);
  });
  return adapter;
};
