import { databaseUnfitReason, databaseUnavailable } from './testing/outcomes.fixture.ts';
import { readModelDataSource } from './database/data-source.ts';
import { keptLog, TestDatabase } from './testing/database.fixture.ts';
import { openReadModel } from './read-model.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await TestDatabase.start();
});
afterAll(async () => {
  await database.stop();
});

const options = (url: string) => ({ url, poolSize: 4, log: keptLog() });

describe('opening the read model', () => {
  it('makes the tables, says so once, and finds nothing to do the second time', async () => {
    const url = await database.empty();
    const first = options(url);
    const second = options(url);
    await (await openReadModel(first)).close();
    await (await openReadModel(second)).close();
    expect(first.log.lines.map(line => line.event)).toEqual(['read-model.migrated']);
    expect(second.log.lines).toEqual([]);
  });

  it('lets several instances start at the same time', async () => {
    const url = await database.empty();
    const models = await Promise.all(Array.from({ length: 5 }, () => openReadModel(options(url))));
    await Promise.all(models.map(model => model.close()));
    const migrations = await database.sql('select name from read_model_migration', url);
    const model = await database.open(url);
    expect(migrations).toHaveLength(model.dataSource.migrations.length);
  });

  it('takes all tables away when the migrations are undone, and makes them again', async () => {
    const url = await database.empty();
    const model = await database.open(url);
    for (let done = model.dataSource.migrations.length; done > 0; done -= 1) await model.dataSource.undoLastMigration();
    const tables = `select table_name from information_schema.tables where table_schema = 'public'`;
    expect(await database.sql(tables, url)).toEqual([{ table_name: 'read_model_migration' }]);
    await model.dataSource.runMigrations();
    expect(await database.sql(tables, url)).toHaveLength(1 + model.dataSource.entityMetadatas.length);
  });

  it('has tables that say what the entities say', async () => {
    const model = await database.open();
    const { upQueries } = await model.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('would see a column that the entities lack', async () => {
    const url = await database.empty();
    const model = await database.open(url);
    await database.sql('alter table pump add column surplus int', url);
    const { upQueries } = await model.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual(['ALTER TABLE "pump" DROP COLUMN "surplus"']);
  });

  it('keeps what TypeORM does not compare: included columns, predicates, expressions, storage', async () => {
    const url = await database.empty();
    await database.open(url);
    const indexes = await database.sql(
      `select indexdef from pg_indexes where schemaname = 'public' and indexdef ~ 'WHERE|INCLUDE|COALESCE' order by indexname`,
      url,
    );
    expect(indexes.map(row => String(row['indexdef']).replace(/^CREATE (UNIQUE )?INDEX | USING btree/g, ''))).toEqual([
      'alert_change_undispatched_idx ON public.alert_change (partition, alert_id, version) WHERE (NOT dispatched)',
      'alert_change_unpublished_idx ON public.alert_change (partition, alert_id, version) WHERE (NOT published)',
      'alert_maintenance_idx ON public.alert (maintenance_id) WHERE (maintenance_id IS NOT NULL)',
      'alert_open_idx ON public.alert (pump_id, priority, is_acknowledged) WHERE is_open',
      'alert_shelved_idx ON public.alert (shelved_until_ms) WHERE (shelved_until_ms IS NOT NULL)',
      'dead_letter_unpublished_idx ON public.dead_letter (partition, at_ms, id) WHERE (NOT published)',
      "delivery_due_idx ON public.delivery (subscription_id, due_ms) WHERE (status = 'waiting'::text)",
      "delivery_lane_idx ON public.delivery (subscription_id, alert_id, version) WHERE (status = 'waiting'::text)",
      "delivery_mail_idx ON public.delivery (subscription_id, alert_id) WHERE (channel = 'email'::text)",
      "delivery_mailed_idx ON public.delivery (subscription_id, begun_ms) WHERE (channel = 'email'::text)",
      "delivery_summary_idx ON public.delivery (due_ms) WHERE ((status = 'summarised'::text) AND (summary_id IS NULL))",
      "delivery_timer_idx ON public.delivery (timer_ms) WHERE (status = 'held'::text)",
      'event_pkey ON public.event (pump_id, boot, seq, entry) INCLUDE (at_ms)',
      'event_refill_idx ON public.event (pump_id, at_ms) WHERE (filled_nl IS NOT NULL)',
      'person_record_unappended_idx ON public.person_record (created_ms) WHERE (NOT appended)',
      'pump_due_idx ON public.pump (partition, due_at_ms) WHERE (due_at_ms IS NOT NULL)',
      "pump_last_event_idx ON public.pump (COALESCE(last_event_at_ms, '9007199254740991'::bigint), pump_id)",
      "pump_refill_by_idx ON public.pump (COALESCE(refill_by_ms, '9007199254740991'::bigint), pump_id)",
    ]);
    const storage = await database.sql(
      `select attstorage from pg_attribute where attrelid = 'pump'::regclass and attname = 'state'`,
      url,
    );
    expect(storage).toEqual([{ attstorage: 'e' }]);
  });

  it('gives bigint columns as numbers, in its own pool only', async () => {
    const model = await database.open();
    expect(await model.dataSource.query('select 9007199254740991::bigint as n')).toEqual([{ n: 9007199254740991 }]);
    await expect(model.dataSource.query('select 9007199254740992::bigint as n')).rejects.toThrow('53 bits');
    expect(await database.sql('select 1::bigint as n')).toEqual([{ n: '1' }]);
  });
});

describe('a database that will not do', () => {
  it('is unavailable, and may be tried again, when nobody listens there', async () => {
    const error = await databaseUnavailable(openReadModel(options('postgres://cisterna:x@127.0.0.1:1/cisterna')));
    expect(error.cause).toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('is unfit when the password is wrong', async () => {
    const url = database.url.replace(/:[^:@]+@/, ':wrong@');
    expect(await databaseUnfitReason(openReadModel(options(url)))).toBe('authentication');
  });

  it('is unfit when it does not exist', async () => {
    const url = database.url.replace(/[^/]+$/, 'nowhere');
    expect(await databaseUnfitReason(openReadModel(options(url)))).toBe('no-such-database');
  });

  it('is unfit when it can not hold every text', async () => {
    const url = await database.empty(`encoding 'LATIN1' template template0`);
    expect(await databaseUnfitReason(openReadModel(options(url)))).toBe('not-utf8');
  });

  it('is unfit when somebody else has a table of the same name, and stays untouched', async () => {
    const url = await database.empty();
    await database.sql('create table alert (id int)', url);
    expect(await databaseUnfitReason(openReadModel(options(url)))).toBe('foreign-tables');
    const tables = await database.sql(`select 1 from information_schema.tables where table_name = 'event'`, url);
    expect(tables).toEqual([]);
  });

  it('is unfit when a newer version has changed its tables', async () => {
    const url = await database.empty();
    await (await openReadModel(options(url))).close();
    await database.sql(
      `insert into read_model_migration (timestamp, name) values (9999999999999, 'Newer9999999999999')`,
      url,
    );
    expect(await databaseUnfitReason(openReadModel(options(url)))).toBe('newer-schema');
  });

  it('is unfit when its user may not make tables', async () => {
    const url = await database.empty();
    await database.sql(`create role guest login password 'guest'; revoke create on schema public from public`, url);
    const guest = url.replace(/\/\/[^@]+@/, '//guest:guest@');
    expect(await databaseUnfitReason(openReadModel(options(guest)))).toBe('permission');
  });
});

it('leaves no connection behind after a failed start', async () => {
  const url = await database.empty();
  await database.sql('create table alert (id int)', url);
  await openReadModel(options(url)).catch(() => undefined);
  const left = await database.sql(
    `select 1 from pg_stat_activity where datname = '${url.replace(/^.*\//, '')}' and application_name = 'cisterna'`,
  );
  expect(left).toEqual([]);
});

it('describes a data source that the TypeORM command line can use', () => {
  const source = readModelDataSource({ url: 'postgres://x@127.0.0.1/y', poolSize: 2, onPoolError: () => undefined });
  expect(source.options).toMatchObject({ synchronize: false, migrationsRun: false });
});
