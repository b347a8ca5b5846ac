import { Webhook } from 'standardwebhooks';
import type { StoredAttempt } from '@cisterna/read-model';
import { eventually } from '../../../../test/kit/eventually.ts';
import { someSecret, TestNotifier } from '../testing/notifier.fixture.ts';
import { answers, hangs, WebhookServer, type Behaviour } from '../testing/webhook-server.fixture.ts';

const patience = { connectMs: 500, answerMs: 400, bodyMs: 200 };
let count = 0;
/** An alert that no other test has. */
const fresh = (): string => `alert-${(count += 1)}`;

describe('a webhook', () => {
  let notifier: TestNotifier;
  const servers: WebhookServer[] = [];
  const listen = async (behaviour?: Behaviour): Promise<WebhookServer> => {
    const server = await WebhookServer.listen(behaviour);
    servers.push(server);
    return server;
  };

  beforeAll(async () => {
    notifier = await TestNotifier.open();
    notifier.start({ patience });
  });
  afterEach(async () => {
    await notifier.sql(`update subscription set status = 'deleted'`);
    await Promise.all(servers.splice(0).map(server => server.close()));
  });
  afterAll(() => notifier.close());

  it('gets every change of an alert, in order, signed', async () => {
    const [server, id, secret] = [await listen(), fresh(), someSecret()];
    const subscription = await notifier.subscribe({ target: server.url, secret });
    await notifier.change({ id, version: 1 }, { id, version: 2, change: 'updated' });
    await notifier.change({ id, version: 3, change: 'cleared' });
    await eventually('all three came', () => server.posted.length === 3);
    expect(server.versions).toEqual([1, 2, 3].map(version => `${id}:${version}`));
    const messages = server.posted.map(
      ({ body, headers }) => new Webhook(secret).verify(body, headers as Record<string, string>) as object,
    );
    expect(messages).toMatchObject([{ type: 'alert.raised' }, { type: 'alert.updated' }, { type: 'alert.cleared' }]);
    expect(server.posted[0]?.headers).toMatchObject({ 'content-type': 'application/json' });
    const deliveries = await eventually('all is noted', async () => {
      const found = await notifier.deliveries(subscription);
      return found.every(({ status }) => status === 'delivered') && found;
    });
    expect(deliveries.map(({ version, attempts }) => [version, attempts.map(({ status }) => status)])).toEqual(
      expect.arrayContaining([
        [1, [204]],
        [2, [204]],
        [3, [204]],
      ]),
    );
  });

  it('gets nothing that changed before it subscribed', async () => {
    const [server, early, late] = [await listen(), fresh(), fresh()];
    await notifier.change({ id: early, version: 1 });
    await notifier.subscribe({ target: server.url });
    await notifier.change({ id: late, version: 1 });
    await eventually('the later one came', () => server.posted.length > 0);
    expect(server.versions).toEqual([`${late}:1`]);
  });

  it('follows an alert whose priority has fallen below what it wants, and none that never reached it', async () => {
    const [server, falling, low] = [await listen(), fresh(), fresh()];
    await notifier.subscribe({ target: server.url, minPriority: 'high' });
    await notifier.change({ id: falling, version: 1 }, { id: low, version: 1, priority: 'low' });
    await notifier.change(
      { id: falling, version: 2, priority: 'low', change: 'updated' },
      { id: falling, version: 3, priority: 'low', change: 'cleared' },
      { id: low, version: 2, priority: 'low', change: 'cleared' },
    );
    await eventually('the end came', () => server.posted.length === 3);
    expect(server.versions).toEqual([1, 2, 3].map(version => `${falling}:${version}`));
  });

  it.each<[string, Behaviour, number | null, string]>([
    ['an error', answers(500), 500, 'status'],
    ['a refusal', answers(404), 404, 'status'],
    ['a redirect, which is not followed', answers(302, { location: '/elsewhere' }), 302, 'redirect'],
    ['silence', hangs, null, 'timeout'],
    ['a cut connection', response => void response.destroy(), null, 'connection-reset'],
  ])(
    'that answers with %s is tried again, under the same id, and the next change waits',
    async (_, behaviour, status, error) => {
      const [server, id] = [await listen(), fresh()];
      server.behaviour = (response, posted, before) => {
        (before === 0 ? behaviour : answers(200))(response, posted, before);
      };
      const subscription = await notifier.subscribe({ target: server.url });
      await notifier.change({ id, version: 1 }, { id, version: 2, change: 'cleared' });
      const failed = await eventually('the failure is noted', async () => {
        const first = (await notifier.deliveries(subscription)).find(({ version }) => version === 1);
        return first?.attempts.length === 1 && first;
      });
      expect(failed.attempts[0]).toMatchObject({
        number: 1,
        status,
        error: expect.stringMatching(new RegExp(`^${error}: `)) as string,
      });
      const [{ at, nextAttemptAt }] = failed.attempts as [StoredAttempt];
      expect((nextAttemptAt ?? Infinity) - at).toBeLessThan(10_000);
      expect(server.posted).toHaveLength(1);
      await notifier.hurry();
      await eventually('both changes came', () => server.posted.length === 3);
      expect(server.versions).toEqual([`${id}:1`, `${id}:1`, `${id}:2`]);
      expect(server.posted[0]?.id).toBe(server.posted[1]?.id);
      expect(server.posted[0]?.body).toBe(server.posted[1]?.body);
      expect(server.posted.map(({ path }) => path)).toEqual(['/hook', '/hook', '/hook']);
    },
  );

  it.each<[string, Behaviour]>([
    ['never ends', response => void response.writeHead(200).write('x')],
    ['is huge', response => void response.writeHead(200).end(Buffer.alloc(20 * 1024 * 1024))],
  ])('has taken a message though the body of its answer %s', async (_, behaviour) => {
    const [server, id] = [await listen(behaviour), fresh()];
    const subscription = await notifier.subscribe({ target: server.url });
    await notifier.change({ id, version: 1 }, { id, version: 2 });
    await eventually('both are taken', async () => {
      const statuses = (await notifier.deliveries(subscription)).map(({ status }) => status);
      return statuses.length === 2 && statuses.every(status => status === 'delivered');
    });
    expect(server.versions).toEqual([`${id}:1`, `${id}:2`]);
  });

  it('that answers 410 is ended, and gets nothing more', async () => {
    const [server, id] = [await listen(answers(410)), fresh()];
    const subscription = await notifier.subscribe({ target: server.url });
    await notifier.change({ id, version: 1 }, { id, version: 2 });
    await eventually('it is ended', async () => (await notifier.subscription(subscription)).status === 'ended');
    await notifier.change({ id: fresh(), version: 1 });
    await eventually(
      'all is dispatched',
      async () => (await notifier.sql('select 1 from alert_change where not dispatched')).length === 0,
    );
    const deliveries = await notifier.deliveries(subscription);
    expect(deliveries.map(({ status }) => status).sort()).toEqual(['cancelled', 'given-up']);
    expect(server.posted).toHaveLength(1);
  });

  it('is signed with the secret of before beside the new one while both are valid', async () => {
    const [server, former, secret] = [await listen(), someSecret(), someSecret()];
    const { id } = await notifier.subscribe({ target: server.url, secret });
    await notifier.sql(
      `update subscription set former_secret = '${former}', former_secret_until_ms = ${Date.now() + 60_000} where id = '${id}'`,
    );
    await notifier.change({ id: fresh(), version: 1 });
    await eventually('it came', () => server.posted.length === 1);
    for (const valid of [former, secret])
      new Webhook(valid).verify(server.posted[0]!.body, server.posted[0]!.headers as Record<string, string>);
    await notifier.sql(`update subscription set former_secret_until_ms = 1 where id = '${id}'`);
    await notifier.change({ id: fresh(), version: 1 });
    await eventually('another came', () => server.posted.length === 2);
    expect(String(server.posted[1]!.headers['webhook-signature']).split(' ')).toHaveLength(1);
  });
});
