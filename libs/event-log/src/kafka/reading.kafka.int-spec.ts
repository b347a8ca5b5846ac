import { gzipSync } from 'node:zlib';
import { CompressionTypes, Kafka, logLevel, type Producer } from 'kafkajs';
import type { Subscription } from '../event-log.ts';
import { AppendRejected } from '../log-errors.ts';
import { eventually } from '../../../../test/kit/eventually.ts';
import { RecordingOwner } from '../testing/recording-owner.ts';
import { describeWithKafka, testBrokers, type TestBrokers } from '../testing/test-brokers.ts';
import { testLog } from '../testing/test-log.ts';
import { KafkaEventLog } from './event-log.kafka.ts';
import type { KafkaSettings } from './settings.kafka.ts';
import { freshSettings } from './testing/fresh-settings.ts';
import { asOperator } from './testing/topic-operator.ts';

describeWithKafka('reading what others write', () => {
  let broker: TestBrokers;
  let settings: KafkaSettings;
  let log: KafkaEventLog;
  let owner: RecordingOwner;
  let producers: Producer[];

  const producer = async (transactionalId?: string): Promise<Producer> => {
    const kafka = new Kafka({ brokers: [...settings.brokers], logLevel: logLevel.NOTHING });
    const idempotence =
      transactionalId === undefined ? {} : { transactionalId, idempotent: true, maxInFlightRequests: 1 };
    const made = kafka.producer({ createPartitioner: () => () => 0, ...idempotence });
    producers.push(made);
    await made.connect();
    return made;
  };
  const read = (count: number): Promise<unknown> =>
    eventually(`${count} records`, () => owner.shelf.records.length >= count);

  beforeAll(async () => {
    broker = await testBrokers();
  });
  afterAll(() => broker.release());
  beforeEach(async () => {
    settings = freshSettings(broker.brokers, 1);
    log = new KafkaEventLog(settings, testLog);
    owner = new RecordingOwner();
    producers = [];
    await log.ready();
  });
  afterEach(async () => {
    await log.close();
    await Promise.all(producers.map(made => made.disconnect()));
  });

  it('takes keys and values that are null', async () => {
    const other = await producer();
    await other.send({
      topic: log.topic,
      messages: [
        { key: null, value: null },
        { key: 'P-1', value: 'x' },
      ],
    });
    log.consume(owner);
    await read(2);
    expect(owner.shelf.records[0]!.record).toMatchObject({ key: null, value: null });
  });

  it('takes 20 MB in gzip between two good records', async () => {
    const other = await producer();
    const { topic } = log;
    await other.send({ topic, messages: [{ key: 'P-1', value: 'before' }] });
    const poison = Buffer.alloc(20_000_000, 'x');
    expect(gzipSync(poison).length).toBeLessThan(100_000);
    await other.send({ topic, messages: [{ key: 'P-1', value: poison }], compression: CompressionTypes.GZIP });
    await other.send({ topic, messages: [{ key: 'P-1', value: 'after' }] });
    log.consume(owner);
    await read(3);
    expect(owner.shelf.records.map(({ record }) => record.value?.length)).toEqual([6, 20_000_000, 5]);
  });

  it('sees only transactions that were committed, and goes on after their markers', async () => {
    const other = await producer('gateway');
    const send = async (value: string, end: 'commit' | 'abort'): Promise<void> => {
      const transaction = await other.transaction();
      await transaction.send({ topic: log.topic, messages: [{ key: 'P-1', value }] });
      await transaction[end]();
    };
    await send('first', 'commit');
    await send('second', 'abort');
    const subscription: Subscription = log.consume(owner);
    await read(1);
    await eventually('the markers are passed', () => subscription.partitions()[0]?.position === 4n);
    await send('third', 'commit');
    await read(2);
    expect(owner.shelf.values()).toEqual(['first', 'third']);
    await subscription.stop();
    await send('fourth', 'commit');
    log.consume(owner);
    await read(3);
    expect(owner.shelf.values()).toEqual(['first', 'third', 'fourth']);
  });

  it('tells Kafka’s lag tools what is committed', async () => {
    await log.append([{ key: 'P-1', value: 'x' }]);
    const subscription = log.consume(owner);
    await read(1);
    subscription.committed(0, 1n);
    const offset = (): Promise<string | undefined> =>
      asOperator(settings.brokers, async admin => {
        const [topic] = await admin.fetchOffsets({ groupId: settings.group, topics: [log.topic] });
        return topic?.partitions[0]?.offset;
      });
    await eventually('the group’s offset is there', async () => (await offset()) === '1');
  });

  it('refuses for good what the broker refuses, and nothing else of the same moment', async () => {
    const farAhead = Date.now() + 10 * 24 * 3_600_000;
    const answers = await Promise.allSettled([
      log.append([{ key: 'P-1', value: 'a' }]),
      log.append([{ key: 'P-2', value: 'b', receivedAt: farAhead }]),
      log.append([{ key: 'P-3', value: 'c' }]),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(answers[1]).toMatchObject({ reason: { code: 'append-rejected', retriable: false } });
    expect((answers[1] as PromiseRejectedResult).reason).toBeInstanceOf(AppendRejected);
    log.consume(owner);
    await read(2);
    expect(owner.shelf.values()).toEqual(['a', 'c']);
  });
});
