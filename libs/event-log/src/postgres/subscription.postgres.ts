import type { Pool } from 'pg';
import { aborted, rest } from '../aborted.ts';
import { Assignment } from '../delivery/assignment.ts';
import type { PartitionOwner, PartitionStatus, Subscription, SubscriptionState, Watermarks } from '../event-log.ts';
import { growingWaitMs } from '../growing-wait.ts';
import { LogUnavailable, asError } from '../log-errors.ts';
import type { Log } from '../log.ts';
import { AlarmClock } from './alarm-clock.ts';
import { GroupSession } from './group-session.ts';
import { PartitionReader, type ReaderContext } from './partition-reader.ts';
import { readWatermarks } from './read.postgres.ts';
import type { PostgresLogSettings } from './settings.postgres.ts';

/** What a subscription shares with its event log. */
export interface PostgresContext {
  readonly pool: Pool;
  readonly settings: PostgresLogSettings;
  readonly log: Log;
  /** Resolves when the tables exist. */
  readonly ready: () => Promise<void>;
}

/** A place among the readers of the group, taken anew with growing waits whenever the connection is lost. */
export class PostgresSubscription implements Subscription {
  private readonly assignment: Assignment;
  private readonly readers = new Map<number, PartitionReader>();
  private readonly reading: ReaderContext;
  private readonly alarm = new AlarmClock();
  private readonly stopping = new AbortController();
  private readonly ended: Promise<void>;
  private state: SubscriptionState = 'joining';
  private trouble: Error | null = null;

  constructor(
    owner: PartitionOwner,
    private readonly context: PostgresContext,
  ) {
    const { pool, log, settings } = context;
    this.assignment = new Assignment(owner, this, log);
    this.reading = {
      pool,
      log,
      assignment: this.assignment,
      alarm: this.alarm,
      batchRecords: settings.batchRecords ?? 5_000,
    };
    this.ended = this.live();
  }

  status(): { state: SubscriptionState; detail: string | null } {
    return { state: this.state, detail: this.state === 'reconnecting' ? (this.trouble?.message ?? null) : null };
  }

  partitions(): readonly PartitionStatus[] {
    return this.assignment.partitions();
  }

  /** There are no lag tools for these tables. */
  committed(): void {
    return;
  }

  reopen(partition: number, cause: unknown): void {
    this.assignment.get(partition)?.reopen(cause);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.ended;
  }

  async range(partition: number): Promise<Watermarks> {
    const found = (await readWatermarks(this.context.pool)).find(watermarks => watermarks.partition === partition);
    if (found === undefined) throw new LogUnavailable(`the log has no partition ${partition} now`);
    return found;
  }

  readFrom(partition: number, position: bigint): void {
    this.pause(partition);
    const reader = new PartitionReader(this.reading, partition);
    this.readers.set(partition, reader);
    void reader.read(position);
  }

  pause(partition: number): void {
    this.readers.get(partition)?.end();
    this.readers.delete(partition);
  }

  private async live(): Promise<void> {
    const { signal } = this.stopping;
    await Promise.race([this.context.ready().catch(() => undefined), aborted(signal)]);
    for (let attempt = 1; !signal.aborted; attempt++) {
      await this.member(() => {
        attempt = 1;
      }).catch((thrown: unknown) => {
        this.trouble = asError(thrown);
      });
      await this.leave([...this.assignment.partitions()].map(({ partition }) => partition));
      await this.beforeAttempt(attempt);
    }
    this.state = 'stopped';
  }

  private async beforeAttempt(attempt: number): Promise<void> {
    if (this.stopping.signal.aborted) return;
    this.state = 'reconnecting';
    const waitMs = growingWaitMs(attempt);
    this.context.log.warn({ attempt, waitMs, err: this.trouble }, 'postgres-log.reader-restarts');
    await rest(waitMs, this.stopping.signal);
  }

  /** Reads as a member of the group until stopped; rejects when the connection is lost. */
  private async member(joined: () => void): Promise<void> {
    const { settings, log } = this.context;
    const session = new GroupSession(settings.url, settings.group ?? 'cisterna', partition => {
      this.alarm.ring(partition);
    });
    try {
      await session.begin();
      while (!this.stopping.signal.aborted && !session.lost.aborted) {
        await this.round(session);
        joined();
        await rest(settings.observeEveryMs ?? 500, AbortSignal.any([this.stopping.signal, session.lost]));
      }
      if (session.lost.aborted) throw session.lost.reason;
      await this.leave(this.held());
    } finally {
      await session.end().catch((err: unknown) => {
        log.debug({ err }, 'postgres-log.disconnect-failed');
      });
    }
  }

  /** Tells how far the log reaches, then gives and takes partitions so that all members have their fair share. */
  private async round(session: GroupSession): Promise<void> {
    const asked = this.assignment.positions();
    const at = Date.now();
    const all = await readWatermarks(this.context.pool);
    this.assignment.observe(
      all.map(watermarks => ({ ...watermarks, at })),
      asked,
    );
    const share = await session.share(all.map(({ partition }) => partition));
    const held = this.held();
    const surplus = held.filter(partition => !share.includes(partition));
    await this.leave(surplus);
    await session.give(surplus);
    const gained = await session.take(share.filter(partition => !held.includes(partition)));
    if (gained.length > 0) this.context.log.info({ partitions: gained }, 'postgres-log.partitions-assigned');
    this.state = 'assigned';
    this.trouble = null;
    await this.assignment.change([], gained);
  }

  private held(): readonly number[] {
    return this.assignment.partitions().map(({ partition }) => partition);
  }

  private async leave(partitions: readonly number[]): Promise<void> {
    for (const partition of partitions) this.pause(partition);
    await this.assignment.change(partitions, []);
  }
}
