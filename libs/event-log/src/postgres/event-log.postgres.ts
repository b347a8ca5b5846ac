import pg from 'pg';
import { AppendQueue } from '../append-queue.ts';
import type { AppendRecord, EventLog, PartitionOwner, Subscription, Watermarks } from '../event-log.ts';
import { LogClosed, LogUnavailable } from '../log-errors.ts';
import type { Log } from '../log.ts';
import { untilItWorks, withRetries } from '../retry.ts';
import { appendRecords } from './append.postgres.ts';
import { toLogError } from './errors.postgres.ts';
import { readWatermarks } from './read.postgres.ts';
import type { PostgresLogSettings } from './settings.postgres.ts';
import { PostgresSubscription } from './subscription.postgres.ts';
import { ensureTables } from './tables.postgres.ts';

const appendTimeoutMs = 10_000;

const sizeOf = ({ key, value, headers }: AppendRecord): number =>
  Object.entries(headers ?? {}).reduce(
    (sum, [name, held]) => sum + name.length + held.length,
    key.length + value.length,
  );

/** The event log in tables of a PostgreSQL database, for one machine and small fleets: no broker needed. Keeps all records. */
export class PostgresEventLog implements EventLog {
  readonly topic: string;
  readonly publisher = null;
  private readonly pool: pg.Pool;
  private readonly appends: AppendQueue<AppendRecord>;
  private readonly subscriptions: Subscription[] = [];
  private readonly closing = new AbortController();
  private prepared: Promise<void> | null = null;
  private ended: Promise<void> | null = null;

  constructor(
    private readonly settings: PostgresLogSettings,
    private readonly log: Log,
  ) {
    this.topic = settings.topic;
    this.pool = new pg.Pool({
      connectionString: settings.url,
      max: 6,
      connectionTimeoutMillis: 5_000,
      query_timeout: 30_000,
    });
    this.pool.on('error', err => {
      log.debug({ err }, 'postgres-log.connection-lost');
    });
    this.appends = new AppendQueue(records => this.send(records), { records: 5_000, bytes: 4_000_000, sizeOf });
  }

  append(records: readonly AppendRecord[]): Promise<void> {
    if (this.closing.signal.aborted) return Promise.reject(new LogClosed());
    this.ready().catch(() => undefined); // makes the tables meanwhile, should nobody have asked for it
    return this.appends.append(records);
  }

  consume(owner: PartitionOwner): Subscription {
    if (this.closing.signal.aborted) throw new LogClosed();
    const { pool, settings, log } = this;
    const subscription = new PostgresSubscription(owner, { pool, settings, log, ready: () => this.ready() });
    this.subscriptions.push(subscription);
    return subscription;
  }

  watermarks(): Promise<readonly Watermarks[]> {
    return readWatermarks(this.pool).catch((thrown: unknown) => {
      throw toLogError(thrown);
    });
  }

  ready(): Promise<void> {
    const { pool, settings, log } = this;
    this.prepared ??= untilItWorks(() => ensureTables(pool, settings.partitions, log), this.closing.signal, log);
    return this.prepared;
  }

  async check(): Promise<void> {
    await this.pool.query({ text: 'select 1', query_timeout: 5_000 } as pg.QueryConfig).catch((thrown: unknown) => {
      throw toLogError(thrown);
    });
  }

  close(): Promise<void> {
    this.closing.abort();
    this.ended ??= this.end();
    return this.ended;
  }

  private async end(): Promise<void> {
    await Promise.all(this.subscriptions.map(subscription => subscription.stop()));
    await this.appends.close(new LogClosed());
    await this.pool.end();
  }

  private send(records: readonly AppendRecord[]): Promise<void> {
    const { settings, log, pool } = this;
    const attempt = async (): Promise<void> => {
      const partitions = await this.partitions();
      await appendRecords(pool, partitions, records);
    };
    const timeoutMs = settings.appendTimeoutMs ?? appendTimeoutMs;
    return withRetries(attempt, { timeoutMs, signal: this.closing.signal, toError: toLogError, log });
  }

  /** The partitions that the tables have, which are never changed. */
  private async partitions(): Promise<number> {
    const { rows } = await this.pool.query<{ count: number }>('select count(*)::integer from log_partition');
    if (rows[0] === undefined || rows[0].count === 0) throw new LogUnavailable('the tables are being made');
    return rows[0].count;
  }
}
