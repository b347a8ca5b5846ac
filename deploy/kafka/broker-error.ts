/** The broker could not be fetched, started or reached; the message says what to do. Not retriable by the caller. */
export class BrokerError extends Error {
  readonly code = 'broker-failed';
  readonly retriable = false;

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'BrokerError';
  }
}
