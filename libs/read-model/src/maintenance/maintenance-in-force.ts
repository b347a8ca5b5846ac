import type { EpochMs, PumpId } from '@cisterna/contract';
import type { Maintenance } from '@cisterna/domain';
import { binaryArray } from '../database/binary-array.ts';
import { Parameters } from '../database/parameters.ts';
import { prepared } from '../database/prepared.ts';
import { select } from '../database/select.ts';
import { judgedPumps, now, type JudgedAt } from '../queries/pump-judgement.ts';
import type { ReadModel } from '../read-model.ts';

/** A pump and the clinic that it belongs to. */
export interface PumpOfClinic {
  readonly pumpId: PumpId;
  readonly clinicId: string;
}

const inForceText = {
  name: 'cisterna-maintenance-in-force',
  text: `select distinct on (r.pump_id) r.pump_id as "pumpId", m.id, m.ends_ms as until, m.created_by as by, m.reason
    from unnest($1::text[], $2::text[]) as r (pump_id, clinic_id)
      join maintenance m on m.clinic_id = r.clinic_id and (m.pump_id is null or m.pump_id = r.pump_id)
    where m.starts_ms <= $3::bigint and m.ends_ms > $3::bigint order by r.pump_id, m.ends_ms desc, m.id`,
};

/** The maintenance in force at each of these pumps at `at`, the one that ends last; a pump without is not in the map. Throws DatabaseUnavailable. */
export const maintenanceInForce = async (
  model: ReadModel,
  pumps: readonly PumpOfClinic[],
  at: EpochMs,
): Promise<ReadonlyMap<PumpId, Maintenance>> => {
  const rows = await prepared<Maintenance & { readonly pumpId: PumpId }>(model, inForceText, [
    binaryArray(
      'text',
      pumps.map(({ pumpId }) => pumpId),
    ),
    binaryArray(
      'text',
      pumps.map(({ clinicId }) => clinicId),
    ),
    at,
  ]);
  return new Map(rows.map(({ pumpId, ...maintenance }) => [pumpId, maintenance]));
};

/** An alert that is to be brought in line with the maintenance of its pump. */
export interface MaintenanceTurn {
  readonly alertId: string;
  /** The time by which it is: the one asked for, or that of the pump's partition. */
  readonly now: EpochMs;
  /** What is in force; null: nothing any more. */
  readonly maintenance: Maintenance | null;
}

interface TurnRow {
  readonly alertId: string;
  readonly now: EpochMs;
  readonly id: string | null;
  readonly until: EpochMs;
  readonly by: string;
  readonly reason: string;
}

const candidates = (
  topic: string,
  asked: string,
): string => `select a.alert_id, a.pump_id, a.maintenance_id from alert a where a.maintenance_id is not null
  union select a.alert_id, a.pump_id, a.maintenance_id from maintenance m
    join pump p on p.clinic_id = m.clinic_id and (m.pump_id is null or m.pump_id = p.pump_id)
    join alert a on a.pump_id = p.pump_id and a.is_open and a.condition <> 'inactive' and a.maintenance_id is null
  where m.starts_ms <= coalesce(${asked}::bigint, (select max(c.clock_ms) from partition c where c.topic = ${topic}))
    and m.ends_ms > coalesce(${asked}::bigint, (select min(c.clock_ms) from partition c where c.topic = ${topic}))`;

/**
 * The alerts whose maintenance has begun or ended: lasting ones at pumps that are maintained, and all that still count as maintained. At most `limit`.
 * Throws DatabaseUnavailable.
 */
export const maintenanceTurns = async (
  model: ReadModel,
  judgedAt: JudgedAt,
  limit: number,
): Promise<MaintenanceTurn[]> => {
  const parameters = new Parameters();
  const from = judgedPumps(judgedAt, parameters);
  const concerned = candidates(parameters.add(judgedAt.topic), parameters.add(judgedAt.now));
  const text = `select x.alert_id as "alertId", ${now} as now, m.id, m.ends_ms as until, m.created_by as by, m.reason
    from ${from} join (${concerned}) x on x.pump_id = p.pump_id
      left join lateral (select m.* from maintenance m where m.clinic_id = p.clinic_id and (m.pump_id is null or m.pump_id = p.pump_id)
        and m.starts_ms <= ${now} and m.ends_ms > ${now} order by m.ends_ms desc, m.id limit 1) m on true
    where x.maintenance_id is distinct from m.id order by x.alert_id limit ${parameters.add(limit)}`;
  const rows = await select<TurnRow>(model, text, parameters.values);
  return rows.map(({ alertId, now: at, id, until, by, reason }) => ({
    alertId,
    now: at,
    maintenance: id === null ? null : { id, until, by, reason },
  }));
};

/** When the next maintenance begins or ends after `after`; null when none will. Throws DatabaseUnavailable. */
export const nextMaintenanceTurn = async (model: ReadModel, after: EpochMs): Promise<EpochMs | null> => {
  const text = `select min(t.at) as at from maintenance m cross join lateral (values (m.starts_ms), (m.ends_ms)) as t (at)
    where m.ends_ms > $1::bigint and t.at > $1::bigint`;
  const [row] = await select<{ at: EpochMs | null }>(model, text, [after]);
  return row?.at ?? null;
};
