import type { DeliveryView, SubscriptionView } from '@cisterna/contract';
import { claimDeliveries, recordAttempts, type ClaimedDelivery } from '@cisterna/read-model';
import type { Api } from '../api.ts';
import { TestApi } from '../testing/api.fixture.ts';
import { eventually } from '../../../../test/kit/eventually.ts';
import { problemOf, type HttpAnswer, type HttpClient } from '../testing/http-client.fixture.ts';
import { itemsOf } from '../testing/projected-api.fixture.ts';

const path = '/v1/subscriptions';
const draft = { name: 'Ward 3', channel: 'webhook', target: 'http://127.0.0.1:9/hook' };
const viewOf = ({ body }: HttpAnswer): SubscriptionView => body as unknown as SubscriptionView;
const deliveryOf = ({ body }: HttpAnswer): DeliveryView => body as unknown as DeliveryView;

describe('subscriptions, tried out', () => {
  let service: TestApi;
  let api: Api;
  let http: HttpClient;

  beforeAll(async () => {
    service = await TestApi.start(Date.UTC(2026, 2, 1));
    ({ api, http } = await service.open());
  });
  afterAll(async () => {
    await api.close();
    await service.stop();
  });

  const patch = (id: string, body: object): Promise<HttpAnswer> =>
    http.send('PATCH', `${path}/${id}`, {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/merge-patch+json' },
    });
  const add = async (): Promise<SubscriptionView> => viewOf(await http.post(path, draft));
  /** Claims what is due to a subscriber, as a notifier does. */
  const claimed = (subscriptionId: string): Promise<ClaimedDelivery> =>
    eventually(async () => {
      const query = {
        channels: ['webhook'] as const,
        failing: false,
        limit: 9,
        perSubscription: 9,
        running: new Map(),
        leaseMs: 60_000,
      };
      return (
        (await claimDeliveries(service.model, query)).find(delivery => delivery.subscriptionId === subscriptionId) ??
        null
      );
    });
  const deliver = async (subscriptionId: string): Promise<void> => {
    const delivery = await claimed(subscriptionId);
    const result = {
      delivery,
      at: Date.now(),
      durationMs: 12,
      status: 204,
      error: null,
      outcome: 'delivered',
      retryInMs: null,
    } as const;
    await recordAttempts(service.model, [result]);
  };

  it('send a test on the way of alerts, and answer with what came of it', async () => {
    const { id } = await add();
    const [answer] = await Promise.all([http.post(`${path}/${id}/test`, {}), deliver(id)]);
    expect(answer.status).toBe(200);
    expect(deliveryOf(answer)).toMatchObject({
      test: true,
      type: 'alert.raised',
      status: 'delivered',
      attempts: [{ status: 204, durationMs: 12 }],
    });
    expect(itemsOf(await http.get(`${path}/${id}/deliveries`))).toEqual([answer.body]);
    expect(itemsOf(await http.get(`${path}/${id}/deliveries?status=waiting`))).toEqual([]);
  });

  it('have a delivery tried again by hand, under the same id', async () => {
    const { id } = await add();
    const [tested] = await Promise.all([http.post(`${path}/${id}/test`, {}), deliver(id)]);
    const again = await http.send('POST', `/v1/deliveries/${deliveryOf(tested).id}/redeliver`);
    expect([again.status, deliveryOf(again).status]).toEqual([202, 'waiting']);
    await deliver(id);
    const [delivery] = itemsOf<DeliveryView>(await http.get(`${path}/${id}/deliveries`));
    expect(delivery).toMatchObject({
      webhookId: deliveryOf(tested).webhookId,
      status: 'delivered',
      attempts: [{ number: 1 }, { number: 2 }],
    });
    expect(problemOf(await http.send('POST', '/v1/deliveries/none/redeliver'))).toMatchObject({
      status: 404,
      code: 'not-found',
    });
  });

  it('ended by their subscriber are tested and tried no more, until they are taken up again', async () => {
    const { id } = await add();
    await service.model.dataSource.query(
      `update subscription set status = 'ended', ended_because = 'It said so.' where id = $1`,
      [id],
    );
    expect((await http.get(`${path}/${id}`)).body).toMatchObject({ status: 'ended', endedBecause: 'It said so.' });
    expect(problemOf(await http.post(`${path}/${id}/test`, {}))).toMatchObject({
      status: 409,
      code: 'subscription-ended',
    });
    expect(viewOf(await patch(id, { status: 'active' }))).toMatchObject({ status: 'active', endedBecause: null });
  });
});
