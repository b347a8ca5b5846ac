import type { EventOrder, List, PumpId } from '@cisterna/contract';
import { decodeCursor, encodeCursor } from '../database/cursor.ts';
import { pageOf } from '../database/page.ts';
import { Parameters } from '../database/parameters.ts';
import { select } from '../database/select.ts';
import type { ReadModel } from '../read-model.ts';

/** What a refill says about the account before it; `doc` is JSON. */
export interface StoredReconciliation {
  readonly order: EventOrder;
  readonly from: EventOrder;
  readonly doc: string;
}

interface Row extends EventOrder {
  readonly from_boot: number;
  readonly from_seq: number;
  readonly from_entry: number;
  readonly doc: string;
}

const list = 'reconciliations';

const stored = (row: Row): StoredReconciliation => ({
  order: { boot: row.boot, seq: row.seq, entry: row.entry },
  from: { boot: row.from_boot, seq: row.from_seq, entry: row.from_entry },
  doc: row.doc,
});

/** One page of a pump's reconciliations, the last in order first. Throws InvalidCursor, DatabaseUnavailable. */
export const listReconciliations = async (
  model: ReadModel,
  { pumpId, limit, cursor }: { readonly pumpId: PumpId; readonly limit: number; readonly cursor: string | null },
): Promise<List<StoredReconciliation>> => {
  const parameters = new Parameters();
  const place = decodeCursor<[number, number, number]>(list, cursor, [0, 0, 0]);
  const conditions = [
    `pump_id = ${parameters.add(pumpId)}`,
    ...(place === null ? [] : [`(boot, seq, entry) < (${place.map(v => parameters.add(v)).join(', ')})`]),
  ];
  const text = `select boot, seq, entry, from_boot, from_seq, from_entry, doc from reconciliation
    where ${conditions.join(' and ')} order by boot desc, seq desc, entry desc limit ${parameters.add(limit + 1)}`;
  const rows = await select<Row>(model, text, parameters.values);
  return pageOf(rows, limit, { item: stored, cursor: last => encodeCursor(list, [last.boot, last.seq, last.entry]) });
};
