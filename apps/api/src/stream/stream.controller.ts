import type { ServerResponse } from 'node:http';
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock, Logger } from '@cisterna/platform';
import { Asked, type CallOf } from '../http/call.ts';
import { Handles } from '../http/route.ts';
import { CLOCK, LOG, STREAMS } from '../tokens.ts';
import type { StreamHub } from './stream-hub.ts';
import { streamRoute } from './stream.routes.ts';

/** Node's timers take no longer time: 2^31 − 1 ms, almost 25 days. */
const longestTimerMs = 2_147_483_647;

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
  // Ending the answer ends the connection: a stopping server need not wait for it.
  connection: 'close',
};

/** Ends an answer with the token that opened it; the client may come back with another. */
const endAfter = (out: ServerResponse, remainingMs: number): void => {
  const timer = setTimeout(() => out.end(), Math.min(Math.max(0, remainingMs), longestTimerMs));
  out.once('close', () => {
    clearTimeout(timer);
  });
};

@Controller()
export class StreamController {
  constructor(
    @Inject(STREAMS) private readonly hub: StreamHub,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  @Handles(streamRoute)
  async stream(
    @Asked() { principal, query, headers: asked }: CallOf<typeof streamRoute>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (request.method === 'HEAD') {
      void reply.headers(headers).send();
      return;
    }
    const filter = { principal, pumpIds: query.pumpId, clinicIds: query.clinicId };
    const lastEventId = asked['last-event-id'];
    const start = await this.hub.start(typeof lastEventId === 'string' ? lastEventId : undefined, filter);
    reply.hijack();
    reply.raw.writeHead(200, headers);
    reply.raw.flushHeaders();
    if (principal.untilMs !== undefined) endAfter(reply.raw, principal.untilMs - this.clock.now());
    try {
      await this.hub.serve(reply.raw, filter, start);
    } catch (err) {
      this.log.warn({ err }, 'stream.broken-off');
      reply.raw.destroy();
    }
  }
}
