import { setTimeout as delay } from 'node:timers/promises';
import { Controller, Inject } from '@nestjs/common';
import type { FleetView } from '@cisterna/contract';
import type { EventLog } from '@cisterna/event-log';
import { fleetCounts, partitionStates, type ReadModel } from '@cisterna/read-model';
import { visibleClinics } from '../access/principal.ts';
import { Asked, type CallOf } from '../http/call.ts';
import { Handles } from '../http/route.ts';
import type { ServiceTime } from '../service-time.ts';
import { EVENT_LOG, READ_MODEL, TIME } from '../tokens.ts';
import { fleetRoute } from './fleet.routes.ts';
import { lagOf, type PartitionEnd } from './lag.ts';

/** A log that takes longer is left out of the answer. */
const patienceMs = 1000;

@Controller()
export class FleetController {
  constructor(
    @Inject(READ_MODEL) private readonly model: ReadModel,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(TIME) private readonly time: ServiceTime,
  ) {}

  @Handles(fleetRoute)
  async fleet(@Asked() { principal }: CallOf<typeof fleetRoute>): Promise<FleetView> {
    const judgedAt = this.time.forLists();
    const [counts, states, ends] = await Promise.all([
      fleetCounts(this.model, judgedAt, visibleClinics(principal, null)),
      partitionStates(this.model, judgedAt.topic),
      this.ends(),
    ]);
    const newest = states.reduce((latest, { clockAt }) => Math.max(latest, clockAt), 0);
    return { ...counts, lag: lagOf(states, ends, this.time.nowFor(newest)) };
  }

  private async ends(): Promise<readonly PartitionEnd[] | null> {
    const asked = this.log.watermarks().catch(() => null);
    const waiting = new AbortController();
    const late = delay(patienceMs, null, { signal: waiting.signal }).catch(() => null);
    return Promise.race([asked, late]).finally(() => {
      waiting.abort();
    });
  }
}
