import { setTimeout as pause } from 'node:timers/promises';
import type { Admin, Kafka } from 'kafkajs';
import type { Watermarks } from '../event-log.ts';
import type { Log } from '../log.ts';
import { LogUnavailable } from '../log-errors.ts';
import { toLogError } from './errors.kafka.ts';

const answerMs = 5_000;

/** A topic as it should be; one that exists keeps its partitions and settings. */
export interface WantedTopic {
  readonly topic: string;
  readonly partitions: number;
  /** Null: the broker's default. */
  readonly replication: number | null;
  readonly config: Readonly<Record<string, string>>;
}

const within = async <T>(ms: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new LogUnavailable(`Kafka gave no answer within ${ms} ms`));
    }, ms);
  });
  return Promise.race([work, late]).finally(() => {
    clearTimeout(timer);
  });
};

/** A new topic takes a moment to be known everywhere. */
const whenKnown = async (admin: Admin, topic: string): Promise<void> => {
  while (!(await admin.listTopics()).includes(topic)) await pause(50);
};

/** kafkajs stumbles (a TypeError) where for a moment it knows no leader of a topic; the next connection learns them anew. */
const isLost = (thrown: unknown): boolean => thrown instanceof LogUnavailable && thrown.cause instanceof TypeError;

/** Questions about topics, each answered or refused with LogUnavailable within 5 s; connects anew after a failure. */
export class KafkaAdmin {
  private admin: Promise<Admin> | null = null;

  constructor(
    private readonly kafka: Kafka,
    private readonly log: Log,
  ) {}

  /** The range of every partition of `topic`, in order. */
  watermarks(topic: string): Promise<readonly Watermarks[]> {
    const question = async (admin: Admin): Promise<readonly Watermarks[]> => {
      const offsets = await admin.fetchTopicOffsets(topic);
      return offsets
        .map(({ partition, low, high }) => ({ partition, low: BigInt(low), high: BigInt(high) }))
        .sort((a, b) => a.partition - b.partition);
    };
    return this.ask(question).catch((thrown: unknown) => {
      if (isLost(thrown)) return this.ask(question);
      throw thrown;
    });
  }

  /** How many partitions the topic has. */
  partitions(topic: string): Promise<number> {
    return this.ask(async admin => {
      const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
      return topics[0]?.partitions.length ?? 0;
    });
  }

  /** Creates the topics that are missing; says so where one exists with other partitions than wanted. */
  async ensure(wanted: readonly WantedTopic[]): Promise<void> {
    const existing = new Set(await this.ask(admin => admin.listTopics()));
    for (const topic of wanted) {
      if (existing.has(topic.topic)) await this.compare(topic);
      else await this.create(topic);
    }
  }

  async close(): Promise<void> {
    const admin = this.admin;
    this.admin = null;
    await admin
      ?.then(connected => connected.disconnect())
      .catch((err: unknown) => {
        this.log.debug({ err }, 'kafka.disconnect-failed');
      });
  }

  private async compare({ topic, partitions: wanted }: WantedTopic): Promise<void> {
    const partitions = await this.partitions(topic);
    if (partitions !== wanted) this.log.warn({ topic, partitions, wanted }, 'kafka.topic-has-other-partitions');
  }

  private async create({ topic, partitions, replication, config }: WantedTopic): Promise<void> {
    const configEntries = Object.entries(config).map(([name, value]) => ({ name, value }));
    const entry = { topic, numPartitions: partitions, replicationFactor: replication ?? -1, configEntries };
    const created = await this.ask(admin => admin.createTopics({ topics: [entry], waitForLeaders: false }));
    if (created) this.log.info({ topic, partitions }, 'kafka.topic-created');
    await this.ask(admin => whenKnown(admin, topic));
  }

  private async ask<T>(question: (admin: Admin) => Promise<T>): Promise<T> {
    try {
      return await within(answerMs, (this.admin ??= this.connect()).then(question));
    } catch (thrown) {
      void this.close();
      throw toLogError(thrown);
    }
  }

  private async connect(): Promise<Admin> {
    const admin = this.kafka.admin();
    await admin.connect();
    return admin;
  }
}
