import type { SimulatedRecord } from '../fleet/arrivals.ts';

/** Takes records in the order of arrival; resolves when they are where they belong. */
export interface Sink {
  write(records: readonly SimulatedRecord[]): Promise<void>;
  close(): Promise<void>;
}

/** What goes wrong at a sink, for good; `cause` says more. */
export class SinkError extends Error {
  readonly retriable = false;

  constructor(
    readonly code: 'http-unreachable' | 'http-refused' | 'records-rejected',
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
    this.name = 'SinkError';
  }
}
