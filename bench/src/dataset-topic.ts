import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { arrivals, type FleetOptions } from './arrivals.ts';

export interface DatasetOptions extends FleetOptions {
  readonly brokers: string;
  readonly topic: string;
  readonly partitions: number;
}

/** The size that results are quoted for: 1 million records of 5 000 pumps in 8 partitions. */
export const fullSize = { seed: 1, pumps: 5_000, records: 1_000_000, partitions: 8 } as const;

const headers = { 'content-type': 'application/cloudevents+json' };

/**
 * Creates the topic, which must not exist, and writes the fleet's records in order of receipt, keyed by pump, uncompressed.
 * Resolves to the bytes of the values.
 */
export const writeDataset = async ({ brokers, topic, partitions, ...fleet }: DatasetOptions): Promise<number> => {
  const kafka = new Kafka({ brokers: brokers.split(','), clientId: 'bench-dataset', logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  const configEntries = [{ name: 'retention.ms', value: '-1' }];
  const created = await admin.createTopics({ topics: [{ topic, numPartitions: partitions, configEntries }] });
  await admin.disconnect();
  if (!created) throw new Error(`topic ${topic} exists already`);

  const producer = kafka.producer({
    idempotent: true,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  let bytes = 0;
  for (const batch of arrivals(fleet)) {
    const messages = batch.map(({ key, value, receivedAt }) => ({
      key,
      value,
      headers,
      timestamp: String(receivedAt),
    }));
    for (const { value } of batch) bytes += value.length;
    await producer.send({ topic, messages, acks: -1 });
  }
  await producer.disconnect();
  return bytes;
};
