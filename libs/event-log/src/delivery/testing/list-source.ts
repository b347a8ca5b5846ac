import type { PartitionBatch, Watermarks } from '../../event-log.ts';
import { LogUnavailable } from '../../log-errors.ts';
import type { PartitionSource } from '../partition-source.ts';

/** An adapter in small: a range that a test sets, and what it was told to do. */
export class ListSource implements PartitionSource {
  low = 0n;
  high = 100n;
  /** How many more questions it does not answer. */
  absences = 0;
  readonly commands: string[] = [];

  range(partition: number): Promise<Watermarks> {
    if (this.absences > 0) {
      this.absences -= 1;
      return Promise.reject(new LogUnavailable('away'));
    }
    return Promise.resolve({ partition, low: this.low, high: this.high });
  }

  readFrom(partition: number, position: bigint): void {
    this.commands.push(`read ${partition} from ${position.toString()}`);
  }

  pause(partition: number): void {
    this.commands.push(`pause ${partition}`);
  }
}

/** A batch of partition 0 with one record for each offset. */
export const batchOf = (firstOffset: bigint, nextOffset: bigint): PartitionBatch => {
  const count = Number(nextOffset - firstOffset);
  const records = Array.from({ length: count }, (_, index) => ({
    key: null,
    value: Buffer.from(String(index)),
    headers: {},
    receivedAt: 0,
    offset: firstOffset + BigInt(index),
  }));
  return { partition: 0, firstOffset, nextOffset, highWatermark: 100n, records };
};
