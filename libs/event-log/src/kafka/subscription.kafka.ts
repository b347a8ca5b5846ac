import type { Consumer } from 'kafkajs';
import { rest } from '../aborted.ts';
import { Assignment } from '../delivery/assignment.ts';
import type { PartitionOwner, PartitionStatus, Subscription, SubscriptionState, Watermarks } from '../event-log.ts';
import { growingWaitMs } from '../growing-wait.ts';
import { asError } from '../log-errors.ts';
import { deliverFetched } from './consumer.kafka.ts';
import type { KafkaContext } from './context.kafka.ts';
import { liveAsMember, type MemberEvents } from './member.kafka.ts';
import { KafkaObserver } from './observer.kafka.ts';

/** A place in the consumer group, taken anew with growing waits whenever the client gives up. */
export class KafkaSubscription implements Subscription {
  private readonly assignment: Assignment;
  private readonly observer: KafkaObserver;
  private readonly stopping = new AbortController();
  private readonly commits = new Map<number, bigint>();
  private readonly topic: string;
  private readonly ended: Promise<unknown>;
  private consumer: Consumer | null = null;
  private state: SubscriptionState = 'joining';
  private trouble: Error | null = null;

  constructor(
    owner: PartitionOwner,
    private readonly context: KafkaContext,
  ) {
    this.topic = context.settings.topics.telemetry;
    this.assignment = new Assignment(owner, this, context.log);
    this.observer = new KafkaObserver(context, this.assignment);
    this.ended = Promise.all([this.live(), this.observer.observe(this.stopping.signal, () => this.commit())]);
  }

  status(): { state: SubscriptionState; detail: string | null } {
    const trouble = this.trouble ?? this.observer.trouble;
    if (this.state === 'stopped' || trouble === null) return { state: this.state, detail: null };
    return { state: 'reconnecting', detail: trouble.message };
  }

  partitions(): readonly PartitionStatus[] {
    return this.assignment.partitions();
  }

  committed(partition: number, position: bigint): void {
    this.commits.set(partition, position);
  }

  reopen(partition: number, cause: unknown): void {
    this.assignment.get(partition)?.reopen(cause);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.ended;
  }

  range(partition: number): Promise<Watermarks> {
    return this.observer.range(partition);
  }

  readFrom(partition: number, position: bigint): void {
    this.command(consumer => {
      consumer.seek({ topic: this.topic, partition, offset: position.toString() });
      consumer.resume([{ topic: this.topic, partitions: [partition] }]);
    });
  }

  pause(partition: number): void {
    this.command(consumer => {
      consumer.pause([{ topic: this.topic, partitions: [partition] }]);
    });
  }

  /** A client that has just ended refuses commands; its partitions are being given up anyway. */
  private command(give: (consumer: Consumer) => void): void {
    try {
      if (this.consumer !== null) give(this.consumer);
    } catch (err) {
      this.context.log.debug({ err }, 'kafka.command-refused');
    }
  }

  private async live(): Promise<void> {
    const { signal } = this.stopping;
    let attempt = 0;
    const events: MemberEvents = {
      fetched: payload => deliverFetched(payload, this.assignment, this.context),
      joined: (consumer, partitions) => {
        attempt = 0;
        this.take(consumer, partitions);
      },
    };
    while (!signal.aborted) {
      await liveAsMember(this.context, events, signal).catch((thrown: unknown) => {
        this.trouble = asError(thrown);
      });
      this.consumer = null;
      await this.assignment.clear();
      attempt += 1;
      await this.beforeAttempt(attempt);
    }
    this.state = 'stopped';
  }

  private async beforeAttempt(attempt: number): Promise<void> {
    if (this.stopping.signal.aborted) return;
    this.state = 'reconnecting';
    const waitMs = growingWaitMs(attempt);
    this.context.log.warn({ attempt, waitMs, err: this.trouble }, 'kafka.consumer-restarts');
    await rest(waitMs, this.stopping.signal);
  }

  /** A new assignment, told synchronously before the first fetch: nothing is fetched until its position is known. */
  private take(consumer: Consumer, partitions: readonly number[]): void {
    consumer.pause([{ topic: this.topic, partitions: [...partitions] }]);
    this.consumer = consumer;
    this.state = 'assigned';
    this.trouble = null;
    this.context.log.info({ partitions }, 'kafka.partitions-assigned');
    void this.assignment.replace(partitions);
  }

  private async commit(): Promise<void> {
    const offsets = [...this.commits].map(([partition, position]) => ({
      topic: this.topic,
      partition,
      offset: position.toString(),
    }));
    this.commits.clear();
    if (offsets.length === 0) return;
    await this.consumer?.commitOffsets(offsets).catch((err: unknown) => {
      this.context.log.debug({ err }, 'kafka.commit-refused');
    });
  }
}
