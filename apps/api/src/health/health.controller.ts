import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Health, HealthAnswer, Metrics } from '@cisterna/platform';
import { Handles } from '../http/route.ts';
import { HEALTH, METRICS } from '../tokens.ts';
import { live, metrics, ready } from './health.routes.ts';

const sent = (reply: FastifyReply, { status, body }: HealthAnswer): object => {
  void reply.status(status).header('cache-control', 'no-store');
  return body;
};

@Controller()
export class HealthController {
  constructor(
    @Inject(HEALTH) private readonly health: Health,
    @Inject(METRICS) private readonly metricsOfProcess: Metrics,
  ) {}

  @Handles(live)
  live(@Res({ passthrough: true }) reply: FastifyReply): object {
    return sent(reply, this.health.live());
  }

  @Handles(ready)
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    return sent(reply, await this.health.ready());
  }

  @Handles(metrics)
  async metrics(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { registry } = this.metricsOfProcess;
    void reply.type(registry.contentType).header('cache-control', 'no-store');
    return registry.metrics();
  }
}
