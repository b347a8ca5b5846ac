import { CompressionTypes, type Message } from 'kafkajs';
import { AppendQueue } from '../append-queue.ts';
import type { Publisher, PublishRecord, SideTopic } from '../event-log.ts';
import { LogClosed } from '../log-errors.ts';
import type { Log } from '../log.ts';
import { isTooLarge } from './errors.kafka.ts';
import { chunkLimits, sizeOf, toSideMessage } from './messages.kafka.ts';
import type { SerialProducer } from './producer.kafka.ts';
import type { KafkaTopics } from './settings.kafka.ts';

/** A record that arrived compressed must fit again: from here on it goes out compressed. */
const compressFromBytes = 64 * 1024;

/** Writes alert changes and dead letters. */
export class KafkaPublisher implements Publisher {
  private readonly queues: Readonly<Record<SideTopic, AppendQueue<Message>>>;

  constructor(
    private readonly producer: SerialProducer,
    topics: KafkaTopics,
    private readonly log: Log,
  ) {
    const queue = (topic: string): AppendQueue<Message> =>
      new AppendQueue(messages => this.send(topic, messages), chunkLimits);
    this.queues = { alerts: queue(topics.alerts), deadLetters: queue(topics.deadLetters) };
  }

  publish(topic: SideTopic, records: readonly PublishRecord[]): Promise<void> {
    return this.queues[topic].append(records.map(toSideMessage));
  }

  /** Refuses what waits and disconnects. */
  async close(): Promise<void> {
    const queues = Object.values(this.queues).map(queue => queue.close(new LogClosed()));
    await Promise.all([...queues, this.producer.close()]);
  }

  private async send(topic: string, messages: readonly Message[]): Promise<void> {
    const bulky = messages.some(message => sizeOf(message) > compressFromBytes);
    try {
      await this.producer.send(topic, [...messages], bulky ? CompressionTypes.GZIP : CompressionTypes.None);
    } catch (thrown) {
      const [first, ...rest] = messages;
      if (!isTooLarge(thrown) || first === undefined) throw thrown;
      if (rest.length > 0) for (const message of messages) await this.send(topic, [message]);
      else await this.sendWithoutValue(topic, first);
    }
  }

  private async sendWithoutValue(topic: string, message: Message): Promise<void> {
    const bytes = message.value?.length ?? 0;
    this.log.warn({ topic, bytes }, 'kafka.value-omitted');
    const note = { 'cisterna-value-omitted': `${bytes} bytes, too large for this topic` };
    await this.producer.send(topic, [{ ...message, value: Buffer.alloc(0), headers: { ...message.headers, ...note } }]);
  }
}
