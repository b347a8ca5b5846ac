import type { EpochMs } from '@cisterna/contract';
import { Parameters } from '../database/parameters.ts';
import { select } from '../database/select.ts';
import { judgedPumps, now, type JudgedAt } from '../queries/pump-judgement.ts';
import type { ReadModel } from '../read-model.ts';

/** A shelf whose time has come. */
export interface DueShelf {
  readonly alertId: string;
  /** The time by which it has: the one asked for, or that of the pump's partition. */
  readonly now: EpochMs;
}

/** Shelves that have ended by themselves, the longest ended first. Throws DatabaseUnavailable. */
export const shelvesDue = (model: ReadModel, judgedAt: JudgedAt, limit: number): Promise<DueShelf[]> => {
  const parameters = new Parameters();
  const from = judgedPumps(judgedAt, parameters);
  const text = `select a.alert_id as "alertId", ${now} as now from ${from} join alert a on a.pump_id = p.pump_id
    where a.shelved_until_ms is not null and a.shelved_until_ms <= ${now} order by a.shelved_until_ms, a.alert_id limit ${parameters.add(limit)}`;
  return select<DueShelf>(model, text, parameters.values);
};

/** When the next shelf ends that is not over at `after`; null when none will. Throws DatabaseUnavailable. */
export const nextShelfEnd = async (model: ReadModel, after: EpochMs): Promise<EpochMs | null> => {
  const text = 'select min(shelved_until_ms) as until from alert where shelved_until_ms > $1::bigint';
  const [row] = await select<{ until: EpochMs | null }>(model, text, [after]);
  return row?.until ?? null;
};
