import type { AlertView } from '@cisterna/contract';
import { startBroker, type Broker } from '../../deploy/kafka/broker.ts';
import { describeWithKafka } from '../../libs/event-log/src/testing/test-brokers.ts';
import { eventually } from '../kit/eventually.ts';
import type { ServiceProcess } from '../kit/service-process.ts';
import { Stage, type Sent } from '../kit/stage.ts';
import { PumpScript } from '../kit/telemetry.ts';
import { TopicReader } from '../kit/topic-reader.ts';

/** A report interval of a second: silent 62 s after the last receipt. */
const patienceMs = 62_000;

/** A pump that was last heard so long ago that it falls silent at `silentAt`. */
const heardOnce = (pumpId: string, silentAt: number): Sent => {
  const receivedAt = silentAt - patienceMs;
  return { event: new PumpScript(pumpId, receivedAt).register({ reportIntervalSeconds: 1 } as never), receivedAt };
};

interface Told {
  readonly data: AlertView;
}

const silences = (reader: TopicReader): readonly AlertView[] =>
  reader.records
    .map(({ value }) => (JSON.parse(value ?? '{}') as Told).data)
    .filter(({ kind }) => kind === 'pump-silent');

describeWithKafka('a pump that falls silent, by the wall clock', () => {
  let stage: Stage;
  let reader: TopicReader;
  beforeAll(async () => {
    stage = await Stage.open();
    await stage.start('cisterna');
    reader = new TopicReader(stage.brokers, stage.topics.alerts);
  }, 120_000);
  afterAll(async () => {
    await reader.close();
    await stage.close();
  });

  it('is told within a second of its deadline, one of a thousand', async () => {
    const first = Date.now() + 8_000;
    const due = new Map(Array.from({ length: 1000 }, (_, i) => [`SIL-${i}`, first + 5 * i]));
    await stage.send([...due].map(([pumpId, silentAt]) => heardOnce(pumpId, silentAt)));
    const seen = new Map<string, number>();
    await eventually('all are told', () => {
      for (const { pumpId } of silences(reader)) if (!seen.has(pumpId)) seen.set(pumpId, Date.now());
      return seen.size === due.size;
    });
    const errors = [...due]
      .map(([pumpId, silentAt]) => (seen.get(pumpId) ?? Infinity) - silentAt)
      .sort((a, b) => a - b);
    const [least, median, most] = [errors[0] ?? 0, errors[500] ?? 0, errors.at(-1) ?? 0];
    process.stdout.write(
      `silence told after its deadline: ${least} ms at least, ${median} ms in the middle, ${most} ms at most\n`,
    );
    expect(least).toBeGreaterThan(0);
    const raisedLate = silences(reader).map(a => Date.parse(a.raisedAt) - Date.parse(a.onsetAt));
    expect(Math.max(...raisedLate)).toBeLessThanOrEqual(1000);
    expect(most).toBeLessThanOrEqual(3000);
  }, 90_000);
});

describeWithKafka('pumps whose log is away for a while', () => {
  let broker: Broker;
  let stage: Stage;
  let service: ServiceProcess;
  let reader: TopicReader;
  beforeAll(async () => {
    broker = await startBroker();
    stage = await Stage.open({ brokers: broker.brokers });
    service = await stage.start('cisterna');
    reader = new TopicReader(stage.brokers, stage.topics.alerts);
  }, 120_000);
  afterAll(async () => {
    await reader.close();
    await stage.close();
    await broker.stop();
  });

  it('are not told silent while it was, nor when what gateways kept is flushed, and then as much later', async () => {
    const silentAt = Date.now() + 15_000;
    await stage.send([heardOnce('OUT-1', silentAt), heardOnce('OUT-2', silentAt)]);
    await eventually('both are projected', async () => (await stage.database.count('select count(*) from pump')) === 2);
    await broker.kill();
    const killedAt = Date.now();
    await eventually('the deadline is well past', () => Date.now() > Math.max(silentAt, killedAt + 16_000) + 4_000);
    await broker.restart();
    await service.ready();
    const awayMs = Date.now() - killedAt;
    const flushed = new PumpScript('OUT-2', silentAt - 5_000);
    flushed.register();
    flushed.at = silentAt + 1_000;
    await stage.send([{ event: flushed.alarm('raised', 'memory-error'), receivedAt: silentAt + 1_000 }]);
    await eventually('OUT-1 is told', () => silences(reader).some(({ pumpId }) => pumpId === 'OUT-1'), 120_000);
    const [told] = silences(reader);
    const granted = Date.parse(told?.onsetAt ?? '') - silentAt;
    expect(granted).toBeGreaterThan(awayMs - 5_000);
    expect(granted).toBeLessThan(awayMs + 5_000);
    expect(silences(reader).map(({ pumpId }) => pumpId)).toEqual(['OUT-1']);
  }, 180_000);
});
