import type { LoggedRecord, Observation, PartitionBatch, PartitionOwner } from '../event-log.ts';

/** What several owners share as projectors share a database: the stored positions, fenced by an epoch for each partition. */
export class Shelf {
  readonly positions = new Map<number, bigint>();
  readonly epochs = new Map<number, number>();
  /** Every record whose batch was stored, in the order of storing. */
  readonly records: { readonly partition: number; readonly record: LoggedRecord }[] = [];

  /** The text values stored so far, of one partition or all. */
  values(partition?: number): string[] {
    return this.records
      .filter(stored => partition === undefined || stored.partition === partition)
      .map(({ record }) => Buffer.from(record.value ?? []).toString());
  }
}

/** A projector in small: stores what it gets with its position in one step, refuses to store once it is fenced. */
export class RecordingOwner implements PartitionOwner {
  readonly openings: number[] = [];
  readonly revocations: number[] = [];
  readonly observations: Observation[] = [];
  /** Called before a batch is stored; throws to fail, waits to press back. */
  beforeBatch: (batch: PartitionBatch) => Promise<void> | void = () => undefined;
  /** The largest number of batches of one partition that were under way at once. */
  mostAtOnce = 0;
  private readonly epochs = new Map<number, number>();
  private readonly underWay = new Map<number, number>();

  constructor(readonly shelf: Shelf = new Shelf()) {}

  opened(partition: number): Promise<bigint | null> {
    const epoch = (this.shelf.epochs.get(partition) ?? 0) + 1;
    this.shelf.epochs.set(partition, epoch);
    this.epochs.set(partition, epoch);
    this.openings.push(partition);
    return Promise.resolve(this.shelf.positions.get(partition) ?? null);
  }

  async batch(batch: PartitionBatch): Promise<void> {
    const underWay = (this.underWay.get(batch.partition) ?? 0) + 1;
    this.underWay.set(batch.partition, underWay);
    this.mostAtOnce = Math.max(this.mostAtOnce, underWay);
    try {
      await this.beforeBatch(batch);
      this.store(batch);
    } finally {
      this.underWay.set(batch.partition, underWay - 1);
    }
  }

  revoked(partitions: readonly number[]): Promise<void> {
    this.revocations.push(...partitions);
    return Promise.resolve();
  }

  observed(observation: Observation): void {
    this.observations.push(observation);
  }

  /** The latest end told of a partition. */
  lastHigh(partition: number): bigint | null {
    return this.observations.findLast(observation => observation.partition === partition)?.high ?? null;
  }

  private store({ partition, firstOffset, nextOffset, records }: PartitionBatch): void {
    if (this.shelf.epochs.get(partition) !== this.epochs.get(partition)) throw new Error('fenced');
    const position = this.shelf.positions.get(partition);
    if (position !== undefined && position !== firstOffset) throw new Error(`position is ${position.toString()}`);
    this.shelf.positions.set(partition, nextOffset);
    for (const record of records) this.shelf.records.push({ partition, record });
  }
}
