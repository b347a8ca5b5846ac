import type { Observation, PartitionBatch, PartitionOwner, PartitionState, PartitionStatus } from '../event-log.ts';
import { growingWaitMs } from '../growing-wait.ts';
import type { Log } from '../log.ts';
import { PositionOutOfRange, asError, isRetriable } from '../log-errors.ts';
import type { PartitionSource } from './partition-source.ts';

/**
 * One partition of one assignment: opens it at its stored position, hands its batches to the owner in order, opens it
 * again when something failed, and stands still when only a person can help. Ends with `close`, for good.
 */
export class PartitionDelivery {
  private state: PartitionState = 'opening';
  private position: bigint | null = null;
  private high: bigint | null = null;
  private error: Error | null = null;
  private failures = 0;
  private timer: NodeJS.Timeout | null = null;
  private closed = false;
  private wasOpened = false;
  private work: Promise<unknown> = Promise.resolve();

  constructor(
    readonly partition: number,
    private readonly owner: PartitionOwner,
    private readonly source: PartitionSource,
    private readonly log: Log,
  ) {}

  status(): PartitionStatus {
    const { partition, state, position, high, error } = this;
    return { partition, state, position, high, error };
  }

  /** Whether the owner was ever asked to open it, and so must hear that it is lost. */
  get known(): boolean {
    return this.wasOpened;
  }

  /** Asks the owner for its position, checks it against the log and begins to read there. Never rejects. */
  async open(): Promise<void> {
    await this.work;
    if (this.closed) return;
    this.state = 'opening';
    this.wasOpened = true;
    this.work = this.enquire().catch((thrown: unknown) => {
      this.fail(thrown);
    });
    await this.work;
  }

  /**
   * Hands over a batch that begins where the former one ended; resolves to whether it was taken.
   * A batch that begins elsewhere is dropped: the client has jumped, or it was under way when the partition was opened anew.
   * A batch without records only moves the position.
   */
  async deliver(batch: PartitionBatch): Promise<boolean> {
    if (this.closed || this.state !== 'reading') return false;
    if (batch.firstOffset !== this.position) {
      this.fail(new Error(`asked for position ${String(this.position)}, was given ${batch.firstOffset.toString()}`));
      return false;
    }
    if (batch.records.length > 0 && !(await this.handOver(batch))) return false;
    this.position = batch.nextOffset;
    return true;
  }

  /** Passes on what the log answered; `asked` is the position when it was asked. Opens anew when the position has left the log. */
  observe(observation: Observation, asked: bigint | null): void {
    this.high = observation.high;
    if (this.closed || this.state !== 'reading' || this.position === null || asked === null) return;
    if (this.position < observation.low || asked > observation.high) {
      this.fail(new PositionOutOfRange(this.partition, this.position, observation.low, observation.high), true);
    } else this.owner.observed(observation);
  }

  /** The owner found out that its work since the last opening is lost; nothing to do where it is being opened anyway. */
  reopen(cause: unknown): void {
    if (this.state === 'reading') this.fail(cause);
  }

  /** The partition is no longer ours: nothing is handed over any more. Resolves when the owner is done with what it has. */
  async close(): Promise<void> {
    this.closed = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.work;
  }

  /** Resolves to whether the owner took the batch and the partition is still being read. */
  private async handOver(batch: PartitionBatch): Promise<boolean> {
    const worked = this.owner.batch(batch).then(
      () => true,
      (thrown: unknown) => {
        this.fail(thrown);
        return false;
      },
    );
    this.work = worked;
    if (!(await worked) || this.closed || this.state !== 'reading') return false;
    this.failures = 0;
    return true;
  }

  private async enquire(): Promise<void> {
    const stored = await this.owner.opened(this.partition);
    if (this.closed) return;
    const { low, high } = await this.source.range(this.partition);
    this.begin(stored ?? low, low, high);
  }

  /** Stands still: for a while and then opens anew, or for good where trying again can't help. */
  private fail(thrown: unknown, retriable: boolean = isRetriable(thrown)): void {
    if (this.closed || this.state === 'waiting' || this.state === 'stopped') return;
    this.source.pause(this.partition);
    this.error = asError(thrown);
    this.failures += 1;
    const fields = { partition: this.partition, position: this.position?.toString(), err: this.error };
    if (!retriable) {
      this.state = 'stopped';
      this.log.error(fields, 'event-log.partition-stopped');
      return;
    }
    this.state = 'waiting';
    const waitMs = growingWaitMs(this.failures);
    this.log.warn({ ...fields, waitMs }, 'event-log.partition-waits');
    this.timer = setTimeout(() => void this.open(), waitMs);
  }

  private begin(position: bigint, low: bigint, high: bigint): void {
    if (this.closed) return;
    if (position < low || position > high) throw new PositionOutOfRange(this.partition, position, low, high);
    this.position = position;
    this.high = high;
    this.error = null;
    this.state = 'reading';
    this.source.readFrom(this.partition, position);
  }
}
