import type { EpochMs } from '@cisterna/contract';
import { explained } from '../database/failure.ts';
import { select } from '../database/select.ts';
import { inTransaction } from '../database/transaction.ts';
import type { ReadModel } from '../read-model.ts';
import { fenced } from './move-position.ts';

/** When the log could be neither read nor written, `[from, to]`. */
export type StoredOutage = readonly [from: EpochMs, to: EpochMs];

interface Progress {
  /** The offset to read next; null before the first batch. */
  readonly position: bigint | null;
  readonly epoch: number;
  /** The time through which it has been read; 0 before. */
  readonly clockAt: EpochMs;
}

/** How far a partition has been read, and when that was not possible. */
export interface PartitionStart extends Progress {
  /** In order. */
  readonly outages: readonly StoredOutage[];
}

/** How far a partition has been read, and where its end was when that was last looked at. */
export interface PartitionState extends Progress {
  readonly partition: number;
  readonly highWatermark: bigint | null;
}

interface Row {
  readonly partition: number;
  readonly position: string | null;
  readonly epoch: number;
  readonly clock_ms: EpochMs;
  readonly high_watermark: string | null;
}

const columns = 'partition, position::text, epoch, clock_ms, high_watermark::text';

const offset = (text: string | null): bigint | null => (text === null ? null : BigInt(text));

const stateOf = (row: Row): PartitionState => ({
  partition: row.partition,
  position: offset(row.position),
  epoch: row.epoch,
  clockAt: row.clock_ms,
  highWatermark: offset(row.high_watermark),
});

/** Takes a partition over: raises its epoch, which fences every former owner, and says where to read on. Throws DatabaseUnavailable. */
export const openPartition = async (
  model: ReadModel,
  { topic, partition }: { readonly topic: string; readonly partition: number },
): Promise<PartitionStart> => {
  const [row] = await select<Row & { readonly outages: string }>(
    model,
    `insert into partition as p (topic, partition, epoch, clock_ms) values ($1, $2, 1, 0)
     on conflict (topic, partition) do update set epoch = p.epoch + 1 returning ${columns}, outages`,
    [topic, partition],
  );
  if (row === undefined) throw explained(new Error('The partition’s row was not given back.'));
  const { position, epoch, clockAt } = stateOf(row);
  return { position, epoch, clockAt, outages: JSON.parse(row.outages) as StoredOutage[] };
};

/** That a partition has been read through a time without anything new in it. */
export interface ReadMark {
  readonly topic: string;
  readonly partition: number;
  readonly epoch: number;
  readonly clockAt: EpochMs;
  readonly highWatermark: bigint;
}

const mark = {
  name: 'cisterna-mark-read',
  text: `update partition set clock_ms = greatest(clock_ms, $4), high_watermark = $5
    where topic = $1 and partition = $2 and epoch = $3`,
};

/** Moves a partition's clock on while nothing arrives; it never goes back. Throws Fenced when the partition has another owner, DatabaseUnavailable. */
export const markRead = (
  model: ReadModel,
  { topic, partition, epoch, clockAt, highWatermark }: ReadMark,
): Promise<void> =>
  inTransaction(model, async session => {
    const marked = await session.write(mark, [topic, partition, epoch, clockAt, highWatermark]);
    if (marked === 0) throw await fenced(session, { topic, partition, epoch, from: null });
  });

const outagesText = {
  name: 'cisterna-store-outages',
  text: 'update partition set outages = $4 where topic = $1 and partition = $2 and epoch = $3',
};

/** Keeps when the log of a partition was away. Throws Fenced when the partition has another owner, DatabaseUnavailable. */
export const storeOutages = (
  model: ReadModel,
  { topic, partition, epoch }: Pick<ReadMark, 'topic' | 'partition' | 'epoch'>,
  outages: readonly StoredOutage[],
): Promise<void> =>
  inTransaction(model, async session => {
    const stored = await session.write(outagesText, [topic, partition, epoch, JSON.stringify(outages)]);
    if (stored === 0) throw await fenced(session, { topic, partition, epoch, from: null });
  });

/** The partitions of a topic that have ever been read, in their order. Throws DatabaseUnavailable. */
export const partitionStates = async (model: ReadModel, topic: string): Promise<PartitionState[]> =>
  (await select<Row>(model, `select ${columns} from partition where topic = $1 order by partition`, [topic])).map(
    stateOf,
  );
