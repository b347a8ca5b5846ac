/** The log can't be reached, or didn't answer in time. Try again later; `cause` is what the client library said. */
export class LogUnavailable extends Error {
  readonly code = 'log-unavailable';
  readonly retriable = true;

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'LogUnavailable';
  }
}

/** The log refused these records, and would again: too large, a time too far ahead, no right to write. */
export class AppendRejected extends Error {
  readonly code = 'append-rejected';
  readonly retriable = false;

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'AppendRejected';
  }
}

/** The log was closed by `close()`. */
export class LogClosed extends Error {
  readonly code = 'log-closed';
  readonly retriable = false;

  constructor() {
    super('the event log is closed');
    this.name = 'LogClosed';
  }
}

/**
 * The stored position is no longer, or not yet, in the log: retention has passed it, or the topic was made anew.
 * Going on from elsewhere would lose events or count them twice, so the partition stands still until a person decides.
 */
export class PositionOutOfRange extends Error {
  readonly code = 'position-out-of-range';
  readonly retriable = false;

  constructor(
    readonly partition: number,
    readonly position: bigint,
    readonly low: bigint,
    readonly high: bigint,
  ) {
    const why =
      position < low ? 'retention has removed the records from there on' : 'the topic was made anew or lost records';
    super(
      `partition ${partition}: the stored position ${position.toString()} is outside of the log, which holds ` +
        `${low.toString()} to ${high.toString()}: ${why}. Restore the log, or rebuild the read models from the archive`,
    );
    this.name = 'PositionOutOfRange';
  }
}

const programming = [TypeError, RangeError, ReferenceError, SyntaxError];

/** Whether trying again may help: not for an error that says `retriable: false`, and not for a programming error. */
export const isRetriable = (error: unknown): boolean => {
  if (programming.some(kind => error instanceof kind)) return false;
  return !(typeof error === 'object' && error !== null && 'retriable' in error && error.retriable === false);
};

/** Anything thrown, as an Error. */
export const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));
