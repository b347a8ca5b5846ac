import { setTimeout as delay } from 'node:timers/promises';
import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { DeliveryView, List, SubscriptionView } from '@cisterna/contract';
import {
  deleteSubscription,
  findDelivery,
  findSubscription,
  listDeliveries,
  listSubscriptions,
  redeliver,
  sendTest,
  type ReadModel,
  type StoredDelivery,
  type StoredSubscription,
} from '@cisterna/read-model';
import type { Principal } from '../access/principal.ts';
import { Asked, type CallOf } from '../http/call.ts';
import { Problem } from '../http/problem.ts';
import { Handles } from '../http/route.ts';
import type { ServiceTime } from '../service-time.ts';
import { READ_MODEL, SUBSCRIPTIONS, TIME } from '../tokens.ts';
import type { SubscriptionDesk } from './subscription-desk.ts';
import { deliveryView, subscriptionView } from './subscription-view.ts';
import {
  addSubscriptionRoute,
  changeSubscriptionRoute,
  getSubscriptionRoute,
  listDeliveriesRoute,
  listSubscriptionsRoute,
  redeliverRoute,
  removeSubscriptionRoute,
  testSubscriptionRoute,
} from './subscription.routes.ts';

/** How long the test call waits for the subscriber's answer. */
const testPatienceMs = 5_000;
const lookEveryMs = 25;

const isVisible = ({ clinicIds }: Principal, subscription: StoredSubscription): boolean =>
  clinicIds === null || (subscription.clinicIds?.every(clinicId => clinicIds.includes(clinicId)) ?? false);

@Controller()
export class SubscriptionController {
  constructor(
    @Inject(READ_MODEL) private readonly model: ReadModel,
    @Inject(SUBSCRIPTIONS) private readonly desk: SubscriptionDesk,
    @Inject(TIME) private readonly time: ServiceTime,
  ) {}

  @Handles(listSubscriptionsRoute)
  async list(@Asked() { principal, query }: CallOf<typeof listSubscriptionsRoute>): Promise<List<SubscriptionView>> {
    const { items, nextCursor } = await listSubscriptions(this.model, { within: principal.clinicIds, ...query });
    return { items: items.map(stored => subscriptionView(stored, this.time.wallNow())), nextCursor };
  }

  @Handles(addSubscriptionRoute)
  add(@Asked() { principal, body }: CallOf<typeof addSubscriptionRoute>): Promise<SubscriptionView> {
    return this.desk.add(principal, body.value);
  }

  @Handles(getSubscriptionRoute)
  async get(@Asked() { principal, path }: CallOf<typeof getSubscriptionRoute>): Promise<SubscriptionView> {
    return subscriptionView(await this.named(principal, path), this.time.wallNow());
  }

  @Handles(changeSubscriptionRoute)
  async change(@Asked() { principal, path, body }: CallOf<typeof changeSubscriptionRoute>): Promise<SubscriptionView> {
    return this.desk.change(principal, await this.named(principal, path), body.value);
  }

  @Handles(removeSubscriptionRoute)
  async remove(@Asked() { principal, path }: CallOf<typeof removeSubscriptionRoute>): Promise<void> {
    const { id } = await this.named(principal, path);
    await deleteSubscription(this.model, id, this.time.wallNow());
  }

  @Handles(testSubscriptionRoute)
  async test(
    @Asked() { principal, path }: CallOf<typeof testSubscriptionRoute>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const subscription = await this.named(principal, path);
    requireActive(subscription);
    const delivery = await this.tried(await sendTest(this.model, subscription, this.time.wallNow()));
    void reply
      .status(delivery.attempts.length > 0 ? 200 : 202)
      .type('application/json')
      .send(JSON.stringify(deliveryView(delivery)));
  }

  @Handles(listDeliveriesRoute)
  async deliveries(
    @Asked() { principal, path, query }: CallOf<typeof listDeliveriesRoute>,
  ): Promise<List<DeliveryView>> {
    const { id: subscriptionId } = await this.named(principal, path);
    const { status: statuses, limit, cursor } = query;
    const { items, nextCursor } = await listDeliveries(this.model, { subscriptionId, statuses, limit, cursor });
    return { items: items.map(deliveryView), nextCursor };
  }

  @Handles(redeliverRoute)
  async redeliver(@Asked() { principal, path }: CallOf<typeof redeliverRoute>): Promise<DeliveryView> {
    const id = path['deliveryId'] ?? '';
    const found = await findDelivery(this.model, id);
    const subscription = found === null ? null : await findSubscription(this.model, found.subscriptionId);
    if (found === null || subscription === null || !isVisible(principal, subscription))
      throw new Problem('not-found', `There is no delivery ${id}.`, {
        faults: [{ pointer: '/path/deliveryId', detail: 'names no delivery' }],
      });
    requireActive(subscription);
    await redeliver(this.model, id);
    return deliveryView((await findDelivery(this.model, id)) ?? found);
  }

  private async named(principal: Principal, path: Readonly<Record<string, string>>): Promise<StoredSubscription> {
    const id = path['subscriptionId'] ?? '';
    const found = await findSubscription(this.model, id);
    if (found !== null && isVisible(principal, found)) return found;
    throw new Problem('subscription-not-found', `There is no subscription ${id}.`);
  }

  /** The delivery once it was tried, or as it is when patience ends. */
  private async tried(id: string): Promise<StoredDelivery> {
    const deadline = performance.now() + testPatienceMs;
    for (;;) {
      const delivery = await findDelivery(this.model, id);
      if (delivery === null) throw new TypeError(`The delivery ${id} that was just made is gone.`);
      if (delivery.attempts.length > 0 || performance.now() > deadline) return delivery;
      await delay(lookEveryMs);
    }
  }
}

const requireActive = ({ id, status, endedBecause }: StoredSubscription): void => {
  if (status !== 'active')
    throw new Problem(
      'subscription-ended',
      `The subscription ${id} has ended: ${endedBecause ?? 'no reason is known'}`,
    );
};
