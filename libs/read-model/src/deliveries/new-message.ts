import type { EpochMs, SubscriptionChannel } from '@cisterna/contract';
import type { Session } from '../database/transaction.ts';
import { deliveriesChannel, nowMs } from './delivery-channel.ts';
import { deliveryIdOf, messageIdOf } from './delivery-id.ts';

/** A message that does not come from an alert's change. */
export interface NewMessage {
  readonly subscriptionId: string;
  readonly channel: SubscriptionChannel;
  /** What is delivered in order under this name, and the place in that order. */
  readonly lane: string;
  readonly version: number;
  readonly type: string;
  readonly test: boolean;
  /** The whole message, JSON. */
  readonly body: string;
  readonly at: EpochMs;
}

const text = {
  name: 'cisterna-new-message',
  text: `insert into delivery (id, subscription_id, channel, message_id, type, alert_id, version, test, body,
      change_at_ms, written_ms, created_ms, begun_ms, status, due_ms, attempts)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, ${nowMs}, ${nowMs}, ${nowMs}, 'waiting',
      case when not exists (select from delivery w where w.subscription_id = $2 and w.alert_id = $6 and w.status = 'waiting') then ${nowMs} end, 0)
    on conflict (id) do nothing`,
};

/** Makes the delivery of a message and tells the notifiers at the commit; gives its id. */
export const addMessage = async (session: Session, message: NewMessage): Promise<string> => {
  const { subscriptionId, channel, lane, version, type, test, body, at } = message;
  const id = deliveryIdOf(subscriptionId, lane, version);
  await session.write(text, [
    id,
    subscriptionId,
    channel,
    messageIdOf(lane, version),
    type,
    lane,
    version,
    test,
    body,
    at,
  ]);
  await session.client.query(`select pg_notify('${deliveriesChannel}', '')`);
  return id;
};
