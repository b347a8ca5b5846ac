import type { EpochMs, LogRecord } from '@cisterna/contract';
import type { PositionOutOfRange } from './log-errors.ts';

/** A record to append. `key` is the pump id, it decides the partition; `receivedAt` defaults to the moment of the append. */
export interface AppendRecord {
  readonly key: string;
  readonly value: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string | Uint8Array>>;
  readonly receivedAt?: EpochMs;
}

/** A record as read, with its place in the partition. Its bytes are views into the batch: copy what outlives it. */
export interface LoggedRecord extends LogRecord {
  readonly offset: bigint;
}

/**
 * Records of one partition in offset order. Offsets may have holes (transaction markers of a producer), so
 * `nextOffset`, not the last record's offset plus one, is the position to store.
 */
export interface PartitionBatch {
  readonly partition: number;
  /** The position this batch was asked for: the stored one, or the former batch's `nextOffset`. */
  readonly firstOffset: bigint;
  /** The position after this batch. */
  readonly nextOffset: bigint;
  /** The log's end when the batch was fetched: the next record's position. */
  readonly highWatermark: bigint;
  readonly records: readonly LoggedRecord[];
}

/** The readable range of a partition: positions from `low` (inclusive, kept by retention) to `high` (exclusive). */
export interface Watermarks {
  readonly partition: number;
  readonly low: bigint;
  readonly high: bigint;
}

/** A partition's range as the log answered to a question asked at wall time `at`. */
export interface Observation extends Watermarks {
  readonly at: EpochMs;
}

/**
 * Who works a partition's records: the projector. All calls for one partition come one after the other.
 * A call that throws is repeated after a growing wait, beginning again at `opened`, unless its error says `retriable: false`
 * or is a programming error (TypeError, RangeError, ReferenceError, SyntaxError): then the partition stops, loudly, and the others go on.
 */
export interface PartitionOwner {
  /**
   * The partition was assigned, or is read again after a failure. Fence former owners here, and drop what is cached.
   * @returns the position to read from, as stored with the work; null when nothing is stored: from the earliest record
   */
  opened(partition: number): Promise<bigint | null>;
  /**
   * The next records. The next batch of this partition comes only after the promise has resolved (back-pressure; heart-beats
   * go on meanwhile), so it may resolve before the work is committed: a failure found later is told by throwing at the next
   * call, or by `Subscription.reopen`.
   */
  batch(batch: PartitionBatch): Promise<void>;
  /** These partitions belong to somebody else now, or nobody reads them. Work still under way must fail by its fence. */
  revoked(partitions: readonly number[]): Promise<void>;
  /**
   * About once a second for each partition that is being read, also when nothing arrives: everything appended before
   * wall time `at` lies below `high`. Who has committed position `high` or more has therefore read the log up to `at`.
   * Not called while the log can't be reached. Must not throw.
   */
  observed(observation: Observation): void;
}

/** `opening`: asking for its position; `waiting`: failed, will be opened again; `stopped`: needs a person, see `error`. */
export type PartitionState = 'opening' | 'reading' | 'waiting' | 'stopped';

export interface PartitionStatus {
  readonly partition: number;
  readonly state: PartitionState;
  /** The position after the last batch delivered; null before the first opening. */
  readonly position: bigint | null;
  /** The log's end when last heard of; null before. */
  readonly high: bigint | null;
  /** What it waits or stopped for. */
  readonly error: Error | PositionOutOfRange | null;
}

/** `joining`: no assignment yet; `assigned`: reading (an empty assignment counts); `reconnecting`: log away; `stopped`. */
export type SubscriptionState = 'joining' | 'assigned' | 'reconnecting' | 'stopped';

/** A running consumer. It survives any absence of the log by itself and says so in `status`. */
export interface Subscription {
  /** Where it stands; `detail` says what went wrong last while `reconnecting`. */
  status(): { readonly state: SubscriptionState; readonly detail: string | null };
  /** The partitions assigned now, in order. */
  partitions(): readonly PartitionStatus[];
  /** Tells Kafka's lag tools how far the work is committed. Nothing reads it back; a failure to do so is ignored. */
  committed(partition: number, position: bigint): void;
  /** Opens the partition again from its stored position, after a growing wait: for a failure found after `batch` resolved. */
  reopen(partition: number, cause: unknown): void;
  /** Ends it: waits for batches in progress, gives the partitions back, calls `revoked`. May be called twice. */
  stop(): Promise<void>;
}

/** A topic beside the telemetry: alert changes, or records that were set aside. */
export type SideTopic = 'alerts' | 'deadLetters';

/** A record for a side topic, passed on byte by byte. */
export interface PublishRecord {
  readonly key: Uint8Array | string | null;
  readonly value: Uint8Array | string | null;
  readonly headers: Readonly<Record<string, Uint8Array | string | undefined>>;
}

/** Writes to the topics beside the telemetry. */
export interface Publisher {
  /**
   * Appends in the given order, key by key; resolves when durable. A record too large for its topic goes there with an empty
   * value and the header `cisterna-value-omitted` that tells its size.
   * @throws LogUnavailable (retriable; some records may have been written, so repeat all: at least once)
   * @throws AppendRejected (not retriable)
   */
  publish(topic: SideTopic, records: readonly PublishRecord[]): Promise<void>;
}

/** The log of record for telemetry: partitioned by key, ordered within a partition, never changed. */
export interface EventLog {
  /** The telemetry topic's name, for the origin of a record (`topic/partition/offset`). */
  readonly topic: string;
  /** Null where there are no such topics: alerts and dead letters are then read from PostgreSQL alone. */
  readonly publisher: Publisher | null;
  /**
   * Appends; resolves when all records are durable. Records of one key keep their order, also between calls that did not overlap.
   * @throws LogUnavailable (retriable) when the log can't be reached in time; some records may have been written all the same:
   *   a repeat then writes them twice, which readers drop by identity
   * @throws AppendRejected (not retriable) when the log refuses these records: too large, or a time far ahead
   */
  append(records: readonly AppendRecord[]): Promise<void>;
  /** Begins to share the partitions with all other subscriptions of the group, and reads until it is stopped. */
  consume(owner: PartitionOwner): Subscription;
  /** The range of every partition, in order. @throws LogUnavailable (retriable) */
  watermarks(): Promise<readonly Watermarks[]>;
  /** Resolves when the log can be reached and its topics or tables exist, creating what is missing; tries until then. @throws LogClosed */
  ready(): Promise<void>;
  /** Resolves when the log answers now. @throws LogUnavailable (retriable), after 5 s at most */
  check(): Promise<void>;
  /** Stops the subscriptions and lets go of all connections. Appends still waiting are refused with LogClosed. May be called twice. */
  close(): Promise<void>;
}
