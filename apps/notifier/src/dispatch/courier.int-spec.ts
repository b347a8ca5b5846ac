import { eventually } from '../../../../test/kit/eventually.ts';
import { TestNotifier } from '../testing/notifier.fixture.ts';
import { answers, hangs, WebhookServer } from '../testing/webhook-server.fixture.ts';

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Infinity;

describe('the courier', () => {
  let notifier: TestNotifier;
  const servers: WebhookServer[] = [];
  const listen = async (behaviour = answers(204)): Promise<WebhookServer> => {
    const server = await WebhookServer.listen(behaviour);
    servers.push(server);
    return server;
  };

  beforeEach(async () => {
    notifier = await TestNotifier.open();
  });
  afterEach(async () => {
    await notifier.close();
    await Promise.all(servers.splice(0).map(server => server.close()));
  });

  it('lets nobody wait for a subscriber that hangs', async () => {
    notifier.start();
    const [hanging, healthy] = [await listen(hangs), await listen()];
    await notifier.subscribe({ target: hanging.url });
    for (let n = 0; n < 20; n += 1) await notifier.subscribe({ target: `${healthy.url}/${n}` });
    const delays: number[] = [];
    for (let alert = 0; alert < 30; alert += 1) {
      const began = performance.now();
      await notifier.change({ id: `a-${alert}`, version: 1 });
      await eventually('all healthy ones have it', () => healthy.posted.length === 20 * (alert + 1));
      delays.push(performance.now() - began);
    }
    expect(median(delays)).toBeLessThan(400);
    expect(hanging.posted.length).toBeGreaterThan(0);
    expect(hanging.posted.length).toBeLessThanOrEqual(24);
  });

  it('takes over, under the same id, what another process left unfinished', async () => {
    const server = await listen(hangs);
    const subscription = await notifier.subscribe({ target: server.url });
    const stop = notifier.start();
    await notifier.change({ id: 'a', version: 1 }, { id: 'a', version: 2 });
    await eventually('it is under way', () => server.posted.length === 1);
    await stop();
    server.behaviour = answers(200);
    await notifier.sql(`update delivery set due_ms = due_ms - 60000 where lease is not null`);
    notifier.start();
    await eventually('both came', () => server.posted.length === 3);
    expect(server.versions).toEqual(['a:1', 'a:1', 'a:2']);
    expect(server.posted[0]?.id).toBe(server.posted[1]?.id);
    const first = await eventually(
      'it is noted',
      async () =>
        (await notifier.deliveries(subscription)).find(
          ({ version, status }) => version === 1 && status === 'delivered',
        ) ?? null,
    );
    expect(first.attempts).toMatchObject([
      { number: 1, status: null },
      { number: 2, status: 200 },
    ]);
    expect(first.attempts[0]?.error).toMatch(/^interrupted/);
  });

  it('shares the work with other processes without sending anything twice, in the order of each alert', async () => {
    for (let process = 0; process < 3; process += 1) notifier.start();
    const server = await listen();
    await notifier.subscribe({ target: server.url });
    for (let version = 1; version <= 10; version += 1)
      await notifier.change(...Array.from({ length: 20 }, (_, alert) => ({ id: `a-${alert}`, version })));
    await eventually('all came', () => server.posted.length >= 200, 20_000);
    expect(new Set(server.posted.map(({ id }) => id)).size).toBe(200);
    expect(server.posted).toHaveLength(200);
    for (let alert = 0; alert < 20; alert += 1)
      expect(server.versions.filter(text => text.startsWith(`a-${alert}:`))).toEqual(
        Array.from({ length: 10 }, (_, index) => `a-${alert}:${index + 1}`),
      );
  });

  it('does not try one message that a subscriber refuses again for every other that it takes', async () => {
    const server = await listen(
      (response, { body }) => void response.writeHead(body.includes('poison') ? 400 : 200).end(),
    );
    await notifier.subscribe({ target: server.url });
    notifier.start();
    await notifier.change({ id: 'poison', version: 1 });
    for (let alert = 0; alert < 10; alert += 1) {
      await notifier.change({ id: `a-${alert}`, version: 1 });
      await eventually('it came', () => server.versions.includes(`a-${alert}:1`));
    }
    expect(server.versions.filter(text => text === 'poison:1')).toHaveLength(1);
  });

  it('brings what waited at once when a subscriber answers again', async () => {
    const server = await listen(answers(500));
    const subscription = await notifier.subscribe({ target: server.url });
    notifier.start();
    const changes = Array.from({ length: 12 }, (_, alert) => ({ id: `a-${alert}`, version: 1 }));
    await notifier.change(...changes);
    await eventually('all failed', async () => (await notifier.subscription(subscription)).failedAttempts >= 12);
    server.behaviour = answers(200);
    await notifier.sql(`update subscription set failing_since_ms = failing_since_ms - 60000`);
    await notifier.sql(`update delivery set due_ms = 0 where id = (select min(id) from delivery)`);
    await eventually(
      'all are taken',
      async () => (await notifier.deliveries(subscription)).every(({ status }) => status === 'delivered'),
      4_000,
    );
  });

  it('refuses a name that leads to this machine when it connects, unless it may', async () => {
    notifier.start({ mayBePrivate: false });
    const server = await listen();
    const named = await notifier.subscribe({ target: `https://localhost:${server.port}/` });
    const numbered = await notifier.subscribe({ target: `https://127.0.0.1:${server.port}/` });
    await notifier.change({ id: 'a', version: 1 });
    for (const subscription of [named, numbered]) {
      const attempt = await eventually(
        'it was tried',
        async () => (await notifier.deliveries(subscription))[0]?.attempts[0] ?? null,
      );
      expect(attempt.error).toMatch(/^private-address/);
    }
    expect(server.posted).toEqual([]);
  });

  it('counts attempts, and the time from change to receipt', async () => {
    notifier.start();
    const server = await listen();
    const subscription = await notifier.subscribe({ target: server.url });
    await notifier.change({ id: 'a', version: 1 });
    await eventually('it is noted', async () => (await notifier.deliveries(subscription))[0]?.status === 'delivered');
    const text = await notifier.metrics.registry.metrics();
    expect(text).toContain('cisterna_webhook_attempts_total{outcome="delivered"} 1');
    expect(text).toContain('cisterna_delivery_seconds_count 1');
    expect(text).toContain('cisterna_deliveries_waiting 0');
  });
});
