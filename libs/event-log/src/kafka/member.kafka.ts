import { setTimeout as pause } from 'node:timers/promises';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import { aborted } from '../aborted.ts';
import { consumerOf } from './consumer.kafka.ts';
import type { KafkaContext } from './context.kafka.ts';

/** What happens to a member of the group. */
export interface MemberEvents {
  /** The group gave these partitions; called before anything of them is fetched. */
  readonly joined: (consumer: Consumer, partitions: readonly number[]) => void;
  readonly fetched: (payload: EachBatchPayload) => Promise<void>;
}

/** Where the brokers are away, the client takes long to see that it can't take leave of them. */
const farewellMs = 2_000;

const run = async (consumer: Consumer, topic: string, events: MemberEvents): Promise<void> => {
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    partitionsConsumedConcurrently: 64,
    eachBatch: events.fetched,
  });
};

/** Joins the group and reads as a member of it until `signal` is aborted, then leaves; rejects when the client gives up. */
export const liveAsMember = async (context: KafkaContext, events: MemberEvents, signal: AbortSignal): Promise<void> => {
  const { kafka, admin, settings, ready, log } = context;
  const { telemetry } = settings.topics;
  const stopped = aborted(signal);
  const partitions = await Promise.race([ready().then(() => admin.partitions(telemetry)), stopped]);
  if (partitions === undefined) return;
  const consumer = consumerOf(kafka, settings, partitions);
  const crashed = new Promise<never>((_, reject) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      reject(payload.error);
    });
  });
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
    events.joined(consumer, payload.memberAssignment[telemetry] ?? []);
  });
  try {
    await Promise.race([run(consumer, telemetry, events), crashed]);
    await Promise.race([stopped, crashed]);
  } finally {
    const disconnected = consumer.disconnect().catch((err: unknown) => {
      log.debug({ err }, 'kafka.disconnect-failed');
    });
    await Promise.race([disconnected, pause(farewellMs, undefined, { ref: false })]);
  }
};
