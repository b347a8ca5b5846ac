import type { PumpId } from '@cisterna/contract';
import { select } from '../database/select.ts';
import type { ReadModel } from '../read-model.ts';
import { nextSchema } from './generation.ts';

/** In how many rows of a table the generations differ, by the live one's side; the first few of them. */
export interface TableDifferences {
  readonly table: string;
  /** Rows that only the next generation has, that only the live one has, and that say something else. */
  readonly missing: number;
  readonly extra: number;
  readonly other: number;
  readonly examples: readonly string[];
}

interface Compared {
  readonly table: string;
  readonly key: readonly string[];
  /** Whether two rows `live` and `next` differ, as SQL; the clock's part of a pump differs always and is none. */
  readonly differs: string;
  /** Which rows count, as SQL of `live` and `next`. */
  readonly of?: string;
}

const placed = ['pump_id', 'boot', 'seq', 'entry'];

/** The fold's part of an alert that an event opened; people's part is no difference, and what a clock decided is the live clock's business. */
const foldsPart = (row: string): string => `(${row}.facts::jsonb - '{explanted,reset,lifted}'::text[])`;

/** One that only came and went on the way, by the order of arrival. */
const withdrawnAlone = (row: string, other: string): string =>
  `${other}.alert_id is null and (${row}.facts::jsonb -> 'withdrawn')::boolean`;

const alerts: Compared = {
  table: 'alert',
  key: ['alert_id'],
  differs: `${foldsPart('live')} is distinct from ${foldsPart('next')}`,
  of: `coalesce(live.opened_boot, next.opened_boot) is not null and not (${withdrawnAlone('live', 'next')}) and not (${withdrawnAlone('next', 'live')})`,
};

const tables: readonly Compared[] = [
  { table: 'event', key: placed, differs: 'live.text is distinct from next.text' },
  { table: 'pump', key: ['pump_id'], differs: 'live.state::jsonb is distinct from next.state::jsonb' },
  { table: 'reconciliation', key: placed, differs: 'live.doc::jsonb is distinct from next.doc::jsonb' },
  { table: 'dead_letter', key: ['id'], differs: 'live.code is distinct from next.code' },
  alerts,
];

const exampleCount = 5;

const joined = ({ table, key, of = 'true' }: Compared): string =>
  `(select * from ${table}) live full join (select * from ${nextSchema}.${table}) next on ${key.map(k => `live.${k} = next.${k}`).join(' and ')} where ${of}`;

const name = (key: readonly string[]): string =>
  key.map(k => `coalesce(live.${k}, next.${k})::text`).join(` || ':' || `);

const compared = async (model: ReadModel, table: Compared): Promise<TableDifferences> => {
  const [first = ''] = table.key;
  const side = `case when live.${first} is null then 'missing' when next.${first} is null then 'extra' when ${table.differs} then 'other' end`;
  const text = `select side, count(*)::int as n, (array_agg(name order by name))[1:${exampleCount}] as names
    from (select ${side} as side, ${name(table.key)} as name from ${joined(table)}) found where side is not null group by side`;
  const rows = await select<{ side: string; n: number; names: string[] }>(model, text);
  const count = (wanted: string): number => rows.find(({ side: found }) => found === wanted)?.n ?? 0;
  const examples = rows.flatMap(({ names }) => names).slice(0, exampleCount);
  return { table: table.table, missing: count('missing'), extra: count('extra'), other: count('other'), examples };
};

/** What differs between the live generation and the next one, table by table. Throws DatabaseUnavailable. */
export const generationDifferences = async (live: ReadModel): Promise<TableDifferences[]> => {
  const found: TableDifferences[] = [];
  for (const table of tables) found.push(await compared(live, table));
  return found;
};

/** The pumps of which some alert, by the log, is not as it is stored. Throws DatabaseUnavailable. */
export const pumpsWithOtherAlerts = async (live: ReadModel): Promise<PumpId[]> => {
  const text = `select distinct coalesce(live.pump_id, next.pump_id) as pump_id from ${joined(alerts)}
    and (live.alert_id is null or next.alert_id is null or ${alerts.differs})`;
  return (await select<{ pump_id: PumpId }>(live, text)).map(row => row.pump_id);
};
