import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { EventsAnswer } from '@cisterna/contract';
import type { EventLog } from '@cisterna/event-log';
import { loadPumps, type ReadModel } from '@cisterna/read-model';
import type { Principal } from '../access/principal.ts';
import { Asked, type CallOf } from '../http/call.ts';
import { Handles } from '../http/route.ts';
import type { ServiceTime } from '../service-time.ts';
import { EVENT_LOG, READ_MODEL, TIME } from '../tokens.ts';
import { eventMediaType, eventsOf, judgeEvents, type TakenEvent } from './judge-events.ts';
import { requireTelemetryAccess } from './telemetry-access.ts';
import { postEventsRoute } from './telemetry.routes.ts';

const headers = { 'content-type': eventMediaType };

@Controller()
export class TelemetryController {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(READ_MODEL) private readonly model: ReadModel,
    @Inject(TIME) private readonly time: ServiceTime,
  ) {}

  @Handles(postEventsRoute)
  async post(
    @Asked() { principal, body }: CallOf<typeof postEventsRoute>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EventsAnswer> {
    const { taken, rejected } = judgeEvents(eventsOf(body), at => this.time.receiptOf(at));
    await this.admit(principal, taken);
    if (taken.length > 0) {
      await this.log.append(
        taken.map(({ event, text }) => ({ key: event.pumpId, value: text, headers, receivedAt: event.receivedAt })),
      );
    }
    void reply.status(taken.length > 0 ? 202 : 422);
    return { accepted: taken.length, rejected };
  }

  private async admit(principal: Principal, taken: readonly TakenEvent[]): Promise<void> {
    if (principal.role === 'admin') return;
    const pumps = await loadPumps(this.model, [...new Set(taken.map(({ event }) => event.pumpId))]);
    const clinics = new Map(pumps.map(({ pumpId, clinicId }) => [pumpId, clinicId]));
    requireTelemetryAccess(principal, taken, pumpId => clinics.get(pumpId) ?? null);
  }
}
