import { pino } from 'pino';
import type { SubscriberMessage } from '@cisterna/contract';
import { eventually } from '../../../../test/kit/eventually.ts';
import { TestNotifier } from '../testing/notifier.fixture.ts';
import { answers, WebhookServer } from '../testing/webhook-server.fixture.ts';
import { failingForMs, SubscriberWatch, testEveryMs } from './subscriber-watch.ts';

describe('a subscriber that fails', () => {
  let notifier: TestNotifier;
  let watch: SubscriberWatch;
  let failing: WebhookServer;
  let other: WebhookServer;

  const noticesOf = ({ posted }: WebhookServer): SubscriberMessage[] =>
    posted
      .map(({ body }) => JSON.parse(body) as SubscriberMessage)
      .filter(({ type }) => type.startsWith('subscription.'));
  const events = async (): Promise<unknown[]> =>
    (await notifier.sql('select type from system_event order by id')).map(({ type }) => type);
  /** Pretends that all of it happened so much earlier. */
  const earlier = (ms: number): Promise<unknown> =>
    notifier.sql(`update subscription set failing_since_ms = failing_since_ms - ${ms}, tested_ms = tested_ms - ${ms}`);

  beforeAll(async () => {
    [notifier, failing, other] = [
      await TestNotifier.open(),
      await WebhookServer.listen(answers(503)),
      await WebhookServer.listen(),
    ];
    notifier.start();
    watch = new SubscriberWatch({
      model: notifier.model,
      channels: ['webhook'],
      failingForMs,
      testEveryMs,
      onDeliveries: () => undefined,
      log: pino({ level: 'silent' }),
      everyMs: 20,
    });
    watch.start();
  });
  afterAll(async () => {
    await watch.stop();
    await notifier.close();
    await Promise.all([failing.close(), other.close()]);
  });

  it('is reported once after 15 minutes, to the others of its clinic and to the stream, and again when it is well', async () => {
    const sick = await notifier.subscribe({
      name: 'sick',
      target: failing.url,
      clinicIds: ['C-1'],
      kinds: ['motor-stall'],
    });
    const well = await notifier.subscribe({
      name: 'well',
      target: other.url,
      clinicIds: ['C-1', 'C-2'],
      kinds: ['pump-silent'],
    });
    const elsewhere = await notifier.subscribe({ name: 'elsewhere', target: other.url, clinicIds: ['C-3'] });
    await notifier.change({ id: 'a', version: 1 }, { id: 'b', version: 1 });
    await eventually('both failed', async () => (await notifier.subscription(sick)).failedAttempts === 2);
    expect((await notifier.subscription(sick)).failingSince).not.toBeNull();
    await earlier(failingForMs - 60_000);
    expect(noticesOf(other)).toEqual([]);
    await earlier(60_000);
    await eventually('it is told', () => noticesOf(other).length === 1);
    expect(noticesOf(other)[0]).toMatchObject({
      type: 'subscription.failing',
      data: { subscriptionId: sick.id, name: 'sick', failedAttempts: 2, lastError: 'status: answered 503' },
    });
    failing.behaviour = answers(200);
    await notifier.hurry();
    await eventually('its recovery is told', () => noticesOf(other).length === 2);
    expect(noticesOf(other)[1]?.type).toBe('subscription.recovered');
    expect(await events()).toEqual(['subscription.failing', 'subscription.recovered']);
    expect(await notifier.deliveries(elsewhere)).toEqual([]);
    expect((await notifier.deliveries(well)).map(({ alertId }) => alertId)).toEqual([null, null]);
    expect((await notifier.deliveries(sick)).map(({ status }) => status)).toEqual(['delivered', 'delivered']);
  });

  it('is not reported for one failure, however long ago', async () => {
    failing.behaviour = answers(500);
    await notifier.sql(`update subscription set status = 'deleted'`);
    const subscription = await notifier.subscribe({ target: failing.url });
    await notifier.change({ id: 'c', version: 1 });
    await eventually('it failed', async () => (await notifier.subscription(subscription)).failedAttempts === 1);
    await earlier(failingForMs);
    const before = (await events()).length;
    await eventually('the others were looked after', async () => {
      await notifier.sql(`update subscription set tested_ms = 0`);
      return (await notifier.deliveries(subscription)).some(({ test }) => test);
    });
    expect(await events()).toHaveLength(before);
  });

  it('is told of when it has ended its subscription', async () => {
    failing.behaviour = answers(410);
    await notifier.sql(`update subscription set status = 'deleted'`);
    const subscription = await notifier.subscribe({ target: failing.url });
    await notifier.subscribe({ target: other.url, kinds: ['pump-silent'] });
    await notifier.change({ id: 'd', version: 1 }, { id: 'e', version: 1 });
    await eventually('its end is told', () =>
      noticesOf(other).some(
        ({ type, data }) => type === 'subscription.ended' && data.subscriptionId === subscription.id,
      ),
    );
    expect((await notifier.deliveries(subscription)).map(({ status }) => status)).not.toContain('waiting');
  });
});

describe('a subscriber that hears nothing', () => {
  it('gets a test once a week, marked as such and not repeated', async () => {
    const [notifier, server] = [await TestNotifier.open(), await WebhookServer.listen(answers(500))];
    notifier.start();
    const log = pino({ level: 'silent' });
    const options = {
      model: notifier.model,
      channels: ['webhook'] as const,
      failingForMs,
      testEveryMs,
      log,
      everyMs: 20,
    };
    const watch = new SubscriberWatch({ ...options, onDeliveries: () => undefined });
    const subscription = await notifier.subscribe({ target: server.url, createdAt: Date.now() - testEveryMs });
    watch.start();
    const [test] = await eventually('it was tried', async () => {
      const deliveries = await notifier.deliveries(subscription);
      return deliveries.length > 0 && deliveries[0]!.attempts.length > 0 && deliveries;
    });
    await Promise.all([watch.stop(), server.close()]);
    expect(test).toMatchObject({ test: true, status: 'given-up', attempts: [{ status: 500, nextAttemptAt: null }] });
    expect(JSON.parse(server.posted[0]!.body)).toMatchObject({
      type: 'alert.raised',
      test: true,
      data: { priority: 'low' },
    });
    expect(server.posted).toHaveLength(1);
    await notifier.close();
  });
});
