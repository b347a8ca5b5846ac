import { brokerUnavailable } from '../../../../deploy/kafka/broker.ts';
import { runKafkaTool } from '../../../../deploy/kafka/kafka-tool.ts';
import { partitionOf } from '../partitioner.ts';
import { eventually } from '../../../../test/kit/eventually.ts';
import { RecordingOwner } from '../testing/recording-owner.ts';
import { describeWithKafka, testBrokers, type TestBrokers } from '../testing/test-brokers.ts';
import { testLog } from '../testing/test-log.ts';
import { KafkaEventLog } from './event-log.kafka.ts';
import { freshSettings } from './testing/fresh-settings.ts';
import { textOf } from './testing/topic-reader.ts';

const lines = Array.from({ length: 500 }, (_, index) => `P-${index}\t{"text":"${'delivery '.repeat(20)}${index}"}`);

describeWithKafka('records of the Java client', () => {
  let broker: TestBrokers;

  beforeAll(async () => {
    broker = await testBrokers();
  });
  afterAll(() => broker.release());

  const produce = (topic: string, compression: string): Promise<string> => {
    const batching = ['--command-property', 'linger.ms=200', '--command-property', 'batch.size=100000'];
    const keyed = ['--reader-property', 'parse.key=true', '--compression-codec', compression];
    const args = ['--bootstrap-server', broker.brokers, '--topic', topic, ...keyed, ...batching];
    return runKafkaTool('org.apache.kafka.tools.ConsoleProducer', args, `${lines.join('\n')}\n`);
  };

  it.each(['none', 'gzip', 'snappy', 'lz4', 'zstd'])(
    'are read when compressed with %s, each from the partition we would choose',
    async compression => {
      expect(brokerUnavailable()).toBeNull();
      const settings = freshSettings(broker.brokers);
      const log = new KafkaEventLog(settings, testLog);
      await log.ready();
      await produce(settings.topics.telemetry, compression);
      const owner = new RecordingOwner();
      log.consume(owner);
      await eventually('all are read', () => owner.shelf.records.length >= lines.length);
      await log.close();
      const read = owner.shelf.records.map(({ record }) => `${textOf(record.key)}\t${textOf(record.value)}`);
      expect(read.sort()).toEqual([...lines].sort());
      for (const { partition, record } of owner.shelf.records)
        expect(partition).toBe(partitionOf(record.key!, settings.partitions));
    },
  );
});
