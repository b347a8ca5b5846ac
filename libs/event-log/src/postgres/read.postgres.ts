import type { Pool } from 'pg';
import type { LoggedRecord, PartitionBatch, Watermarks } from '../event-log.ts';

/** A batch ends with the record that takes it over this. */
const batchBytes = 4 * 1024 * 1024;

interface RecordRow {
  readonly position: string;
  readonly key: Buffer;
  readonly value: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly received_at: string;
  readonly high: string;
}

const toRecord = ({ position, key, value, headers, received_at }: RecordRow): LoggedRecord => ({
  key,
  value,
  headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, Buffer.from(text, 'base64')])),
  receivedAt: Number(received_at),
  offset: BigInt(position),
});

/** The records of a partition from `position` on, at most `most` of them; null when there are none yet. */
export const readBatch = async (
  pool: Pool,
  partition: number,
  position: bigint,
  most: number,
): Promise<PartitionBatch | null> => {
  const { rows } = await pool.query<RecordRow>({
    name: 'cisterna-log-read',
    text: `select position, key, value, headers, received_at,
             (select next_position from log_partition where partition = $1) as high
           from (
             select *, sum(octet_length(value)) over (order by position) - octet_length(value) as before
             from (select * from log_record where partition = $1 and position >= $2 order by position limit $3) as next
           ) as counted
           where before < $4 order by position`,
    values: [partition, position.toString(), most, batchBytes],
  });
  const records = rows.map(toRecord);
  const [first, last] = [records[0], records.at(-1)];
  if (first === undefined || last === undefined) return null;
  const highWatermark = BigInt(rows[0]?.high ?? 0);
  return { partition, firstOffset: first.offset, nextOffset: last.offset + 1n, highWatermark, records };
};

/** The range of every partition, in order. */
export const readWatermarks = async (pool: Pool): Promise<readonly Watermarks[]> => {
  const { rows } = await pool.query<{ partition: number; low: string; high: string }>(
    `select partition, next_position as high,
       coalesce((select min(position) from log_record where log_record.partition = log_partition.partition), next_position) as low
     from log_partition order by partition`,
  );
  return rows.map(({ partition, low, high }) => ({ partition, low: BigInt(low), high: BigInt(high) }));
};
