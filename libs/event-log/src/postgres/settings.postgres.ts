/** All that the PostgreSQL adapter needs to know. */
export interface PostgresLogSettings {
  /** `postgres://…`; the tables lie in the schema that its search path names first. */
  readonly url: string;
  /** Stands for the topic's name in the origin of a record. */
  readonly topic: string;
  /** Readers of one group share the partitions; `cisterna` by default. */
  readonly group?: string;
  /** Partitions when the tables are made; later it keeps what it has. */
  readonly partitions: number;
  /** How long an append tries before it is refused with LogUnavailable; 10 000 by default. */
  readonly appendTimeoutMs?: number;
  /** How often the log's ends are asked for, and the partitions shared out anew; 500 by default. */
  readonly observeEveryMs?: number;
  /** The most records in a batch; 5 000 by default. */
  readonly batchRecords?: number;
}
