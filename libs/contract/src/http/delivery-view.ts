import Type, { type Static } from 'typebox';
import { field, nullable } from '../fields.ts';
import { alertChange, alertView, suppression } from './alert-view.ts';
import { subscriptionChannel } from './subscription.ts';

/**
 * What can become of a message to one subscriber. `waiting`: for its first or next attempt, or for the alert's former change; `held`: goes out at a later
 * time unless somebody acts; `suppressed`: is not sent, for the reason given; `summarised`: told in another e-mail together with others.
 */
export const deliveryStatus = Type.Enum([
  'waiting',
  'held',
  'delivered',
  'given-up',
  'cancelled',
  'suppressed',
  'summarised',
]);

const attempt = Type.Object({
  number: Type.Integer({ minimum: 1 }),
  at: field.time,
  status: nullable(Type.Integer({ description: 'Of the HTTP answer; null when there was none.' })),
  error: nullable(field.text),
  durationMs: field.count,
  nextAttemptAt: nullable(field.time),
});

/** One message to one subscriber, with every attempt to bring it there. */
export const deliveryView = Type.Object({
  id: field.text,
  subscriptionId: field.text,
  channel: subscriptionChannel,
  type: field.text,
  webhookId: Type.String({ description: 'The same over attempts, processes and subscriptions.' }),
  alertId: nullable(field.text),
  version: nullable(Type.Integer({ minimum: 1 })),
  test: field.flag,
  status: deliveryStatus,
  reason: nullable(field.text),
  suppressedBy: Type.Array(suppression, { description: 'What kept it silent, of the alert or of the subscription; empty where nothing did.' }),
  changedAt: Type.String({ format: 'date-time', description: 'Of the change, by the service’s clock.' }),
  createdAt: Type.String({ format: 'date-time', description: 'When the change was stored, by the wall clock.' }),
  deliveredAt: nullable(field.time),
  nextAttemptAt: nullable(field.time),
  attempts: Type.Array(attempt),
});

/** What a webhook is posted when an alert changes. */
export const alertMessage = Type.Object({
  type: Type.Enum(alertChange.enum.map(change => `alert.${change}` as const)),
  timestamp: field.time,
  test: Type.Optional(Type.Literal(true, { description: 'Nothing has happened: this is a test.' })),
  simulated: Type.Optional(
    Type.Literal(true, {
      description: 'The pump is a simulated one: its id begins with SIM, digits or none, and a dash.',
    }),
  ),
  data: alertView,
});

/** What befell a subscriber: it does not answer, answers again, or has ended its subscription. */
export const subscriberEvent = Type.Enum(['subscription.failing', 'subscription.recovered', 'subscription.ended']);

/** The `data` of a message, and of the stream's `system` events, about a subscriber. */
export const subscriberNotice = Type.Object({
  subscriptionId: field.text,
  name: field.text,
  channel: subscriptionChannel,
  since: field.time,
  failedAttempts: field.count,
  lastError: nullable(field.text),
});

/** What the other webhooks are posted about a subscriber. */
export const subscriberMessage = Type.Object({
  type: subscriberEvent,
  timestamp: field.time,
  data: subscriberNotice,
});

export type DeliveryStatus = Static<typeof deliveryStatus>;
export type DeliveryView = Static<typeof deliveryView>;
export type AlertMessage = Static<typeof alertMessage>;
export type SubscriberEvent = Static<typeof subscriberEvent>;
export type SubscriberNotice = Static<typeof subscriberNotice>;
export type SubscriberMessage = Static<typeof subscriberMessage>;
