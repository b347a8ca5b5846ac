import { pino } from 'pino';
import { KafkaEventLog, type LoggedRecord } from '@cisterna/event-log';
import { RecordingOwner } from '../../libs/event-log/src/testing/recording-owner.ts';
import { eventually } from './eventually.ts';

const silent = pino({ level: 'silent' });

/** A record of a side topic as text. */
export interface ReadRecord {
  readonly key: string | null;
  readonly value: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

const textOf = (bytes: Uint8Array | null | undefined): string | null =>
  bytes == null ? null : Buffer.from(bytes).toString();

const readable = ({ key, value, headers }: LoggedRecord): ReadRecord => ({
  key: textOf(key),
  value: textOf(value),
  headers: Object.fromEntries(Object.entries(headers).map(([name, bytes]) => [name, textOf(bytes) ?? ''])),
});

/** Reads a whole topic from its beginning, as any subscriber would, and goes on reading. */
export class TopicReader {
  private readonly owner = new RecordingOwner();
  private readonly log: KafkaEventLog;

  constructor(brokers: string, topic: string) {
    const topics = { telemetry: topic, alerts: `${topic}.side-a`, deadLetters: `${topic}.side-b` };
    this.log = new KafkaEventLog(
      { brokers: [brokers], topics, group: `${topic}-reader`, partitions: 1, replication: 1 },
      silent,
    );
    this.log.consume(this.owner);
  }

  /** Everything read so far, in order of arrival (a key's own order is kept). */
  get records(): readonly ReadRecord[] {
    return this.owner.shelf.records.map(({ record }) => readable(record));
  }

  /** Waits until the records satisfy `fits`, and gives them. */
  when(
    hope: string,
    fits: (records: readonly ReadRecord[]) => boolean,
    withinMs?: number,
  ): Promise<readonly ReadRecord[]> {
    const question = (): readonly ReadRecord[] | null => (fits(this.records) ? this.records : null);
    return eventually(hope, question, withinMs);
  }

  close(): Promise<void> {
    return this.log.close();
  }
}
