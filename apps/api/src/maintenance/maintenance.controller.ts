import { Controller, Inject } from '@nestjs/common';
import type { List, MaintenanceView } from '@cisterna/contract';
import type { Settings } from '@cisterna/platform';
import { clinicReadThrough, listMaintenance, type ReadModel } from '@cisterna/read-model';
import { visibleClinics } from '../access/principal.ts';
import { Asked, type Call, type CallOf } from '../http/call.ts';
import { Handles } from '../http/route.ts';
import type { ServiceTime } from '../service-time.ts';
import { READ_MODEL, SETTINGS, TIME } from '../tokens.ts';
import { MaintenanceDesk, maintenanceView } from './maintenance-desk.ts';
import { addMaintenanceRoute, endMaintenanceRoute, listMaintenanceRoute } from './maintenance.routes.ts';

@Controller()
export class MaintenanceController {
  private readonly desk: MaintenanceDesk;
  private readonly topic: string;

  constructor(
    @Inject(READ_MODEL) private readonly model: ReadModel,
    @Inject(SETTINGS) { topics }: Pick<Settings, 'topics'>,
    @Inject(TIME) private readonly time: ServiceTime,
  ) {
    this.topic = topics.telemetry;
    this.desk = new MaintenanceDesk(model, this.topic, time);
  }

  @Handles(listMaintenanceRoute)
  async list(@Asked() { principal, query }: CallOf<typeof listMaintenanceRoute>): Promise<List<MaintenanceView>> {
    const now = this.time.nowFor(await clinicReadThrough(this.model, this.topic, null));
    const { items, nextCursor } = await listMaintenance(this.model, {
      clinicIds: visibleClinics(principal, query.clinicId),
      pumpIds: query.pumpId,
      after: query.state === 'open' ? now : null,
      limit: query.limit,
      cursor: query.cursor,
    });
    return { items: items.map(stored => maintenanceView(stored, now)), nextCursor };
  }

  @Handles(addMaintenanceRoute)
  add(@Asked() { principal, body }: CallOf<typeof addMaintenanceRoute>): Promise<MaintenanceView> {
    return this.desk.add(principal, body.value);
  }

  @Handles(endMaintenanceRoute)
  end(@Asked() { principal, path }: Call): Promise<void> {
    return this.desk.end(principal, path['maintenanceId'] ?? '');
  }
}
