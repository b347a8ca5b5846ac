import type { CatheterStatus, DeliveryState, List, PumpId, RefillStatus } from '@cisterna/contract';
import { decodeCursor, encodeCursor, type CursorValue } from '../database/cursor.ts';
import { pageOf } from '../database/page.ts';
import { Parameters } from '../database/parameters.ts';
import { select } from '../database/select.ts';
import type { ReadModel } from '../read-model.ts';
import { clockMs, judged, judgedPumps, type JudgedAt } from './pump-judgement.ts';
import { pumpMark, type PumpMark, type PumpMarkRow } from './stored-pump.ts';

/** What a list of pumps is sorted by; `-` reverses the whole order. Missing dates come last, priorities from none to high. */
export type PumpSortKey = 'id' | 'refillBy' | 'lastEventAt' | 'priority';
export type PumpSort = PumpSortKey | `-${PumpSortKey}`;

/** Which pumps: those for which each list that is given has their value. */
export interface PumpFilter {
  readonly clinicIds?: readonly string[] | undefined;
  readonly deliveryStates?: readonly DeliveryState[] | undefined;
  readonly refillStatuses?: readonly RefillStatus[] | undefined;
  readonly catheterStatuses?: readonly CatheterStatus[] | undefined;
}

export interface PumpListQuery {
  readonly judgedAt: JudgedAt;
  readonly filter: PumpFilter;
  readonly sort: PumpSort;
  readonly limit: number;
  readonly cursor: string | null;
}

/** Stands for "never" in the order of dates; the largest that JSON keeps. */
const never = Number.MAX_SAFE_INTEGER;
const openPriority = `coalesce((select max(case a.priority when 'high' then 3 when 'medium' then 2 else 1 end)
  from alert a where a.pump_id = p.pump_id and a.is_open), 0)`;

/** What comes before the id in each order, as SQL of a number. */
const sortColumns: Record<PumpSortKey, string | null> = {
  id: null,
  refillBy: `coalesce(p.refill_by_ms, ${never})`,
  lastEventAt: `coalesce(p.last_event_at_ms, ${never})`,
  priority: openPriority,
};

interface Row extends PumpMarkRow {
  readonly sort_value: number;
}

interface Order {
  readonly list: string;
  readonly column: string | null;
  readonly descending: boolean;
}

const orderOf = (sort: PumpSort): Order => {
  const descending = sort.startsWith('-');
  const key = (descending ? sort.slice(1) : sort) as PumpSortKey;
  return { list: `pumps by ${sort}`, column: sortColumns[key], descending };
};

const filters = (filter: PumpFilter, parameters: Parameters): string[] => {
  const wanted: [string, readonly string[] | undefined][] = [
    ['p.clinic_id', filter.clinicIds],
    [judged.deliveryState, filter.deliveryStates],
    [judged.refillStatus, filter.refillStatuses],
    [judged.catheterStatus, filter.catheterStatuses],
  ];
  return wanted.flatMap(([column, values]) =>
    values === undefined ? [] : [`(${column}) = any(${parameters.add(values)}::text[])`],
  );
};

const behind = ({ list, column, descending }: Order, cursor: string | null, parameters: Parameters): string[] => {
  const comparison = descending ? '<' : '>';
  if (column === null) {
    const place = decodeCursor<[PumpId]>(list, cursor, ['']);
    return place === null ? [] : [`p.pump_id ${comparison} ${parameters.add(place[0])}`];
  }
  const place = decodeCursor<[number, PumpId]>(list, cursor, [0, '']);
  if (place === null) return [];
  return [`(${column}, p.pump_id) ${comparison} (${parameters.add(place[0])}::bigint, ${parameters.add(place[1])})`];
};

/** One page of pumps, without their states: a reader may know them already. Throws InvalidCursor, DatabaseUnavailable. */
export const listPumps = async (model: ReadModel, query: PumpListQuery): Promise<List<PumpMark>> => {
  const parameters = new Parameters();
  const order = orderOf(query.sort);
  const from = judgedPumps(query.judgedAt, parameters);
  const conditions = [...filters(query.filter, parameters), ...behind(order, query.cursor, parameters)];
  const direction = order.descending ? 'desc' : 'asc';
  const text = `select p.pump_id, p.changed_xid, p.silent_at_ms, ${clockMs} as clock_ms, ${order.column ?? '0'} as sort_value
    from ${from} ${conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`}
    order by ${order.column === null ? '' : `sort_value ${direction}, `}p.pump_id ${direction}
    limit ${parameters.add(query.limit + 1)}`;
  const rows = await select<Row>(model, text, parameters.values);
  const place = (last: Row): CursorValue[] =>
    order.column === null ? [last.pump_id] : [last.sort_value, last.pump_id];
  return pageOf(rows, query.limit, { item: pumpMark, cursor: last => encodeCursor(order.list, place(last)) });
};
