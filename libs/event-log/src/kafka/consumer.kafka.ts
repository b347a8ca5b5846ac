import type { Batch, Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import type { Assignment } from '../delivery/assignment.ts';
import type { PartitionDelivery } from '../delivery/partition-delivery.ts';
import type { Log } from '../log.ts';
import { briefRetries } from './client.kafka.ts';
import { FetchedRecords } from './fetched-records.ts';
import type { KafkaSettings } from './settings.kafka.ts';

const mebibyte = 1024 * 1024;

/**
 * How much of one partition a fetch may bring: twice an equal share, since the larger a portion the fewer are the writes of a pump, and still no
 * partition waits for another to be read to its end.
 */
const partitionBytes = (fetchBytes: number, partitions: number): number =>
  Math.min(32 * mebibyte, Math.max(mebibyte, Math.floor((2 * fetchBytes) / Math.max(1, partitions))));

/** A member of the group that fetches much at once, waits little, and leaves starting anew to its owner. */
export const consumerOf = (kafka: Kafka, settings: KafkaSettings, partitions: number): Consumer => {
  const fetchBytes = settings.fetchBytes ?? 16 * mebibyte;
  const sessionTimeout = settings.sessionTimeoutMs ?? 10_000;
  return kafka.consumer({
    groupId: settings.group,
    sessionTimeout,
    rebalanceTimeout: 30_000,
    heartbeatInterval: Math.floor(sessionTimeout / 5),
    maxBytes: fetchBytes,
    maxBytesPerPartition: partitionBytes(fetchBytes, partitions),
    maxWaitTimeInMs: 250,
    metadataMaxAge: 30_000,
    allowAutoTopicCreation: false,
    retry: { ...briefRetries, retries: 8, restartOnFailure: () => Promise.resolve(false) },
  });
};

const heartbeatMs = 1_000;

/** Keeps the membership alive while `work` lasts; a failed heart-beat shows at the client's own next one. */
const beating = async (heartbeat: () => Promise<void>, work: () => Promise<void>): Promise<void> => {
  const timer = setInterval(() => void heartbeat().catch(() => undefined), heartbeatMs);
  await work().finally(() => {
    clearInterval(timer);
  });
};

/** The position that was asked for is missing in the client's types. */
type FetchedBatch = Batch & { readonly fetchedOffset: string };

const deliverPieces = async (payload: EachBatchPayload, delivery: PartitionDelivery, log: Log): Promise<void> => {
  const { partition, highWatermark, messages, fetchedOffset } = payload.batch as FetchedBatch;
  const fetched: unknown = messages[0];
  if (!(fetched instanceof FetchedRecords)) throw new TypeError('the broker is older than Kafka 2.3');
  let firstOffset = BigInt(fetchedOffset);
  for await (const { records, nextOffset } of fetched.pieces(firstOffset, log)) {
    const batch = { partition, firstOffset, nextOffset, highWatermark: BigInt(highWatermark), records };
    if (!(await delivery.deliver(batch))) return;
    payload.resolveOffset((nextOffset - 1n).toString());
    firstOffset = nextOffset;
  }
};

/** Hands what was fetched of one partition to its owner; never rejects, a failure concerns this partition alone. */
export const deliverFetched = async (
  payload: EachBatchPayload,
  assignment: Assignment,
  { log }: { log: Log },
): Promise<void> => {
  const delivery = assignment.get(payload.batch.partition);
  if (delivery === undefined) return;
  await beating(
    () => payload.heartbeat(),
    () =>
      deliverPieces(payload, delivery, log).catch((thrown: unknown) => {
        delivery.reopen(thrown);
      }),
  );
};
