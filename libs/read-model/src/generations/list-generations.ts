import { select } from '../database/select.ts';
import type { ReadModel } from '../read-model.ts';
import { formerSchema, nextSchema } from './generation.ts';

/** One generation of the read models and how far it is. */
export interface GenerationState {
  readonly name: 'live' | 'next' | 'former';
  readonly pumps: number;
  /** Distinct events folded in. */
  readonly events: number;
  /** Log records that the live generation has read and this one has not. */
  readonly behind: number;
}

interface Row {
  readonly pumps: number;
  readonly events: number;
  readonly position: number;
}

const schemas = { live: null, next: nextSchema, former: formerSchema } as const;
type Name = keyof typeof schemas;

const rowOf = async (model: ReadModel, schema: string | null, topic: string): Promise<Row> => {
  const at = schema === null ? '' : `${schema}.`;
  const text = `select count(*)::int as pumps, coalesce(sum(version), 0)::bigint as events,
    (select coalesce(sum(position), 0)::bigint from ${at}partition where topic = $1) as position from ${at}pump`;
  const [row] = await select<Row>(model, text, [topic]);
  return row ?? { pumps: 0, events: 0, position: 0 };
};

const thereAre = async (model: ReadModel): Promise<Name[]> => {
  const text = `select table_schema from information_schema.tables where table_name = 'partition' and table_schema = any($1::text[])`;
  const rows = await select<{ table_schema: string }>(model, text, [[nextSchema, formerSchema]]);
  const found = new Set(rows.map(row => row.table_schema));
  return (['live', 'next', 'former'] as const).filter(name => schemas[name] === null || found.has(schemas[name]));
};

/** The generations there are, the live one first. Throws DatabaseUnavailable, also where one goes while it is looked at. */
export const listGenerations = async (model: ReadModel, topic: string): Promise<GenerationState[]> => {
  const names = await thereAre(model);
  const rows: Row[] = [];
  for (const name of names) rows.push(await rowOf(model, schemas[name], topic));
  const live = rows[0]?.position ?? 0;
  return names.map((name, index) => {
    const { pumps, events, position } = rows[index] ?? { pumps: 0, events: 0, position: 0 };
    return { name, pumps, events, behind: Math.max(0, live - position) };
  });
};
