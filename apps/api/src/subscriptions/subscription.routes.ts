import { schemas, subscriptionDraft, subscriptionPatch } from '@cisterna/contract';
import { named, page } from '../http/list.routes.ts';
import { wordsParameter } from '../http/parameter.ts';
import { defineRoute, type Route } from '../http/route.ts';

const nesting = 4;
const { status } = schemas.Delivery.properties;
const one = (description: string) => ({ description, schema: named('Subscription') });

export const listSubscriptionsRoute = defineRoute({
  method: 'GET',
  path: '/v1/subscriptions',
  summary: 'Subscriptions, the newest first',
  access: 'subscribe',
  query: page,
  answers: { 200: { description: 'One page.', schema: named('SubscriptionList') } },
  problems: [],
});

export const addSubscriptionRoute = defineRoute({
  method: 'POST',
  path: '/v1/subscriptions',
  summary: 'Subscribes to what changes about alerts from now on; a webhook’s secret is shown this once',
  access: 'subscribe',
  query: {},
  body: { content: { 'application/json': subscriptionDraft }, nesting },
  answers: { 201: one('The subscription, with the secret that signs its messages.') },
  problems: ['invalid-body', 'not-found', 'pump-not-found'],
});

export const getSubscriptionRoute = defineRoute({
  method: 'GET',
  path: '/v1/subscriptions/{subscriptionId}',
  summary: 'One subscription',
  access: 'subscribe',
  query: {},
  answers: { 200: one('The subscription, without its secret.') },
  problems: ['subscription-not-found'],
});

export const changeSubscriptionRoute = defineRoute({
  method: 'PATCH',
  path: '/v1/subscriptions/{subscriptionId}',
  summary:
    'Changes what the body names. `secret` gives or (`rotate`) makes a new secret, shown this once, beside which the former signs for 24 hours; `status: active` takes an ended one up again',
  access: 'subscribe',
  query: {},
  body: {
    content: { 'application/json': subscriptionPatch, 'application/merge-patch+json': subscriptionPatch },
    nesting,
  },
  answers: { 200: one('The subscription; with the secret only where it is new.') },
  problems: ['invalid-body', 'subscription-not-found', 'not-found', 'pump-not-found'],
});

export const removeSubscriptionRoute = defineRoute({
  method: 'DELETE',
  path: '/v1/subscriptions/{subscriptionId}',
  summary: 'Ends a subscription: nothing more is sent, not even what was waiting',
  access: 'subscribe',
  query: {},
  answers: { 204: { description: 'It is no more.', schema: {} } },
  problems: ['subscription-not-found'],
});

export const testSubscriptionRoute = defineRoute({
  method: 'POST',
  path: '/v1/subscriptions/{subscriptionId}/test',
  summary: 'Sends a test alert, marked as such, on the way that alerts take, once; waits a moment for the answer',
  access: 'subscribe',
  query: {},
  answers: {
    200: { description: 'It was tried: the delivery with the answer.', schema: named('Delivery') },
    202: { description: 'It is on its way: the delivery.', schema: named('Delivery') },
  },
  problems: ['subscription-not-found', 'subscription-ended'],
});

export const listDeliveriesRoute = defineRoute({
  method: 'GET',
  path: '/v1/subscriptions/{subscriptionId}/deliveries',
  summary: 'What was sent to a subscriber or is to be, each with every attempt, the newest first',
  access: 'subscribe',
  query: { status: wordsParameter('Only those that are so.', status.enum), ...page },
  answers: { 200: { description: 'One page.', schema: named('DeliveryList') } },
  problems: ['subscription-not-found'],
});

export const redeliverRoute = defineRoute({
  method: 'POST',
  path: '/v1/deliveries/{deliveryId}/redeliver',
  summary: 'Tries a delivery again at once, under the same `webhook-id`, and for 3 days more if need be',
  access: 'subscribe',
  query: {},
  answers: { 202: { description: 'It is on its way: the delivery.', schema: named('Delivery') } },
  problems: ['not-found', 'subscription-ended'],
});

/** Who hears of alerts, and the proof of it. */
export const subscriptionRoutes: readonly Route[] = [
  listSubscriptionsRoute,
  addSubscriptionRoute,
  getSubscriptionRoute,
  changeSubscriptionRoute,
  removeSubscriptionRoute,
  testSubscriptionRoute,
  listDeliveriesRoute,
  redeliverRoute,
];
