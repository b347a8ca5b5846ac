import { randomBytes } from 'node:crypto';
import type { AlertView, DeliveryView, SubscriptionView } from '@cisterna/contract';
import { describeWithKafka } from '../../libs/event-log/src/testing/test-brokers.ts';
import { eventually } from '../kit/eventually.ts';
import { ExampleSubscriber } from '../kit/example-subscriber.ts';
import { HttpClient } from '../kit/http-client.ts';
import { Stage } from '../kit/stage.ts';
import { hourMs, PumpScript } from '../kit/telemetry.ts';

const secret = `whsec_${randomBytes(32).toString('base64')}`;

describeWithKafka('an alarm of a pump, from Kafka to a subscriber', () => {
  let stage: Stage;
  let http: HttpClient;
  let example: ExampleSubscriber;
  let subscription: SubscriptionView;
  const pump = new PumpScript('HOOK-1', Date.now() - 20 * hourMs);

  beforeAll(async () => {
    stage = await Stage.open();
    example = await ExampleSubscriber.listen(secret);
    http = new HttpClient((await stage.start('cisterna')).url);
    pump.register();
    pump.report(10_000);
    await stage.send(pump.events);
    const body = { name: 'Ward', channel: 'webhook', target: example.url, kinds: ['motor-stall'], secret };
    subscription = (await http.post<SubscriptionView>('/v1/subscriptions', body)).body;
  }, 120_000);
  afterAll(async () => {
    await stage.close();
    await example.close();
  });

  const taken = (count: number): Promise<boolean> =>
    eventually(`${count} messages`, () => example.messages.length >= count);

  it('is posted, signed, with what becomes of it, in order', async () => {
    await stage.send([pump.alarm('raised', 'motor-stall')]);
    await taken(1);
    await stage.send([pump.alarm('cleared', 'motor-stall'), pump.report(10_000)]);
    await eventually('the cause is over', () =>
      example.messages.some(({ data }) => (data as unknown as AlertView).condition !== 'active'),
    );
    const alerts = example.messages.map(({ data }) => data as unknown as AlertView);
    expect(example.messages[0]).toMatchObject({
      type: 'alert.raised',
      data: { pumpId: 'HOOK-1', kind: 'motor-stall', condition: 'active' },
    });
    expect(new Set(alerts.map(({ id }) => id)).size).toBe(1);
    expect(alerts.map(({ version }) => version)).toEqual(alerts.map((_, index) => index + 1));
    expect(new Set(example.ids).size).toBe(example.ids.length);
    expect(await http.get(`/v1/alerts/${encodeURIComponent(alerts[0]?.id ?? '')}`)).toEqual(alerts.at(-1));
  });

  it('can be proven: every message with its attempt and its times', async () => {
    const messages = example.messages.length;
    const deliveries = await eventually('all is noted', async () => {
      const found = await http.all<DeliveryView>(`/v1/subscriptions/${subscription.id}/deliveries`);
      return found.length === messages && found.every(({ status }) => status === 'delivered') && found;
    });
    for (const { attempts, createdAt, deliveredAt, webhookId } of deliveries) {
      expect(attempts).toMatchObject([{ number: 1, status: 204, error: null }]);
      expect(Date.parse(deliveredAt ?? '') - Date.parse(createdAt)).toBeLessThan(10_000);
      expect(example.ids).toContain(webhookId);
    }
    const metrics = await fetch(`${http.url}/metrics`).then(answer => answer.text());
    expect(metrics).toContain(`cisterna_webhook_attempts_total{outcome="delivered"} ${messages}`);
  });

  it('is tried out by a test that says that it is one', async () => {
    const before = example.messages.length;
    const { status, body } = await http.post<DeliveryView>(`/v1/subscriptions/${subscription.id}/test`, {});
    expect({ status, delivery: body.status, test: body.test }).toEqual({
      status: 200,
      delivery: 'delivered',
      test: true,
    });
    await taken(before + 1);
    expect(example.messages.at(-1)).toMatchObject({ type: 'alert.raised', test: true });
  });

  it('is sent again by hand under the same id, which the subscriber knows', async () => {
    const [last] = await http.all<DeliveryView>(`/v1/subscriptions/${subscription.id}/deliveries`);
    const { status } = await http.post(`/v1/deliveries/${last?.id ?? ''}/redeliver`, {});
    expect(status).toBe(202);
    const before = example.messages.length;
    await eventually('it was taken again', async () => {
      const [again] = await http.all<DeliveryView>(`/v1/subscriptions/${subscription.id}/deliveries`);
      return again?.attempts.length === 2 && again.status === 'delivered';
    });
    expect(example.messages).toHaveLength(before);
  });
});
