import type { EventLog, LoggedRecord, Subscription } from '@cisterna/event-log';
import { eventually } from '../../../../test/kit/eventually.ts';

/** A record as it stands in the log. */
export interface Logged {
  readonly key: string;
  readonly value: string;
  readonly contentType: string;
  readonly receivedAt: number;
}

const textOf = (bytes: Uint8Array | null | undefined): string => (bytes == null ? '' : Buffer.from(bytes).toString());

const loggedOf = ({ key, value, headers, receivedAt }: LoggedRecord): Logged => ({
  key: textOf(key),
  value: textOf(value),
  contentType: textOf(headers['content-type']),
  receivedAt,
});

/** Reads all that the log holds, from its beginning on. */
export class LogReader {
  private readonly records: Logged[] = [];
  private readonly subscription: Subscription;

  constructor(log: EventLog) {
    this.subscription = log.consume({
      opened: () => Promise.resolve(null),
      batch: ({ records }) => {
        this.records.push(...records.map(loggedOf));
        return Promise.resolve();
      },
      revoked: () => Promise.resolve(),
      observed: () => undefined,
    });
  }

  /** The records of one key in their order, as soon as there are `count`. */
  async of(key: string, count: number): Promise<readonly Logged[]> {
    return eventually(() => {
      const found = this.records.filter(record => record.key === key);
      return found.length >= count && found;
    });
  }

  stop(): Promise<void> {
    return this.subscription.stop();
  }
}
