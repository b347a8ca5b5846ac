import { Controller, Inject } from '@nestjs/common';
import {
  formatTime,
  type List,
  type PumpSummary,
  type PumpView,
  type ReconciliationView,
  type SeriesBucket,
} from '@cisterna/contract';
import { parsePump, reconciliationView, type Reconciliation, voidedRecords } from '@cisterna/domain';
import { listEvents, listReconciliations, seriesOf, type ReadModel } from '@cisterna/read-model';
import { visibleClinics } from '../access/principal.ts';
import { Asked, type CallOf } from '../http/call.ts';
import { Handles } from '../http/route.ts';
import { PUMPS, READ_MODEL } from '../tokens.ts';
import {
  getPumpRoute,
  getSeriesRoute,
  listEventsRoute,
  listPumpsRoute,
  listReconciliationsRoute,
} from './pump.routes.ts';
import type { PumpReader } from './pump-reader.ts';

const pumpIdOf = ({ path }: { readonly path: Readonly<Record<string, string>> }): string => path['pumpId'] ?? '';

@Controller()
export class PumpController {
  constructor(
    @Inject(PUMPS) private readonly pumps: PumpReader,
    @Inject(READ_MODEL) private readonly model: ReadModel,
  ) {}

  @Handles(listPumpsRoute)
  list(@Asked() { principal, query }: CallOf<typeof listPumpsRoute>): Promise<List<PumpSummary>> {
    const filter = {
      clinicIds: visibleClinics(principal, query.clinicId) ?? undefined,
      deliveryStates: query.deliveryState ?? undefined,
      refillStatuses: query.refillStatus ?? undefined,
      catheterStatuses: query.catheterStatus ?? undefined,
    };
    return this.pumps.list({ filter, sort: query.sort, limit: query.limit, cursor: query.cursor });
  }

  @Handles(getPumpRoute)
  get(@Asked() call: CallOf<typeof getPumpRoute>): Promise<PumpView> {
    return this.pumps.view(call.principal, pumpIdOf(call), call.query);
  }

  @Handles(listEventsRoute)
  async events(@Asked() call: CallOf<typeof listEventsRoute>): Promise<List<object>> {
    const { pumpId } = await this.pumps.row(call.principal, pumpIdOf(call));
    const { type: types, ...query } = call.query;
    const { items, nextCursor } = await listEvents(this.model, { pumpId, types, ...query });
    const shown = items.map(({ text, receivedAt }) => ({
      ...(JSON.parse(text) as object),
      receivedAt: formatTime(receivedAt),
    }));
    return { items: shown, nextCursor };
  }

  @Handles(getSeriesRoute)
  async series(@Asked() call: CallOf<typeof getSeriesRoute>): Promise<SeriesBucket[]> {
    const { pumpId, state } = await this.pumps.row(call.principal, pumpIdOf(call));
    const buckets = await seriesOf(this.model, { pumpId, ...call.query, except: voidedRecords(parsePump(state)) });
    return buckets.map(({ at, ...values }) => ({ at: formatTime(at), ...values }));
  }

  @Handles(listReconciliationsRoute)
  async reconciliations(@Asked() call: CallOf<typeof listReconciliationsRoute>): Promise<List<ReconciliationView>> {
    const pump = await this.pumps.row(call.principal, pumpIdOf(call));
    const { items, nextCursor } = await listReconciliations(this.model, { pumpId: pump.pumpId, ...call.query });
    const state = parsePump(pump.state);
    return { items: items.map(({ doc }) => reconciliationView(state, JSON.parse(doc) as Reconciliation)), nextCursor };
  }
}
