import type { Pool, PoolClient } from 'pg';
import type { AppendRecord } from '../event-log.ts';
import { partitionOf } from '../partitioner.ts';
import { inTransaction } from './tables.postgres.ts';

/** The channel on which readers hear of new records; the payload lists the partitions. */
export const channel = 'cisterna_log';

const base64 = (value: string | Uint8Array): string => Buffer.from(value).toString('base64');

const headersText = (headers: AppendRecord['headers']): string =>
  JSON.stringify(Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, base64(value)])));

/**
 * Locks the partitions' rows, in order so that two writers never wait for each other crosswise, and answers where each goes on.
 * The lock is held until the commit: positions appear in the order of commits, so a reader never passes one that comes later.
 */
const lockPartitions = async (client: PoolClient, partitions: readonly number[]): Promise<Map<number, bigint>> => {
  const { rows } = await client.query<{ partition: number; next_position: string }>(
    'select partition, next_position from log_partition where partition = any($1) order by partition for update',
    [partitions],
  );
  return new Map(rows.map(row => [row.partition, BigInt(row.next_position)]));
};

const insert = async (
  client: PoolClient,
  records: readonly AppendRecord[],
  places: readonly { partition: number; position: bigint }[],
): Promise<void> => {
  const now = Date.now();
  await client.query(
    `insert into log_record (partition, position, key, value, headers, received_at)
     select partition, position, key, value, headers::jsonb, received_at
     from unnest($1::integer[], $2::bigint[], $3::bytea[], $4::bytea[], $5::text[], $6::bigint[])
       as record (partition, position, key, value, headers, received_at)`,
    [
      places.map(({ partition }) => partition),
      places.map(({ position }) => position.toString()),
      records.map(({ key }) => Buffer.from(key)),
      records.map(({ value }) => Buffer.from(value)),
      records.map(({ headers }) => headersText(headers)),
      records.map(({ receivedAt }) => receivedAt ?? now),
    ],
  );
};

/** Appends in one transaction and wakes the readers. */
export const appendRecords = (pool: Pool, partitions: number, records: readonly AppendRecord[]): Promise<void> =>
  inTransaction(pool, async client => {
    const targets = records.map(({ key }) => partitionOf(key, partitions));
    const touched = [...new Set(targets)];
    const next = await lockPartitions(client, touched);
    const places = targets.map(partition => {
      const position = next.get(partition) ?? 0n;
      next.set(partition, position + 1n);
      return { partition, position };
    });
    await insert(client, records, places);
    await client.query(
      `update log_partition set next_position = next.position
       from unnest($1::integer[], $2::bigint[]) as next (partition, position) where log_partition.partition = next.partition`,
      [[...next.keys()], [...next.values()].map(String)],
    );
    await client.query('select pg_notify($1, $2)', [channel, touched.join(',')]);
  });
