import { randomUUID } from 'node:crypto';
import { startThrowawayPostgres, type EmbeddedPostgres } from '@cisterna/platform';
import pg from 'pg';
import { describeEventLog } from './event-log.contract.ts';
import { PostgresEventLog } from './postgres/event-log.postgres.ts';
import { testLog } from './testing/test-log.ts';

describe('PostgresEventLog', () => {
  let server: EmbeddedPostgres;
  let pool: pg.Pool;

  beforeAll(async () => {
    server = await startThrowawayPostgres();
    pool = new pg.Pool({ connectionString: server.url }).on('error', () => undefined);
  });
  afterAll(async () => {
    await pool.end();
    await server.stop();
  });

  describeEventLog(async partitions => {
    const schema = `log_${randomUUID().replaceAll('-', '')}`;
    await pool.query(`create schema ${schema}`);
    const url = `${server.url}?options=-c%20search_path%3D${schema}`;
    const settings = { url, topic: 'pump.telemetry.v1', group: schema, partitions };
    const log = new PostgresEventLog(settings, testLog);
    await log.ready();
    await log.close();
    return {
      open: () => new PostgresEventLog(settings, testLog),
      trim: async (partition, position) => {
        await pool.query(`delete from ${schema}.log_record where partition = $1 and position < $2`, [
          partition,
          position,
        ]);
      },
      recreate: async () => {
        await pool.query(`truncate ${schema}.log_record; update ${schema}.log_partition set next_position = 0`);
      },
    };
  });
});
