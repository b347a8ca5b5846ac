import { Kafka, logLevel, type Admin } from 'kafkajs';
import { eventually } from '../../testing/eventually.ts';

const asOperator = async <T>(brokers: readonly string[], act: (admin: Admin) => Promise<T>): Promise<T> => {
  const admin = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  return act(admin).finally(() => admin.disconnect());
};

/** Removes the records of a partition below `position`, as retention does. */
export const deleteRecords = (
  brokers: readonly string[],
  topic: string,
  partition: number,
  position: bigint,
): Promise<void> =>
  asOperator(brokers, async admin => {
    await admin.fetchTopicOffsets(topic); // kafkajs deletes only where it has met the topic before
    await admin.deleteTopicRecords({ topic, partitions: [{ partition, offset: position.toString() }] });
  });

/** Deletes a topic and makes one of the same name, empty. */
export const recreateTopic = (brokers: readonly string[], topic: string, partitions: number): Promise<void> =>
  asOperator(brokers, async admin => {
    await admin.deleteTopics({ topics: [topic] });
    await eventually('the topic is gone', async () => !(await admin.listTopics()).includes(topic));
    const entry = { topic, numPartitions: partitions, replicationFactor: 1 };
    await admin.createTopics({ topics: [entry], waitForLeaders: false });
    await eventually('the topic is there', async () => (await admin.listTopics()).includes(topic));
  });
