import { randomUUID } from 'node:crypto';
import type { LogUnderTest } from './contract/stage.ts';
import { describeEventLog } from './event-log.contract.ts';
import { KafkaEventLog } from './kafka/event-log.kafka.ts';
import type { KafkaSettings } from './kafka/settings.kafka.ts';
import { deleteRecords, recreateTopic } from './kafka/testing/topic-operator.ts';
import { describeWithKafka, testBrokers, type TestBrokers } from './testing/test-brokers.ts';
import { testLog } from './testing/test-log.ts';

describeWithKafka('KafkaEventLog', () => {
  let broker: TestBrokers;

  beforeAll(async () => {
    broker = await testBrokers();
  });
  afterAll(() => broker.release());

  const settingsFor = (partitions: number): KafkaSettings => {
    const id = randomUUID();
    const topics = { telemetry: `telemetry-${id}`, alerts: `alerts-${id}`, deadLetters: `letters-${id}` };
    return {
      brokers: [broker.brokers],
      topics,
      group: `group-${id}`,
      partitions,
      replication: 1,
      sessionTimeoutMs: 6_000,
    };
  };

  describeEventLog(async partitions => {
    const settings = settingsFor(partitions);
    const { telemetry } = settings.topics;
    const world: LogUnderTest = {
      open: () => new KafkaEventLog(settings, testLog),
      trim: (partition, position) => deleteRecords(settings.brokers, telemetry, partition, position),
      recreate: () => recreateTopic(settings.brokers, telemetry, partitions),
    };
    const log = world.open();
    await log.ready();
    await log.close();
    return world;
  });
});
