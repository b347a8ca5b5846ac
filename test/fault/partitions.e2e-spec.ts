import { Kafka, logLevel } from 'kafkajs';
import type { PumpView } from '@cisterna/contract';
import { describeWithKafka } from '../../libs/event-log/src/testing/test-brokers.ts';
import { naiveFold } from '../e2e/naive-fold.ts';
import { eventually } from '../kit/eventually.ts';
import { accountOf } from '../kit/fleet-load.ts';
import { HttpClient } from '../kit/http-client.ts';
import { livedPump } from '../kit/lived-pump.ts';
import { Stage } from '../kit/stage.ts';

const from = Date.UTC(2026, 0, 5);
const pumps = Array.from({ length: 16 }, (_, seed) =>
  livedPump(`PART-${seed}`, { seed: 500 + seed, hours: 150, from }),
);
const distinct = pumps.reduce((sum, { events }) => sum + events.length, 0);
const half = (take: 'first' | 'second') =>
  pumps.flatMap(({ events }) => (take === 'first' ? events.slice(0, 80) : events.slice(60)));

const raisePartitions = async (brokers: string, topic: string, count: number): Promise<void> => {
  const admin = new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  await admin.createPartitions({ topicPartitions: [{ topic, count }] });
  await admin.disconnect();
};

describeWithKafka('a topic whose partitions were raised, so that pumps turn up in two of them', () => {
  let stage: Stage;
  let http: HttpClient;

  beforeAll(async () => {
    stage = await Stage.open({ partitions: 2 });
    await stage.send(half('first'));
    await raisePartitions(stage.brokers, stage.topics.telemetry, 5);
    await eventually('the log has five partitions', () =>
      stage.log.watermarks().then(
        ranges => ranges.length === 5,
        () => false, // the new partitions have no leader yet
      ),
    );
    await stage.reconnect(5);
    await stage.send(half('second'));
    http = new HttpClient((await stage.start('cisterna', { CISTERNA_PARTITIONS: '8', CISTERNA_CLOCK: 'stream' })).url);
    await eventually('all is projected', async () => (await accountOf(stage.database)).folded === distinct);
    await http.getWhen<{ lag: { events: number } }>('/v1/fleet', ({ lag }) => lag.events === 0);
  });
  afterAll(() => stage.close());

  it('counts each event once though both partitions bring some', async () => {
    expect(await accountOf(stage.database)).toEqual({ archived: distinct, folded: distinct, setAside: 0 });
    expect(await stage.database.count('select count(*) from partition where position > 0')).toBeGreaterThan(2);
  });

  it('gives every pump the reading that its events have', async () => {
    for (const { pumpId, events } of pumps) {
      const { reconciliations, openDeviceAlarms, missing, completeThrough, version, ...reservoir } = naiveFold(events);
      const view = await http.get<PumpView>(`/v1/pumps/${pumpId}`);
      expect(view).toMatchObject({
        version,
        reservoir,
        mechanism: { openDeviceAlarms },
        completeness: { missing, completeThrough },
      });
      expect(await http.all(`/v1/pumps/${pumpId}/reconciliations`)).toMatchObject(reconciliations);
    }
  });
});
