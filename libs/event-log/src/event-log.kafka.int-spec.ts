import { describeEventLog } from './event-log.contract.ts';
import { KafkaEventLog } from './kafka/event-log.kafka.ts';
import { freshSettings } from './kafka/testing/fresh-settings.ts';
import { deleteRecords, recreateTopic } from './kafka/testing/topic-operator.ts';
import { describeWithKafka, testBrokers, type TestBrokers } from './testing/test-brokers.ts';
import { testLog } from './testing/test-log.ts';

describeWithKafka('KafkaEventLog', () => {
  let broker: TestBrokers;

  beforeAll(async () => {
    broker = await testBrokers();
  });
  afterAll(() => broker.release());

  describeEventLog(async partitions => {
    const settings = freshSettings(broker.brokers, partitions);
    const { telemetry } = settings.topics;
    const log = new KafkaEventLog(settings, testLog);
    await log.ready();
    await log.close();
    return {
      open: () => new KafkaEventLog(settings, testLog),
      trim: (partition, position) => deleteRecords(settings.brokers, telemetry, partition, position),
      recreate: () => recreateTopic(settings.brokers, telemetry, partitions),
    };
  });
});
