import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { AlertCommandCall, AlertView, List } from '@cisterna/contract';
import type { Settings } from '@cisterna/platform';
import { listAlerts, type ReadModel, type StoredAlert } from '@cisterna/read-model';
import { visibleClinics } from '../access/principal.ts';
import { Asked, type Call, type CallOf } from '../http/call.ts';
import { Handles } from '../http/route.ts';
import type { ServiceTime } from '../service-time.ts';
import { READ_MODEL, SETTINGS, TIME } from '../tokens.ts';
import { AlertDesk } from './alert-desk.ts';
import { readOrder } from './alert-order.ts';
import {
  acknowledgeRoute,
  getAlertRoute,
  listAlertsRoute,
  resetRoute,
  shelveRoute,
  unshelveRoute,
} from './alert.routes.ts';
import { entityTag, readIfMatch } from './entity-tag.ts';

const viewOf = ({ doc }: StoredAlert): AlertView => JSON.parse(doc) as AlertView;

const tagged = (reply: FastifyReply, alert: AlertView): AlertView => {
  reply.header('etag', entityTag(alert.version));
  return alert;
};

@Controller()
export class AlertController {
  private readonly desk: AlertDesk;

  constructor(
    @Inject(READ_MODEL) private readonly model: ReadModel,
    @Inject(SETTINGS) { topics }: Pick<Settings, 'topics'>,
    @Inject(TIME) time: ServiceTime,
  ) {
    this.desk = new AlertDesk(model, topics.telemetry, time);
  }

  @Handles(listAlertsRoute)
  async list(@Asked() { principal, query }: CallOf<typeof listAlertsRoute>): Promise<List<AlertView>> {
    const filter = {
      openOnly: query.state === 'open',
      pumpIds: query.pumpId ?? undefined,
      clinicIds: visibleClinics(principal, query.clinicId) ?? undefined,
      kinds: query.kind ?? undefined,
      priorities: query.priority ?? undefined,
    };
    const { items, nextCursor } = await listAlerts(this.model, { filter, limit: query.limit, cursor: query.cursor });
    return { items: items.map(viewOf), nextCursor };
  }

  @Handles(getAlertRoute)
  async get(@Asked() { principal, path }: Call, @Res({ passthrough: true }) reply: FastifyReply): Promise<AlertView> {
    const { view } = await this.desk.see(principal, path['alertId'] ?? '');
    return tagged(reply, view);
  }

  @Handles(acknowledgeRoute)
  acknowledge(@Asked() call: Call, @Res({ passthrough: true }) reply: FastifyReply): Promise<AlertView> {
    return this.order('acknowledge', call, reply);
  }

  @Handles(shelveRoute)
  shelve(@Asked() call: Call, @Res({ passthrough: true }) reply: FastifyReply): Promise<AlertView> {
    return this.order('shelve', call, reply);
  }

  @Handles(unshelveRoute)
  unshelve(@Asked() call: Call, @Res({ passthrough: true }) reply: FastifyReply): Promise<AlertView> {
    return this.order('unshelve', call, reply);
  }

  @Handles(resetRoute)
  reset(@Asked() call: Call, @Res({ passthrough: true }) reply: FastifyReply): Promise<AlertView> {
    return this.order('reset', call, reply);
  }

  private async order(
    kind: AlertCommandCall,
    { principal, path, headers, body }: Call,
    reply: FastifyReply,
  ): Promise<AlertView> {
    const seen = await this.desk.see(principal, path['alertId'] ?? '');
    const wanted = readIfMatch(headers['if-match']);
    return tagged(reply, await this.desk.command(seen, readOrder(kind, body.value, principal), wanted));
  }
}
