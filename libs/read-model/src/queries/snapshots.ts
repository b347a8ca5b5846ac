import type { PumpId } from '@cisterna/contract';
import type { PumpPlace } from '../batch/batch-write.ts';
import { placeColumns } from '../database/place-columns.ts';
import { arraysOf, unnestOf } from '../database/row-set.ts';
import { select } from '../database/select.ts';
import type { ReadModel } from '../read-model.ts';

const text = `select r.pump_id, s.state from ${unnestOf(placeColumns)}
  cross join lateral (select state from pump_snapshot s
    where s.pump_id = r.pump_id and (s.boot, s.seq, s.entry) < (r.boot, r.seq, r.entry)
    order by s.boot desc, s.seq desc, s.entry desc limit 1) s`;

/** The newest snapshot strictly before each pump's place, as its state's JSON; a pump without one is not in the map. Throws DatabaseUnavailable. */
export const snapshotsBefore = async (model: ReadModel, places: readonly PumpPlace[]): Promise<Map<PumpId, string>> => {
  if (places.length === 0) return new Map();
  const rows = await select<{ pump_id: PumpId; state: string }>(model, text, arraysOf(placeColumns, places));
  return new Map(rows.map(row => [row.pump_id, row.state]));
};
