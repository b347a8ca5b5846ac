import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '@cisterna/platform';
import { Asked, type CallOf } from '../http/call.ts';
import { Handles } from '../http/route.ts';
import { LOG, STREAMS } from '../tokens.ts';
import type { StreamHub } from './stream-hub.ts';
import { streamRoute } from './stream.routes.ts';

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
  // Ending the answer ends the connection: a stopping server need not wait for it.
  connection: 'close',
};

@Controller()
export class StreamController {
  constructor(
    @Inject(STREAMS) private readonly hub: StreamHub,
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
    try {
      await this.hub.serve(reply.raw, filter, start);
    } catch (err) {
      this.log.warn({ err }, 'stream.broken-off');
      reply.raw.destroy();
    }
  }
}
