import { randomBytes } from 'node:crypto';
import { describeWithKafka } from '../../libs/event-log/src/testing/test-brokers.ts';
import { eventually } from '../kit/eventually.ts';
import { HttpClient } from '../kit/http-client.ts';
import { Stage } from '../kit/stage.ts';
import { hourMs, PumpScript } from '../kit/telemetry.ts';
import { UnsteadySubscriber } from '../kit/unsteady-subscriber.ts';

const secret = `whsec_${randomBytes(32).toString('base64')}`;
const healthy = Array.from({ length: 50 }, () => new UnsteadySubscriber(secret));
const hanging = new UnsteadySubscriber(secret);
const pumps = Array.from({ length: 40 }, (_, index) => new PumpScript(`HANG-${index}`, Date.now() - 5 * hourMs));

describeWithKafka('one subscriber that never answers, among fifty that do', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open();
    const http = new HttpClient((await stage.start('cisterna')).url);
    hanging.mood = 'silent';
    for (const subscriber of [hanging, ...healthy]) {
      await subscriber.listen();
      const body = { name: 'ward', channel: 'webhook', target: subscriber.url, kinds: ['motor-stall'], secret };
      expect((await http.post('/v1/subscriptions', body)).status).toBe(201);
    }
    for (const pump of pumps) {
      pump.register();
      pump.report(10_000);
      pump.alarm('raised', 'motor-stall');
      await stage.send(pump.events);
    }
  }, 120_000);
  afterAll(async () => {
    await stage.close();
    for (const subscriber of [hanging, ...healthy]) await subscriber.leave();
  });

  it('keeps nothing from the others, and its own messages wait', async () => {
    await eventually('the healthy have all', () => healthy.every(({ ids }) => ids.size >= pumps.length), 60_000);
    expect(healthy.map(({ ids }) => ids.size)).toEqual(healthy.map(() => pumps.length));
    expect(healthy.flatMap(({ faults }) => faults)).toEqual([]);
    expect(hanging.received).toBeGreaterThan(0);
    const waiting = await stage.database.rows<{ count: number }>(
      `select count(*)::int as count from delivery where status = 'waiting' group by subscription_id`,
    );
    expect(waiting).toEqual([{ count: pumps.length }]);
  }, 90_000);
});
