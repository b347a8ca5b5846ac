import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '@cisterna/platform';
import { LOG, ROUTES } from '../tokens.ts';
import { allowedMethods } from './allowed-methods.ts';
import { Problem } from './problem.ts';
import { problemOf } from './problem-of.ts';
import type { Route } from './route.ts';

/** Sends a problem as `application/problem+json`; as bytes, for a text would get a charset, which JSON has none of. */
export const sendProblem = (reply: FastifyReply, problem: Problem): void => {
  void reply
    .status(problem.status)
    .headers(problem.headers)
    .type('application/problem+json')
    .send(Buffer.from(JSON.stringify(problem.body())));
};

/** Turns every failure of a request into a problem; those that nobody foresaw are logged. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly methodsOf: (path: string) => readonly string[];

  constructor(
    @Inject(ROUTES) routes: readonly Route[],
    @Inject(LOG) private readonly log: Logger,
  ) {
    this.methodsOf = allowedMethods(routes);
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const problem = this.sharpened(problemOf(error), request);
    this.report(problem, request);
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent || reply.raw.headersSent) reply.raw.destroy();
    else sendProblem(reply, problem);
  }

  /** A path that exists with another method is 405, not 404. */
  private sharpened(problem: Problem, request: FastifyRequest): Problem {
    if (problem.code !== 'not-found' || problem.faults.length > 0) return problem;
    const methods = this.methodsOf(request.url.split('?', 1)[0] ?? '');
    if (methods.length === 0 || methods.includes(request.method)) return problem;
    return new Problem('method-not-allowed', `This path takes ${methods.join(', ')}.`, {
      headers: { allow: methods.join(', ') },
    });
  }

  private report(problem: Problem, request: FastifyRequest): void {
    const fields = { method: request.method, url: request.url, err: problem.cause };
    if (problem.code === 'internal') this.log.error(fields, 'http.request-failed');
    if (problem.code === 'unavailable') this.log.warn(fields, 'http.store-unavailable');
  }
}
