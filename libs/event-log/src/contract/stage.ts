import type { AppendRecord, EventLog, PartitionState, Subscription } from '../event-log.ts';
import { partitionOf } from '../partitioner.ts';
import { eventually } from '../../../../test/kit/eventually.ts';
import type { Shelf } from '../testing/recording-owner.ts';

/** A fresh, empty log, and what its operators can do to it. */
export interface LogUnderTest {
  /** One more process on this log and in its group. */
  open(): EventLog;
  /** What retention does: removes the records of a partition below `position`. */
  trim(partition: number, position: bigint): Promise<void>;
  /** Removes the log and makes it anew, empty. */
  recreate(): Promise<void>;
}

/** Makes a log with so many partitions. */
export type MakeLog = (partitions: number) => Promise<LogUnderTest>;

/** How many partitions each log under test has. */
export const partitions = 4;

/** The keys of all records, spread over all partitions. */
export const keys = Array.from({ length: 20 }, (_, pump) => `P-${pump}`);

/** Records whose values count up from `from`, each key's in order. */
export const records = (count: number, from = 0): AppendRecord[] =>
  Array.from({ length: count }, (_, index) => ({
    key: keys[(from + index) % keys.length] ?? '',
    value: `${from + index}`,
  }));

/** Those of the records that belong into a partition. */
export const inPartition = (all: readonly AppendRecord[], partition: number): readonly AppendRecord[] =>
  all.filter(({ key }) => partitionOf(key, partitions) === partition);

/** 0, 1, … `count` − 1. */
export const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** Values as numbers in ascending order. */
export const numbers = (values: readonly string[]): number[] => values.map(Number).sort((a, b) => a - b);

export const stored = (shelf: Shelf, count: number): Promise<unknown> =>
  eventually(`${count} records stored`, () => shelf.records.length >= count);

export const stateOf = (subscription: Subscription, partition: number): PartitionState | undefined =>
  subscription.partitions().find(status => status.partition === partition)?.state;

/** One log under test for each test, and every process that was opened on it. */
export class Stage {
  private current: LogUnderTest | null = null;
  private open: EventLog[] = [];

  constructor(private readonly make: MakeLog) {}

  get world(): LogUnderTest {
    if (this.current === null) throw new Error('the stage is empty');
    return this.current;
  }

  async begin(): Promise<void> {
    this.current = await this.make(partitions);
  }

  async end(): Promise<void> {
    const open = this.open;
    this.open = [];
    await Promise.all(open.map(log => log.close()));
  }

  openLog(): EventLog {
    const log = this.world.open();
    this.open.push(log);
    return log;
  }
}
