import { pino } from 'pino';
import { eventually } from '../../../../test/kit/eventually.ts';
import { RecordingOwner } from '../testing/recording-owner.ts';
import { describeWithKafka, testBrokers, type TestBrokers } from '../testing/test-brokers.ts';
import { testLog } from '../testing/test-log.ts';
import { KafkaEventLog } from './event-log.kafka.ts';
import { freshSettings } from './testing/fresh-settings.ts';
import { createTopic, partitionCount, topicSetting } from './testing/topic-operator.ts';

describeWithKafka('topics', () => {
  let broker: TestBrokers;

  beforeAll(async () => {
    broker = await testBrokers();
  });
  afterAll(() => broker.release());

  it('are created where they are missing, telemetry and dead letters kept for ever', async () => {
    const settings = freshSettings(broker.brokers, 3);
    const { telemetry, alerts, deadLetters } = settings.topics;
    const log = new KafkaEventLog({ ...settings, replication: null }, testLog);
    await log.ready();
    await log.close();
    expect(
      await Promise.all([telemetry, alerts, deadLetters].map(topic => partitionCount(settings.brokers, topic))),
    ).toEqual([3, 3, 3]);
    expect(await topicSetting(settings.brokers, telemetry, 'retention.ms')).toBe('-1');
    expect(await topicSetting(settings.brokers, deadLetters, 'retention.ms')).toBe('-1');
    expect(await topicSetting(settings.brokers, alerts, 'retention.ms')).not.toBe('-1');
  });

  it('are created once by many that start together', async () => {
    const settings = freshSettings(broker.brokers, 2);
    const logs = [1, 2, 3].map(() => new KafkaEventLog(settings, testLog));
    await Promise.all(logs.map(log => log.ready()));
    await Promise.all(logs.map(log => log.close()));
    expect(await partitionCount(settings.brokers, settings.topics.telemetry)).toBe(2);
  });

  it('keep the partitions they have, all of which are used; the difference is said', async () => {
    const settings = freshSettings(broker.brokers, 8);
    await createTopic(settings.brokers, settings.topics.telemetry, 3);
    const lines: string[] = [];
    const log = new KafkaEventLog(settings, pino({}, { write: line => void lines.push(line) }));
    await log.ready();
    await log.append(Array.from({ length: 60 }, (_, pump) => ({ key: `P-${pump}`, value: 'x' })));
    const owner = new RecordingOwner();
    const subscription = log.consume(owner);
    await eventually('all are read', () => owner.shelf.records.length === 60);
    expect(subscription.partitions().map(({ partition }) => partition)).toEqual([0, 1, 2]);
    await log.close();
    const warning = lines
      .map(line => JSON.parse(line) as Record<string, unknown>)
      .find(({ msg }) => msg === 'kafka.topic-has-other-partitions');
    expect(warning).toMatchObject({ topic: settings.topics.telemetry, partitions: 3, wanted: 8 });
  });
});
