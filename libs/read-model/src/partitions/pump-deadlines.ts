import type { EpochMs, PumpId } from '@cisterna/contract';
import { select } from '../database/select.ts';
import type { ReadModel } from '../read-model.ts';
import { pumpRowColumns, storedPump, type PumpRow, type StoredPump } from '../queries/stored-pump.ts';

/** When the clock alone next changes something at a pump of this partition; null: never. Throws DatabaseUnavailable. */
export const nextDue = async (model: ReadModel, partition: number): Promise<EpochMs | null> => {
  const text = 'select min(due_at_ms) as due_at from pump where partition = $1 and due_at_ms is not null';
  const [row] = await select<{ readonly due_at: EpochMs | null }>(model, text, [partition]);
  return row?.due_at ?? null;
};

/** Which pumps of a partition fall silent from a time on, after `after` in order of their ids. */
export interface SilentQuery {
  readonly partition: number;
  readonly from: EpochMs;
  readonly after: PumpId;
  readonly limit: number;
}

/** Pumps of a partition that count as silent at that time or later unless they are heard, by id. Throws DatabaseUnavailable. */
export const pumpsSilentFrom = async (
  model: ReadModel,
  { partition, from, after, limit }: SilentQuery,
): Promise<StoredPump[]> => {
  const text = `select ${pumpRowColumns} from pump p
    where p.partition = $1 and p.silent_at_ms >= $2 and p.pump_id > $3 order by p.pump_id limit $4`;
  return (await select<PumpRow>(model, text, [partition, from, after, limit])).map(storedPump);
};
