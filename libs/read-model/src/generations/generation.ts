import { openReadModel, type ReadModel, type ReadModelOptions } from '../read-model.ts';

/** The schema of the generation that is being built, and of the one that was live before. */
export const nextSchema = 'cisterna_next';
export const formerSchema = 'cisterna_former';

/** The tables that the log alone determines, and the partitions' positions with them. Alerts stay: they hold what people did and what was told. */
export const generationTables = [
  'partition',
  'pump',
  'event',
  'pump_snapshot',
  'reconciliation',
  'dead_letter',
] as const;

/** Says of the next generation that it is the former one, being read on. */
const adopted = 'the former generation';

const isThere = async (live: ReadModel, schema: string): Promise<boolean> =>
  (await live.dataSource.query<object[]>('select from pg_namespace where nspname = $1', [schema])).length > 0;

const isAdopted = async (live: ReadModel): Promise<boolean> => {
  const text = `select from pg_namespace where nspname = $1 and obj_description(oid, 'pg_namespace') = $2`;
  return (await live.dataSource.query<object[]>(text, [nextSchema, adopted])).length > 0;
};

/** Opens the generation beside the live one, empty at first; one that was begun before is gone on with. */
export const openNextGeneration = async (
  live: ReadModel,
  options: Omit<ReadModelOptions, 'schema'>,
): Promise<ReadModel> => {
  await live.dataSource.query(`create schema if not exists ${nextSchema}`);
  return openReadModel({ ...options, schema: nextSchema });
};

/** Makes way for a rebuild: a former generation that was to come back stays the former one, and what a former run has built is forgotten if wanted (`afresh`). */
export const clearNextGeneration = async (live: ReadModel, afresh: boolean): Promise<void> => {
  if (await isAdopted(live)) {
    await live.dataSource.query(`comment on schema ${nextSchema} is null`);
    await live.dataSource.query(`alter schema ${nextSchema} rename to ${formerSchema}`);
  } else if (afresh) await live.dataSource.query(`drop schema if exists ${nextSchema} cascade`);
};

/** Makes the former generation the next one; false when none is kept. */
export const adoptFormerGeneration = async (live: ReadModel): Promise<boolean> => {
  if (await isAdopted(live)) return true;
  if (!(await isThere(live, formerSchema))) return false;
  await live.dataSource.query(`drop schema if exists ${nextSchema} cascade`);
  await live.dataSource.query(`alter schema ${formerSchema} rename to ${nextSchema}`);
  await live.dataSource.query(`comment on schema ${nextSchema} is '${adopted}'`);
  return true;
};
