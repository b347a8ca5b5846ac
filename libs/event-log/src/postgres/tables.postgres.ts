import type { Pool, PoolClient } from 'pg';
import type { Log } from '../log.ts';
import { murmur2 } from '../partitioner.ts';

/** One at a time makes the tables: `create … if not exists` alone fails when two run at once. */
const makingLock = murmur2(Buffer.from('cisterna log tables'));

const tables = `
  create table if not exists log_partition (
    partition integer primary key,
    next_position bigint not null default 0
  );
  create table if not exists log_record (
    partition integer not null,
    position bigint not null,
    key bytea not null,
    value bytea not null,
    headers jsonb not null,
    received_at bigint not null,
    primary key (partition, position)
  );
  comment on column log_record.headers is 'name to base64 of the bytes';
  comment on column log_record.received_at is 'milliseconds since 1970';
`;

/** A connection that breaks between two queries says so by an event that ends the process if nobody listens; the next query tells it, too. */
const ignore = (): void => undefined;

/** Runs `work` in a transaction of its own. */
export const inTransaction = async <T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> => {
  const client = await pool.connect();
  client.on('error', ignore);
  let broken = true;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    broken = false;
    return result;
  } finally {
    if (!broken) client.off('error', ignore);
    client.release(broken); // closing the connection rolls back, whatever state it is in
  }
};

/** Makes the log's tables and partitions where they are missing; says so where there are other partitions than wanted. */
export const ensureTables = (pool: Pool, wanted: number, log: Log): Promise<void> =>
  inTransaction(pool, async client => {
    await client.query('select pg_advisory_xact_lock($1)', [makingLock]);
    await client.query(tables);
    const { rowCount: partitions } = await client.query('select partition from log_partition');
    if (partitions === 0) {
      await client.query('insert into log_partition (partition) select generate_series(0, $1::integer - 1)', [wanted]);
    } else if (partitions !== wanted) {
      log.warn({ partitions, wanted }, 'postgres-log.has-other-partitions');
    }
  });
