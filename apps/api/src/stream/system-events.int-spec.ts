import { createSubscription, watchSubscribers } from '@cisterna/read-model';
import type { Principal } from '../access/principal.ts';
import { TestApi } from '../testing/api.fixture.ts';
import { RolesApi } from '../testing/roles.fixture.ts';
import { SseClient } from '../testing/sse-client.fixture.ts';

const viewer = (name: string, clinicId: string): Principal => ({
  name,
  role: 'viewer',
  clinicIds: [clinicId],
  pumpIds: null,
});

describe('what befalls a subscriber, on the live stream', () => {
  let service: TestApi;
  let roles: RolesApi;
  let url: string;

  beforeAll(async () => {
    service = await TestApi.start(Date.UTC(2026, 2, 1));
    roles = await RolesApi.open(service, [viewer('ward', 'C-1'), viewer('other', 'C-2')]);
    url = `${roles.as('ward').url}/v1/stream`;
  });
  afterAll(async () => {
    await roles.close();
    await service.stop();
  });

  /** A subscriber of C-1 that has ended, or runs into its second failure after 15 minutes, as the notifier finds it. */
  const befalls = async (id: string, what: string): Promise<void> => {
    const nobody = {
      pumpIds: null,
      kinds: null,
      minPriority: null,
      escalateAfterSeconds: null,
      repeatEverySeconds: null, quietHours: null,
      secret: null,
    };
    const own = {
      id,
      name: id,
      channel: 'webhook',
      target: 'http://127.0.0.1:9/',
      clinicIds: ['C-1'],
      createdAt: Date.now(),
      createdBy: 'x',
    } as const;
    await createSubscription(service.model, { ...own, ...nobody });
    await service.model.dataSource.query(`update subscription set ${what} where id = $1`, [id]);
    await watchSubscribers(service.model, { failingForMs: 900_000, testEveryMs: 1e12, channels: ['webhook'] });
  };
  const isAbout = (id: string) => (message: { event: string; data: Record<string, unknown> }) =>
    message.event === 'system' && (message.data['data'] as { subscriptionId?: string }).subscriptionId === id;

  it('is a system event for its clinic, which can be resumed behind', async () => {
    const [ward, other] = [await SseClient.open(url, null, 'ward'), await SseClient.open(url, null, 'other')];
    for (const client of [ward, other]) await client.of('snapshot', 1);
    await befalls('sick', `failing_since_ms = 0, failed_attempts = 2, last_error = 'timeout'`);
    const failing = await ward.find(isAbout('sick'));
    expect(failing.data).toMatchObject({
      type: 'subscription.failing',
      data: { failedAttempts: 2, lastError: 'timeout' },
    });
    ward.close();
    await befalls('left', `status = 'ended', ended_because = 'It said so.'`);
    const resumed = await SseClient.open(url, failing.id, 'ward');
    const ended = await resumed.find(isAbout('left'));
    expect(ended.data).toMatchObject({ type: 'subscription.ended' });
    expect(ended.id).not.toBe(failing.id);
    expect(resumed.received.filter(isAbout('sick'))).toEqual([]);
    expect(other.received.map(({ event }) => event)).toEqual(['snapshot']);
    for (const client of [resumed, other]) client.close();
  });
});
