import { randomBytes } from 'node:crypto';
import { describeWithKafka, testBrokers, type TestBrokers } from '../testing/test-brokers.ts';
import { testLog } from '../testing/test-log.ts';
import { KafkaEventLog } from './event-log.kafka.ts';
import type { KafkaSettings } from './settings.kafka.ts';
import { freshSettings } from './testing/fresh-settings.ts';
import { createTopic } from './testing/topic-operator.ts';
import { readTopic, textOf } from './testing/topic-reader.ts';

describeWithKafka('KafkaPublisher', () => {
  let broker: TestBrokers;
  let settings: KafkaSettings;
  let log: KafkaEventLog;

  beforeAll(async () => {
    broker = await testBrokers();
  });
  afterAll(() => broker.release());
  beforeEach(() => {
    settings = freshSettings(broker.brokers, 2);
    log = new KafkaEventLog(settings, testLog);
  });
  afterEach(() => log.close());

  it('writes alert changes in order, key by key', async () => {
    await log.ready();
    const changes = Array.from({ length: 50 }, (_, version) => ({
      key: `P-${version % 3}`,
      value: `${version}`,
      headers: {},
    }));
    await Promise.all([
      log.publisher.publish('alerts', changes.slice(0, 20)),
      log.publisher.publish('alerts', changes.slice(20)),
    ]);
    const read = await readTopic(settings, settings.topics.alerts, 50);
    for (const key of ['P-0', 'P-1', 'P-2']) {
      const versions = read.filter(record => textOf(record.key) === key).map(record => Number(textOf(record.value)));
      expect(versions).toEqual([...versions].sort((a, b) => a - b));
    }
  });

  it('writes a dead letter byte by byte, without key or value where it has none', async () => {
    await log.ready();
    const bytes = randomBytes(300);
    await log.publisher.publish('deadLetters', [
      { key: bytes, value: bytes, headers: { odd: bytes, 'cisterna-error': 'not-json', absent: undefined } },
      { key: null, value: null, headers: {} },
    ]);
    const read = await readTopic(settings, settings.topics.deadLetters, 2);
    const [letter] = read.filter(({ key }) => key !== null);
    const [bare] = read.filter(({ key }) => key === null);
    expect([letter!.key, letter!.value, letter!.headers['odd']].map(held => bytes.equals(held!))).toEqual([
      true,
      true,
      true,
    ]);
    expect(Object.keys(letter!.headers).sort()).toEqual(['cisterna-error', 'odd']);
    expect(bare).toMatchObject({ key: null, value: null });
  });

  it('writes a letter too large for its topic with an empty value that says so, and the others whole', async () => {
    await createTopic(settings.brokers, settings.topics.deadLetters, 2, { 'max.message.bytes': '10000' });
    await log.ready();
    const large = randomBytes(200_000);
    const headers = { 'cisterna-error': 'too-large' };
    await log.publisher.publish('deadLetters', [
      { key: 'P-1', value: 'before', headers },
      { key: 'P-1', value: large, headers },
      { key: 'P-1', value: 'after', headers },
      { key: 'P-1', value: Buffer.alloc(200_000), headers },
    ]);
    const read = await readTopic(settings, settings.topics.deadLetters, 4);
    expect(read.map(({ value }) => value?.length)).toEqual([6, 0, 5, 200_000]);
    expect(textOf(read[1]!.headers['cisterna-value-omitted'])).toBe('200000 bytes, too large for this topic');
    expect(textOf(read[1]!.headers['cisterna-error'])).toBe('too-large');
  });
});
