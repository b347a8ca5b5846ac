import type { AlertPriority, CatheterStatus, DeliveryState, RefillStatus } from '@cisterna/contract';
import { Parameters } from '../database/parameters.ts';
import { select } from '../database/select.ts';
import type { ReadModel } from '../read-model.ts';
import { judged, judgedPumps, type JudgedAt } from './pump-judgement.ts';

/** How many pumps are in which state, and how many alerts are open. */
export interface FleetCounts {
  readonly pumps: number;
  readonly deliveryState: Readonly<Record<DeliveryState, number>>;
  readonly refillStatus: Readonly<Record<RefillStatus, number>>;
  readonly catheterStatus: Readonly<Record<CatheterStatus, number>>;
  readonly openAlerts: Readonly<Record<AlertPriority, number>>;
}

interface PumpGroup {
  readonly delivery: DeliveryState;
  readonly refill: RefillStatus;
  readonly catheter: CatheterStatus;
  readonly pumps: number;
}

interface AlertGroup {
  readonly priority: AlertPriority;
  readonly alerts: number;
}

const pumpGroups = (
  model: ReadModel,
  judgedAt: JudgedAt,
  clinicIds: readonly string[] | null,
): Promise<PumpGroup[]> => {
  const parameters = new Parameters();
  const from = judgedPumps(judgedAt, parameters);
  const where = clinicIds === null ? '' : `where p.clinic_id = any(${parameters.add(clinicIds)}::text[])`;
  const text = `select ${judged.deliveryState} as delivery, ${judged.refillStatus} as refill, ${judged.catheterStatus} as catheter,
    count(*)::int as pumps from ${from} ${where} group by 1, 2, 3`;
  return select<PumpGroup>(model, text, parameters.values);
};

const alertGroups = (model: ReadModel, clinicIds: readonly string[] | null): Promise<AlertGroup[]> =>
  select<AlertGroup>(
    model,
    `select a.priority, count(*)::int as alerts from alert a join pump p on p.pump_id = a.pump_id
      where a.is_open and ($1::text[] is null or p.clinic_id = any($1::text[])) group by a.priority`,
    [clinicIds],
  );

/** Counts over all pumps, or those of some clinics. Throws DatabaseUnavailable. */
export const fleetCounts = async (
  model: ReadModel,
  judgedAt: JudgedAt,
  clinicIds: readonly string[] | null = null,
): Promise<FleetCounts> => {
  const [pumps, alerts] = await Promise.all([pumpGroups(model, judgedAt, clinicIds), alertGroups(model, clinicIds)]);
  const counts = {
    pumps: 0,
    deliveryState: { delivering: 0, 'not-delivering': 0, unknown: 0 },
    refillStatus: { ok: 0, 'due-soon': 0, due: 0, overdue: 0, unknown: 0 },
    catheterStatus: { 'no-suspicion': 0, suspected: 0, confirmed: 0, 'not-assessable': 0 },
    openAlerts: { high: 0, medium: 0, low: 0 },
  };
  for (const group of pumps) {
    counts.pumps += group.pumps;
    counts.deliveryState[group.delivery] += group.pumps;
    counts.refillStatus[group.refill] += group.pumps;
    counts.catheterStatus[group.catheter] += group.pumps;
  }
  for (const { priority, alerts: open } of alerts) counts.openAlerts[priority] += open;
  return counts;
};
