import type { Kafka, Message } from 'kafkajs';
import { AppendQueue } from '../append-queue.ts';
import type { AppendRecord, EventLog, PartitionOwner, Subscription, Watermarks } from '../event-log.ts';
import { LogClosed } from '../log-errors.ts';
import type { Log } from '../log.ts';
import { untilItWorks } from '../retry.ts';
import { KafkaAdmin } from './admin.kafka.ts';
import { kafkaClient } from './client.kafka.ts';
import { patchClient } from './client-patches.ts';
import { chunkLimits, toMessage } from './messages.kafka.ts';
import { SerialProducer } from './producer.kafka.ts';
import { KafkaPublisher } from './publisher.kafka.ts';
import type { KafkaSettings } from './settings.kafka.ts';
import { KafkaSubscription } from './subscription.kafka.ts';
import { wantedTopics } from './topics.kafka.ts';

const appendTimeoutMs = 10_000;

/** The event log on Apache Kafka 2.3 or newer. Connects when first used; construct it once per process. */
export class KafkaEventLog implements EventLog {
  readonly topic: string;
  readonly publisher: KafkaPublisher;
  private readonly kafka: Kafka;
  private readonly admin: KafkaAdmin;
  private readonly producer: SerialProducer;
  private readonly appends: AppendQueue<Message>;
  private readonly subscriptions: Subscription[] = [];
  private readonly closing = new AbortController();
  private prepared: Promise<void> | null = null;

  constructor(
    private readonly settings: KafkaSettings,
    private readonly log: Log,
  ) {
    patchClient();
    this.topic = settings.topics.telemetry;
    this.kafka = kafkaClient(settings, log);
    this.admin = new KafkaAdmin(this.kafka, log);
    const timeoutMs = settings.appendTimeoutMs ?? appendTimeoutMs;
    this.producer = new SerialProducer(this.kafka, timeoutMs, log);
    this.appends = new AppendQueue(messages => this.producer.send(this.topic, [...messages]), chunkLimits);
    this.publisher = new KafkaPublisher(new SerialProducer(this.kafka, timeoutMs, log), settings.topics, log);
  }

  append(records: readonly AppendRecord[]): Promise<void> {
    if (this.closing.signal.aborted) return Promise.reject(new LogClosed());
    this.ready().catch(() => undefined); // creates the topics meanwhile, should nobody have asked for it
    return this.appends.append(records.map(toMessage));
  }

  consume(owner: PartitionOwner): Subscription {
    if (this.closing.signal.aborted) throw new LogClosed();
    const { kafka, admin, settings, log } = this;
    const subscription = new KafkaSubscription(owner, { kafka, admin, settings, log, ready: () => this.ready() });
    this.subscriptions.push(subscription);
    return subscription;
  }

  watermarks(): Promise<readonly Watermarks[]> {
    return this.admin.watermarks(this.topic);
  }

  ready(): Promise<void> {
    this.prepared ??= untilItWorks(() => this.admin.ensure(wantedTopics(this.settings)), this.closing.signal, this.log);
    return this.prepared;
  }

  async check(): Promise<void> {
    await this.admin.partitions(this.topic);
  }

  async close(): Promise<void> {
    this.closing.abort();
    await Promise.all([
      ...this.subscriptions.map(subscription => subscription.stop()),
      this.producer.close(),
      this.publisher.close(),
      this.appends.close(new LogClosed()),
    ]);
    await this.admin.close();
  }
}
