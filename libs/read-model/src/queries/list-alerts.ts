import type { EpochMs, List } from '@cisterna/contract';
import { decodeCursor, encodeCursor } from '../database/cursor.ts';
import { pageOf } from '../database/page.ts';
import { Parameters } from '../database/parameters.ts';
import { select } from '../database/select.ts';
import type { ReadModel } from '../read-model.ts';
import { alertRowColumns, type AlertFilter, type StoredAlert } from './stored-alert.ts';

export interface AlertListQuery {
  readonly filter: AlertFilter;
  readonly limit: number;
  readonly cursor: string | null;
}

const list = 'alerts';

const conditionsOf = ({ filter, cursor }: AlertListQuery, parameters: Parameters): string[] => {
  const place = decodeCursor<[number, string]>(list, cursor, [0, '']);
  const wanted: [string, readonly string[] | undefined][] = [
    ['a.pump_id', filter.pumpIds],
    ['p.clinic_id', filter.clinicIds],
    ['a.kind', filter.kinds],
    ['a.priority', filter.priorities],
  ];
  return [
    ...(filter.openOnly ? ['a.is_open'] : []),
    ...wanted.flatMap(([column, values]) =>
      values === undefined ? [] : [`${column} = any(${parameters.add(values)}::text[])`],
    ),
    ...(place === null
      ? []
      : [`(a.raised_at_ms, a.alert_id) < (${parameters.add(place[0])}::bigint, ${parameters.add(place[1])})`]),
  ];
};

/** One page of alerts, the last raised first. Throws InvalidCursor, DatabaseUnavailable. */
export const listAlerts = async (model: ReadModel, query: AlertListQuery): Promise<List<StoredAlert>> => {
  const parameters = new Parameters();
  const conditions = conditionsOf(query, parameters);
  const text = `select ${alertRowColumns}, a.raised_at_ms from alert a
    ${query.filter.clinicIds === undefined ? '' : 'join pump p on p.pump_id = a.pump_id'}
    ${conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`}
    order by a.raised_at_ms desc, a.alert_id desc limit ${parameters.add(query.limit + 1)}`;
  const rows = await select<StoredAlert & { raised_at_ms: EpochMs }>(model, text, parameters.values);
  return pageOf(rows, query.limit, {
    item: ({ raised_at_ms: _raisedAt, ...alert }) => alert,
    cursor: last => encodeCursor(list, [last.raised_at_ms, last.alertId]),
  });
};
