import type { EpochMs, List, PumpId } from '@cisterna/contract';
import { decodeCursor, encodeCursor } from '../database/cursor.ts';
import { pageOf } from '../database/page.ts';
import { Parameters } from '../database/parameters.ts';
import { select } from '../database/select.ts';
import { alertChangesChannel, changesChannel } from '../feed/changes-channel.ts';
import { clockMs, pumpsWithClock, type JudgedAt } from '../queries/pump-judgement.ts';
import type { ReadModel } from '../read-model.ts';

/** Maintenance as somebody asked for it. */
export interface NewMaintenance {
  readonly id: string;
  readonly clinicId: string;
  /** Null: all pumps of the clinic. */
  readonly pumpId: PumpId | null;
  readonly startsAt: EpochMs;
  readonly endsAt: EpochMs;
  readonly reason: string;
  readonly by: string;
  /** By the wall clock. */
  readonly createdAt: EpochMs;
}

/** Maintenance as stored; where `endedBy` ended it early, `endsAt` is when. */
export interface StoredMaintenance extends NewMaintenance {
  readonly endedBy: string | null;
}

const columns = `m.id, m.clinic_id as "clinicId", m.pump_id as "pumpId", m.starts_ms as "startsAt", m.ends_ms as "endsAt", m.reason,
  m.created_by as by, m.created_ms as "createdAt", m.ended_by as "endedBy"`;

/** Timers listen to the one or the other, by their clock. */
const told = `select pg_notify('${changesChannel}', ''), pg_notify('${alertChangesChannel}', '')`;

/** Keeps maintenance; whoever brings alerts in line with it hears of it at the commit. Throws DatabaseUnavailable. */
export const addMaintenance = async (model: ReadModel, made: NewMaintenance): Promise<StoredMaintenance> => {
  const { id, clinicId, pumpId, startsAt, endsAt, reason, by, createdAt } = made;
  await select(
    model,
    `with made as (insert into maintenance (id, clinic_id, pump_id, starts_ms, ends_ms, reason, created_by, created_ms)
        values ($1, $2, $3, $4, $5, $6, $7, $8) returning 1)
      ${told} from made`,
    [id, clinicId, pumpId, startsAt, endsAt, reason, by, createdAt],
  );
  return { ...made, endedBy: null };
};

/** One maintenance; null when there is none of that id. Throws DatabaseUnavailable. */
export const findMaintenance = async (model: ReadModel, id: string): Promise<StoredMaintenance | null> => {
  const [row] = await select<StoredMaintenance>(model, `select ${columns} from maintenance m where m.id = $1`, [id]);
  return row ?? null;
};

/** Ends maintenance at `at`, or calls it off where it had not begun; what is over stays as it is. Throws DatabaseUnavailable. */
export const endMaintenance = async (
  model: ReadModel,
  { id, at, by }: { readonly id: string; readonly at: EpochMs; readonly by: string },
): Promise<void> => {
  await select(
    model,
    `with ended as (update maintenance set ends_ms = greatest(starts_ms, $2::bigint), ended_by = $3 where id = $1 and ended_by is null and ends_ms > $2::bigint returning 1)
      ${told} from ended`,
    [id, at, by],
  );
};

export interface MaintenanceListQuery {
  /** Only of these clinics; null: of all. */
  readonly clinicIds: readonly string[] | null;
  /** Only what concerns these pumps, that of their clinics included; null: any. */
  readonly pumpIds: readonly PumpId[] | null;
  /** Only what ends after this time; null: what is over too. */
  readonly after: EpochMs | null;
  readonly limit: number;
  readonly cursor: string | null;
}

const list = 'maintenance';

/** One page of maintenance, the last made first. Throws InvalidCursor, DatabaseUnavailable. */
export const listMaintenance = async (
  model: ReadModel,
  { clinicIds, pumpIds, after, limit, cursor }: MaintenanceListQuery,
): Promise<List<StoredMaintenance>> => {
  const parameters = new Parameters();
  const place = decodeCursor<[number, string]>(list, cursor, [0, '']);
  const conditions = [
    'true',
    ...(clinicIds === null ? [] : [`m.clinic_id = any(${parameters.add(clinicIds)}::text[])`]),
    ...(pumpIds === null ? [] : [concerning(parameters.add(pumpIds))]),
    ...(after === null ? [] : [`m.ends_ms > ${parameters.add(after)}::bigint`]),
    ...(place === null
      ? []
      : [`(m.created_ms, m.id) < (${parameters.add(place[0])}::bigint, ${parameters.add(place[1])})`]),
  ];
  const rows = await select<StoredMaintenance>(
    model,
    `select ${columns} from maintenance m where ${conditions.join(' and ')}
      order by m.created_ms desc, m.id desc limit ${parameters.add(limit + 1)}`,
    parameters.values,
  );
  return pageOf(rows, limit, { item: row => row, cursor: last => encodeCursor(list, [last.createdAt, last.id]) });
};

const concerning = (pumpIds: string): string =>
  `exists (select from pump p where p.pump_id = any(${pumpIds}::text[]) and p.clinic_id = m.clinic_id and (m.pump_id is null or m.pump_id = p.pump_id))`;

/** The latest time through which a partition with pumps of a clinic (null: of any) has been read; 0 where there is none. Throws DatabaseUnavailable. */
export const clinicReadThrough = async (
  model: ReadModel,
  topic: JudgedAt['topic'],
  clinicId: string | null,
): Promise<EpochMs> => {
  const parameters = new Parameters();
  const from = pumpsWithClock(topic, parameters);
  const text = `select max(${clockMs}) as at from ${from} where p.clinic_id = coalesce(${parameters.add(clinicId)}::text, p.clinic_id)`;
  const [row] = await select<{ at: EpochMs | null }>(model, text, parameters.values);
  return row?.at ?? 0;
};
