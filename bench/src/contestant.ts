/** What one run over the whole topic took. */
export interface Result {
  readonly events: number;
  /** From the first record handed to processing until everything is processed and committed; starting up is left out. */
  readonly seconds: number;
  /** The process's highest resident memory. */
  readonly peakRssBytes: number;
  /** What the run left in a database, for those that have one. */
  readonly databaseBytes?: number;
}

/** One way to consume the benchmark's topic. */
export interface Contestant {
  readonly name: string;
  /** What it does with the events, for the report. */
  readonly does: string;
  /** Builds what has to be built, once before the first round. */
  prepare?(): Promise<void>;
  /** Consumes the topic from the start, with no memory of a former run, and leaves nothing running; throws unless it saw `total` records. */
  run(topic: string, brokers: string, total: number): Promise<Result>;
}
