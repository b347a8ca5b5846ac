import type { SubscriptionChannel } from '@cisterna/contract';
import { deliveriesChannel, listenForChanges } from '@cisterna/read-model';
import type { Service } from '@cisterna/service';
import { MailSender } from '../mail/mail-sender.ts';
import { MailTimer } from '../mail/mail-timer.ts';
import { failingForMs, SubscriberWatch, testEveryMs } from '../subscriptions/subscriber-watch.ts';
import { WebhookSender } from '../webhooks/webhook-sender.ts';
import { AttemptPruner } from './attempt-pruner.ts';
import { Courier } from './courier.ts';
import { DeliveryTally } from './delivery-tally.ts';
import { Dispatcher } from './dispatcher.ts';
import type { Sender } from './sender.ts';

/** Starts bringing alert changes to their subscribers: who gets what is decided by the dispatcher, carried by the courier, looked after by the watch. */
export const startDeliveries = ({ model, settings, clock, log, metrics, shutdown }: Service): void => {
  const senders = new Map<SubscriptionChannel, Sender>([
    ['webhook', new WebhookSender({ mayBePrivate: settings.webhooksMayBePrivate, clock })],
  ]);
  if (settings.mail !== null) senders.set('email', new MailSender(settings.mail));
  const courier = new Courier({ model, senders, tally: new DeliveryTally(metrics, model), clock, log });
  const news = listenForChanges(model, courier.nudge, deliveriesChannel);
  const channels = [...senders.keys()];
  const dispatcher = new Dispatcher({ model, channels, onDeliveries: courier.nudge, log });
  const watch = new SubscriberWatch({ model, channels, failingForMs, testEveryMs, onDeliveries: courier.nudge, log });
  const timer = new MailTimer({
    model,
    clock,
    clockKind: settings.clock,
    topic: settings.topics.telemetry,
    log,
    onDeliveries: courier.nudge,
  });
  const pruner = new AttemptPruner({ model, keepDays: settings.keepAttemptsDays, log });
  for (const part of [courier, dispatcher, watch, timer, pruner]) part.start();
  shutdown.add('deliveries', async () => {
    await Promise.all([dispatcher.stop(), watch.stop(), timer.stop(), pruner.stop(), news.stop()]);
    await courier.stop();
  });
};
