import type { CompressionTypes, Kafka, Message, Producer } from 'kafkajs';
import type { Log } from '../log.ts';
import { LogUnavailable } from '../log-errors.ts';
import { partitionOf } from '../partitioner.ts';
import { withRetries } from '../retry.ts';
import { briefRetries } from './client.kafka.ts';
import { toLogError } from './errors.kafka.ts';

interface Connected {
  readonly producer: Producer;
  /** Partitions that the current sending addressed, to compare with those acknowledged. */
  readonly addressed: Set<number>;
}

/**
 * An idempotent producer with all replicas' acknowledgement that sends one batch at a time. kafkajs makes two things necessary:
 * - Its sequence numbers are set back when a request fails, so another batch sent meanwhile, or after giving up, could take a
 *   number that the broker has already seen and be dropped as a repeat. Hence one at a time, and a new producer after a failure.
 * - When a partition's leader moves while a request is repeated, the repeat may leave that partition out. Hence the check that
 *   every partition addressed was acknowledged.
 */
export class SerialProducer {
  private connected: Connected | null = null;
  private turn: Promise<void> = Promise.resolve();
  private readonly closing = new AbortController();
  private unkeyed = 0;

  constructor(
    private readonly kafka: Kafka,
    private readonly timeoutMs: number,
    private readonly log: Log,
  ) {}

  /** Resolves when all replicas in sync have the messages. @throws LogUnavailable, AppendRejected, LogClosed */
  send(topic: string, messages: Message[], compression?: CompressionTypes): Promise<void> {
    const sent = this.turn.then(() => this.persist(topic, messages, compression));
    this.turn = sent.catch(() => undefined);
    return sent;
  }

  /** Lets what is under way end, then disconnects. */
  async close(): Promise<void> {
    this.closing.abort();
    await this.turn;
    await this.connected?.producer.disconnect();
    this.connected = null;
  }

  private persist(topic: string, messages: Message[], compression?: CompressionTypes): Promise<void> {
    const { timeoutMs, log } = this;
    const attempt = (): Promise<void> =>
      this.attempt(topic, messages, compression).catch((thrown: unknown) => {
        this.discard();
        throw thrown;
      });
    return withRetries(attempt, { timeoutMs, signal: this.closing.signal, toError: toLogError, log });
  }

  private async attempt(topic: string, messages: Message[], compression?: CompressionTypes): Promise<void> {
    const { producer, addressed } = await this.connect();
    addressed.clear();
    const answers = await producer.send({
      topic,
      messages,
      acks: -1,
      ...(compression === undefined ? {} : { compression }),
    });
    for (const { partition, errorCode } of answers) if (errorCode === 0) addressed.delete(partition);
    if (addressed.size > 0) throw new LogUnavailable(`partitions ${[...addressed].join(', ')} did not acknowledge`);
  }

  private async connect(): Promise<Connected> {
    if (this.connected !== null) return this.connected;
    const addressed = new Set<number>();
    const producer = this.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      metadataMaxAge: 60_000,
      retry: briefRetries,
      createPartitioner:
        () =>
        ({ partitionMetadata, message }) => {
          const partition = this.partitionFor(message, partitionMetadata.length);
          addressed.add(partition);
          return partition;
        },
    });
    this.connected = { producer, addressed };
    await producer.connect();
    return this.connected;
  }

  private partitionFor({ key }: Message, partitions: number): number {
    if (key !== null && key !== undefined) return partitionOf(key, partitions);
    this.unkeyed += 1;
    return this.unkeyed % partitions;
  }

  private discard(): void {
    const { connected, log } = this;
    this.connected = null;
    connected?.producer.disconnect().catch((err: unknown) => {
      log.debug({ err }, 'kafka.disconnect-failed');
    });
  }
}
