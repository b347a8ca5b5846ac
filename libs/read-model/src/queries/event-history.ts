import type { EpochMs, EventOrder, PumpId } from '@cisterna/contract';
import type { PumpPlace } from '../batch/batch-write.ts';
import { placeColumns } from '../database/place-columns.ts';
import { Parameters } from '../database/parameters.ts';
import { arraysOf, unnestOf } from '../database/row-set.ts';
import { select } from '../database/select.ts';
import type { ReadModel } from '../read-model.ts';
import { byPump, eventRowColumns, storedEvent, type EventRow, type StoredEvent } from './stored-event.ts';

const afterText = `select e.* from ${unnestOf(placeColumns)}
  cross join lateral (select ${eventRowColumns} from event e
    where e.pump_id = r.pump_id and (e.boot, e.seq, e.entry) > (r.boot, r.seq, r.entry)
    order by e.boot, e.seq, e.entry) e`;

/**
 * The events of several pumps, each behind its place, in order, in one query; a pump without any is not in the map. All of it is in
 * memory at once: see `eventHistory` for long histories. Throws DatabaseUnavailable.
 */
export const eventsAfter = async (
  model: ReadModel,
  places: readonly PumpPlace[],
): Promise<Map<PumpId, StoredEvent[]>> => {
  if (places.length === 0) return new Map();
  return byPump(await select<EventRow>(model, afterText, arraysOf(placeColumns, places)), storedEvent);
};

/** A stretch of a pump's history: behind `after` (null: from its beginning), up to and including `through` (null: to its end), received by `knownAt` (null: whenever). */
export interface HistoryQuery {
  readonly pumpId: PumpId;
  readonly after: EventOrder | null;
  readonly through: EventOrder | null;
  readonly knownAt: EpochMs | null;
}

const portion = 2000;

const bound = (comparison: '>' | '<=', order: EventOrder | null, parameters: Parameters): string[] =>
  order === null
    ? []
    : [
        `(e.boot, e.seq, e.entry) ${comparison} (${[order.boot, order.seq, order.entry].map(v => parameters.add(v)).join(', ')})`,
      ];

const nextPortion = (model: ReadModel, { pumpId, after, through, knownAt }: HistoryQuery): Promise<EventRow[]> => {
  const parameters = new Parameters();
  const conditions = [
    `e.pump_id = ${parameters.add(pumpId)}`,
    ...bound('>', after, parameters),
    ...bound('<=', through, parameters),
    ...(knownAt === null ? [] : [`e.received_ms <= ${parameters.add(knownAt)}`]),
  ];
  const text = `select ${eventRowColumns} from event e where ${conditions.join(' and ')}
    order by e.boot, e.seq, e.entry limit ${portion}`;
  return select<EventRow>(model, text, parameters.values);
};

/** A pump's events in order, in portions of 2 000, for histories of any length. Holds no transaction open in between. Throws DatabaseUnavailable. */
export async function* eventHistory(model: ReadModel, query: HistoryQuery): AsyncGenerator<StoredEvent[]> {
  let { after } = query;
  for (;;) {
    const rows = await nextPortion(model, { ...query, after });
    if (rows.length > 0) yield rows.map(storedEvent);
    const last = rows.at(-1);
    if (last === undefined || rows.length < portion) return;
    after = { boot: last.boot, seq: last.seq, entry: last.entry };
  }
}
