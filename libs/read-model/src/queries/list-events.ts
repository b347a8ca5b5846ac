import type { EpochMs, List, PumpId } from '@cisterna/contract';
import { decodeCursor, encodeCursor } from '../database/cursor.ts';
import { pageOf } from '../database/page.ts';
import { Parameters } from '../database/parameters.ts';
import { select } from '../database/select.ts';
import type { ReadModel } from '../read-model.ts';
import { eventRowColumns, storedEvent, type EventRow, type StoredEvent } from './stored-event.ts';

/** Which of a pump's events: `time` from `from` on and before `to`, of these types; absent: any. */
export interface EventListQuery {
  readonly pumpId: PumpId;
  readonly from?: EpochMs | null;
  readonly to?: EpochMs | null;
  readonly types?: readonly string[] | null;
  readonly limit: number;
  readonly cursor: string | null;
}

const list = 'events';

/** One page of a pump's archived events in (boot, seq, entry) order. Throws InvalidCursor, DatabaseUnavailable. */
export const listEvents = async (
  model: ReadModel,
  { pumpId, from = null, to = null, types = null, limit, cursor }: EventListQuery,
): Promise<List<StoredEvent>> => {
  const parameters = new Parameters();
  const place = decodeCursor<[number, number, number]>(list, cursor, [0, 0, 0]);
  const conditions = [
    `e.pump_id = ${parameters.add(pumpId)}`,
    ...(place === null ? [] : [`(e.boot, e.seq, e.entry) > (${place.map(v => parameters.add(v)).join(', ')})`]),
    ...(from === null ? [] : [`e.at_ms >= ${parameters.add(from)}`]),
    ...(to === null ? [] : [`e.at_ms < ${parameters.add(to)}`]),
    ...(types === null ? [] : [`e.type = any(${parameters.add(types)}::text[])`]),
  ];
  const text = `select ${eventRowColumns} from event e where ${conditions.join(' and ')}
    order by e.boot, e.seq, e.entry limit ${parameters.add(limit + 1)}`;
  const rows = await select<EventRow>(model, text, parameters.values);
  return pageOf(rows, limit, {
    item: storedEvent,
    cursor: last => encodeCursor(list, [last.boot, last.seq, last.entry]),
  });
};
