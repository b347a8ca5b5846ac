import { setTimeout as delay } from 'node:timers/promises';
import type { LoggedRecord, Observation, PartitionBatch, PartitionOwner } from '@cisterna/event-log';

/** How far a partition may be read now; 0 while the live generation has not begun it. */
export type LimitOf = (partition: number) => Promise<bigint>;

const lookEveryMs = 200;

const cut = (batch: PartitionBatch, limit: bigint): PartitionBatch => ({
  ...batch,
  nextOffset: limit,
  records: batch.records.filter(({ offset }: LoggedRecord) => offset < limit),
});

/** An owner that never reads further than it may: what it is brought beyond that waits, and is given back when the reading ends. */
export class HeldBack implements PartitionOwner {
  #exact = false;
  #ended = false;

  constructor(
    private readonly owner: PartitionOwner,
    private readonly limitOf: LimitOf,
  ) {}

  /** From now on the limits stand: what lies before them is taken though it ends in the middle of a batch. */
  reachExactly(): void {
    this.#exact = true;
  }

  /** What waits is given up. */
  end(): void {
    this.#ended = true;
  }

  opened(partition: number): Promise<bigint | null> {
    return this.owner.opened(partition);
  }

  async batch(batch: PartitionBatch): Promise<void> {
    let taken = batch.firstOffset;
    while (!this.#ended) {
      const limit = await this.limitOf(batch.partition);
      if (limit >= batch.nextOffset) {
        await this.owner.batch({
          ...batch,
          firstOffset: taken,
          records: batch.records.filter(({ offset }) => offset >= taken),
        });
        return;
      }
      if (this.#exact && limit > taken) {
        await this.owner.batch({ ...cut(batch, limit), firstOffset: taken });
        taken = limit;
      }
      await delay(lookEveryMs);
    }
  }

  revoked(partitions: readonly number[]): Promise<void> {
    return this.owner.revoked(partitions);
  }

  observed(observation: Observation): void {
    this.owner.observed(observation);
  }
}
