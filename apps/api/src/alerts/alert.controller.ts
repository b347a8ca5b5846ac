import { Controller, Inject } from '@nestjs/common';
import type { AlertView, List } from '@cisterna/contract';
import { alertsByIds, listAlerts, loadPumps, type ReadModel, type StoredAlert } from '@cisterna/read-model';
import { maySee, visibleClinics, type Principal } from '../access/principal.ts';
import { Asked, type CallOf } from '../http/call.ts';
import { Problem } from '../http/problem.ts';
import { Handles } from '../http/route.ts';
import { READ_MODEL } from '../tokens.ts';
import { getAlertRoute, listAlertsRoute } from './alert.routes.ts';

const viewOf = ({ doc }: StoredAlert): AlertView => JSON.parse(doc) as AlertView;

@Controller()
export class AlertController {
  constructor(@Inject(READ_MODEL) private readonly model: ReadModel) {}

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
  async get(@Asked() { principal, path }: CallOf<typeof getAlertRoute>): Promise<AlertView> {
    const alertId = path['alertId'] ?? '';
    const [alert] = await alertsByIds(this.model, [alertId]);
    if (alert === undefined || !(await this.isVisible(principal, alert)))
      throw new Problem('alert-not-found', `There is no alert ${alertId}.`);
    return viewOf(alert);
  }

  /** Access follows the pump's newest registration, not the clinic it had when the alert was raised. */
  private async isVisible(principal: Principal, { pumpId }: StoredAlert): Promise<boolean> {
    if (principal.clinicIds === null) return true;
    const [pump] = await loadPumps(this.model, [pumpId]);
    return maySee(principal, pump?.clinicId ?? null);
  }
}
