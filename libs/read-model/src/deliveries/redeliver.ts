import type { SubscriptionChannel } from '@cisterna/contract';
import { select } from '../database/select.ts';
import type { ReadModel } from '../read-model.ts';
import { deliveriesChannel, nowMs } from './delivery-channel.ts';

/**
 * Has a delivery tried again at once, with 3 days before it: what was finished is waiting again under its id, what was waiting for its next attempt no
 * longer does. One under way, or behind an alert's former change, is left as it is. Throws DatabaseUnavailable.
 */
export const redeliver = async (model: ReadModel, id: string): Promise<void> => {
  await select(
    model,
    `update delivery set status = 'waiting', reason = null, begun_ms = ${nowMs}, due_ms = ${nowMs}, finished_ms = null
      where id = $1 and lease is null and (status <> 'waiting' or due_ms is not null)
      returning pg_notify('${deliveriesChannel}', '')`,
    [id],
  );
};

/** How many deliveries are waiting on these channels. Throws DatabaseUnavailable. */
export const waitingDeliveries = async (
  model: ReadModel,
  channels: readonly SubscriptionChannel[],
): Promise<number> => {
  const [row] = await select<{ waiting: number }>(
    model,
    `select count(*)::int as waiting from delivery where status = 'waiting' and channel = any($1::text[])`,
    [channels],
  );
  return row?.waiting ?? 0;
};
