import type { DataSource, QueryRunner } from 'typeorm';
import { DatabaseUnfit } from '../read-model.error.ts';

/** The letters of "cisterna": a number that nobody else in a shared database is likely to lock. */
const migrationLock = '7163383626064883297';

/** Migrations in the database that this version does not know: a newer one has been here. */
const requireKnownSchema = async (dataSource: DataSource, runner: QueryRunner): Promise<void> => {
  const table = dataSource.options.migrationsTableName ?? 'migrations';
  if (!(await runner.hasTable(table))) return;
  const { records } = await runner.query(`select name from ${table}`, [], true);
  const known = new Set(dataSource.migrations.map(({ name }) => name));
  const unknown = (records as { name: string }[]).filter(({ name }) => !known.has(name));
  if (unknown.length > 0)
    throw new DatabaseUnfit(
      'newer-schema',
      `a newer version has changed its tables (${unknown.map(({ name }) => name).join(', ')})`,
    );
};

/**
 * Runs the migrations that are missing and gives their names. One instance at a time, by a lock that ends with its connection;
 * the others wait and then find nothing to do.
 */
export const migrate = async (dataSource: DataSource): Promise<string[]> => {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('select pg_advisory_lock($1)', [migrationLock]);
    try {
      await requireKnownSchema(dataSource, runner);
      return (await dataSource.runMigrations({ transaction: 'all' })).map(({ name }) => name);
    } finally {
      await runner.query('select pg_advisory_unlock($1)', [migrationLock]);
    }
  } finally {
    await runner.release();
  }
};
