import { randomUUID } from 'node:crypto';
import { Kafka, logLevel, type EachBatchPayload } from 'kafkajs';

interface AlertEvent {
  readonly data: { readonly id: string; readonly version: number };
}

/** Every change of an alert that a topic holds now, `<alertId> <version>`, repeats included. */
export const readChanges = async (brokers: string, topic: string): Promise<readonly string[]> => {
  const kafka = new Kafka({ brokers: brokers.split(','), clientId: 'bench-changes', logLevel: logLevel.ERROR });
  const admin = kafka.admin();
  await admin.connect();
  const total = (await admin.fetchTopicOffsets(topic)).reduce(
    (sum, { high, low }) => sum + Number(high) - Number(low),
    0,
  );
  await admin.disconnect();
  const consumer = kafka.consumer({ groupId: `bench-changes-${randomUUID()}` });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const changes: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const eachBatch = ({ batch }: EachBatchPayload): Promise<void> => {
      for (const { value } of batch.messages) {
        const { data } = JSON.parse(String(value)) as AlertEvent;
        changes.push(`${data.id} ${data.version}`);
      }
      if (changes.length >= total) resolve();
      return Promise.resolve();
    };
    if (total === 0) resolve();
    else consumer.run({ eachBatch }).catch(reject);
  });
  await consumer.disconnect();
  return changes;
};
