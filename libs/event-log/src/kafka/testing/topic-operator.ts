import kafkajs, { Kafka, logLevel, type Admin } from 'kafkajs';
import { eventually } from '../../../../../test/kit/eventually.ts';

/** Lets an operator of the brokers do something. */
export const asOperator = async <T>(brokers: readonly string[], act: (admin: Admin) => Promise<T>): Promise<T> => {
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

/** Creates a topic with settings of its own. */
export const createTopic = (
  brokers: readonly string[],
  topic: string,
  partitions: number,
  config: Readonly<Record<string, string>> = {},
): Promise<void> =>
  asOperator(brokers, async admin => {
    const configEntries = Object.entries(config).map(([name, value]) => ({ name, value }));
    const entry = { topic, numPartitions: partitions, replicationFactor: 1, configEntries };
    await admin.createTopics({ topics: [entry], waitForLeaders: false });
    await eventually('the topic is there', async () => (await admin.listTopics()).includes(topic));
  });

/** Deletes a topic and makes one of the same name, empty. */
export const recreateTopic = async (brokers: readonly string[], topic: string, partitions: number): Promise<void> => {
  await asOperator(brokers, async admin => {
    await admin.deleteTopics({ topics: [topic] });
    await eventually('the topic is gone', async () => !(await admin.listTopics()).includes(topic));
  });
  await createTopic(brokers, topic, partitions);
};

/** One setting of a topic. */
export const topicSetting = (brokers: readonly string[], topic: string, name: string): Promise<string | undefined> =>
  asOperator(brokers, async admin => {
    const resource = { type: kafkajs.ConfigResourceTypes.TOPIC, name: topic, configNames: [name] };
    const { resources } = await admin.describeConfigs({ resources: [resource], includeSynonyms: false });
    return resources[0]?.configEntries[0]?.configValue;
  });

/** How many partitions a topic has. */
export const partitionCount = (brokers: readonly string[], topic: string): Promise<number> =>
  asOperator(
    brokers,
    async admin => (await admin.fetchTopicMetadata({ topics: [topic] })).topics[0]?.partitions.length ?? 0,
  );
