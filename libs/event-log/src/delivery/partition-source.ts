import type { Watermarks } from '../event-log.ts';

/** What an adapter does for the partitions it was assigned. */
export interface PartitionSource {
  /** The range that can be read now; rejects while the log can't be reached. */
  range(partition: number): Promise<Watermarks>;
  /** Begins to deliver from `position`, or goes on there. */
  readFrom(partition: number, position: bigint): void;
  /** Delivers nothing of this partition until `readFrom`. */
  pause(partition: number): void;
}
