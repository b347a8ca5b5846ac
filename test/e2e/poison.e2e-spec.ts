import { CompressionTypes, Kafka, logLevel } from 'kafkajs';
import type { DeadLetterView, PumpView } from '@cisterna/contract';
import { describeWithKafka } from '../../libs/event-log/src/testing/test-brokers.ts';
import { HttpClient } from '../kit/http-client.ts';
import { Stage } from '../kit/stage.ts';
import { hourMs, PumpScript } from '../kit/telemetry.ts';
import { TopicReader } from '../kit/topic-reader.ts';

const mebibyte = 1024 * 1024;
const good = new PumpScript('GOOD-1', Date.now() - 20 * hourMs);
good.register();
good.refill(0, 18_000_000);
for (let hour = 0; hour < 9; hour += 1) good.report(10_000);

const last = good.events.at(-1)!;
const named = (seq: number, boot = 1): object => ({ ...last, id: `GOOD-1:${boot}:${seq}`, boot, seq });
const nested = JSON.stringify({ ...named(90), data: 'NEST' }).replace(
  '"NEST"',
  '['.repeat(50_000 / 2) + ']'.repeat(50_000 / 2),
);
const hugeBoot = JSON.stringify(named(1, 2_000_000_000));

/** A plain client, as a careless gateway would use it: several records in one gzip batch. */
const sendGzip = async (brokers: string, topic: string, values: readonly (string | Buffer)[]): Promise<void> => {
  const producer = new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING }).producer();
  await producer.connect();
  const messages = values.map(value => ({
    key: 'GOOD-1',
    value,
    headers: { 'content-type': 'application/cloudevents+json' },
  }));
  await producer.send({ topic, messages, compression: CompressionTypes.GZIP });
  await producer.disconnect();
};

describeWithKafka('poison between good records of one partition', () => {
  let stage: Stage;
  let http: HttpClient;

  beforeAll(async () => {
    stage = await Stage.open({ partitions: 1 });
    http = new HttpClient((await stage.start('cisterna')).url);
    await stage.send(good.events.slice(0, 5));
    await sendGzip(stage.brokers, stage.topics.telemetry, [
      nested,
      JSON.stringify(good.events[5]),
      Buffer.concat([
        Buffer.from('{"specversion":"1.0","id":"'),
        Buffer.from([0xc3, 0x28, 0xf0, 0x9f]),
        Buffer.from('"}'),
      ]),
      JSON.stringify(good.events[6]),
      Buffer.alloc(20 * mebibyte, 0x20),
      JSON.stringify(good.events[7]),
      hugeBoot,
    ]);
    await stage.send(good.events.slice(8));
  });
  afterAll(() => stage.close());

  it('stops nothing: every good record behind it is folded', async () => {
    const view = await http.getWhen<PumpView>('/v1/pumps/GOOD-1', ({ version }) => version === good.events.length + 1);
    expect(view.reservoir).toMatchObject({
      computedLevelNl: 18_000_000 - 10 * 10_000,
      deliveredSinceFillNl: 10 * 10_000,
    });
    expect((await http.get<{ lag: { events: number } }>('/v1/fleet')).lag.events).toBe(0);
  });

  it('is set aside with its code, the 20 MB without their value on the topic, and they say so', async () => {
    const letters = await http.all<DeadLetterView>('/v1/dead-letters');
    expect(letters.map(({ code }) => code).sort()).toEqual(['not-json', 'not-json', 'too-large']);
    const reader = new TopicReader(stage.brokers, stage.topics.deadLetters);
    const records = await reader.when('all three are published', found => found.length >= 3);
    await reader.close();
    const large = records.find(({ headers }) => headers['cisterna-error'] === 'too-large')!;
    const omitted = large.headers['cisterna-value-omitted'];
    if (omitted === undefined) expect(large.value).toHaveLength(20 * mebibyte);
    else expect({ omitted, value: large.value }).toEqual({ omitted: String(20 * mebibyte), value: '' });
  });

  it('costs no memory: two thousand million boots that never came are one gap', async () => {
    const { completeness } = await http.get<PumpView>('/v1/pumps/GOOD-1');
    expect(completeness).toMatchObject({
      missing: 1_999_999_998,
      gaps: [{ boot: 2, toBoot: 1_999_999_999, from: 1, to: 1 }],
      completeThrough: { boot: 1, seq: 11 },
    });
  });
});
