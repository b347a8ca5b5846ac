import type { EpochMs, PumpId } from '@cisterna/contract';
import { binaryArray } from '../database/binary-array.ts';
import { Parameters } from '../database/parameters.ts';
import { select } from '../database/select.ts';
import type { ReadModel } from '../read-model.ts';
import { clockMs, pumpsWithClock } from './pump-judgement.ts';
import {
  listedPump,
  pumpRowColumns,
  storedPump,
  type MarkedPump,
  type PumpMarkRow,
  type PumpRow,
  type StoredPump,
} from './stored-pump.ts';

/** The rows of these pumps, in no order; who has none is not among them. Throws DatabaseUnavailable. */
export const loadPumps = async (model: ReadModel, pumpIds: readonly PumpId[]): Promise<StoredPump[]> => {
  const rows = await select<PumpRow>(model, `select ${pumpRowColumns} from pump p where p.pump_id = any($1::text[])`, [
    binaryArray('text', pumpIds),
  ]);
  return rows.map(storedPump);
};

/** The rows of these pumps with their partitions' clocks and marks, in no order, for answers. Throws DatabaseUnavailable. */
export const readPumps = async (model: ReadModel, topic: string, pumpIds: readonly PumpId[]): Promise<MarkedPump[]> => {
  const parameters = new Parameters();
  const from = pumpsWithClock(topic, parameters);
  const text = `select ${pumpRowColumns}, p.changed_xid, ${clockMs} as clock_ms from ${from}
    where p.pump_id = any(${parameters.add(binaryArray('text', pumpIds))}::text[])`;
  const rows = await select<PumpRow & PumpMarkRow>(model, text, parameters.values);
  return rows.map(row => ({ ...listedPump(row), changedBy: row.changed_xid }));
};

/** What is due in a partition. */
export interface DueQuery {
  readonly partition: number;
  readonly clock: EpochMs;
  readonly limit: number;
}

/** Pumps of a partition for which the clock alone has something to decide by this time, the longest due first. Throws DatabaseUnavailable. */
export const pumpsDue = async (model: ReadModel, { partition, clock, limit }: DueQuery): Promise<StoredPump[]> => {
  const text = `select ${pumpRowColumns} from pump p where p.partition = $1 and p.due_at_ms <= $2 order by p.due_at_ms limit $3`;
  return (await select<PumpRow>(model, text, [partition, clock, limit])).map(storedPump);
};
