import type { Pool } from 'pg';
import { rest } from '../aborted.ts';
import type { Assignment } from '../delivery/assignment.ts';
import type { PartitionDelivery } from '../delivery/partition-delivery.ts';
import { growingWaitMs } from '../growing-wait.ts';
import type { Log } from '../log.ts';
import type { AlarmClock } from './alarm-clock.ts';
import { readBatch } from './read.postgres.ts';

/** Should a wake-up get lost, a look now and then finds what is new. */
const lookEveryMs = 1_000;

/** What the readers of a subscription share. */
export interface ReaderContext {
  readonly pool: Pool;
  readonly assignment: Assignment;
  readonly alarm: AlarmClock;
  readonly batchRecords: number;
  readonly log: Log;
}

/** Reads one partition on and on from a position, until told to end; outlives absences of the database. */
export class PartitionReader {
  private readonly ending = new AbortController();

  constructor(
    private readonly context: ReaderContext,
    private readonly partition: number,
  ) {}

  end(): void {
    this.ending.abort();
    this.context.alarm.ring(this.partition);
  }

  /** Resolves when ended, or when the partition's delivery takes no more. */
  async read(from: bigint): Promise<void> {
    let failures = 0;
    let position: bigint | null = from;
    while (position !== null && !this.ending.signal.aborted) {
      try {
        position = await this.step(position);
        failures = 0;
      } catch (err) {
        failures += 1;
        this.context.log.warn({ partition: this.partition, err }, 'postgres-log.read-failed');
        await rest(growingWaitMs(failures), this.ending.signal);
      }
    }
  }

  /** Reads once and answers the position after it; null when no more is taken. */
  private async step(position: bigint): Promise<bigint | null> {
    const { pool, assignment, alarm, batchRecords } = this.context;
    const heard = alarm.count(this.partition);
    const batch = await readBatch(pool, this.partition, position, batchRecords);
    if (this.ending.signal.aborted) return null;
    if (batch === null) {
      await alarm.sleep(this.partition, heard, lookEveryMs);
      return position;
    }
    const delivery: PartitionDelivery | undefined = assignment.get(this.partition);
    return (await delivery?.deliver(batch)) === true ? batch.nextOffset : null;
  }
}
