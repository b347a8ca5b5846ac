import { binaryArray } from '../database/binary-array.ts';
import { prepared } from '../database/prepared.ts';
import { select } from '../database/select.ts';
import type { ReadModel } from '../read-model.ts';
import { nowMs } from './delivery-channel.ts';

/** The changes of one alert on their way to one subscriber: one after the other. */
export interface Lane {
  readonly subscriptionId: string;
  readonly alertId: string;
}

const promoteText = {
  name: 'cisterna-promote',
  text: `with head as materialized (
        select distinct on (w.subscription_id, w.alert_id) w.id, w.due_ms from delivery w
        join unnest($1::text[], $2::text[]) as r (subscription_id, alert_id)
          on w.subscription_id = r.subscription_id and w.alert_id = r.alert_id
        where w.status = 'waiting' order by w.subscription_id, w.alert_id, w.version),
      held as materialized (
        select d.id from delivery d join head on d.id = head.id
        where head.due_ms is null and d.due_ms is null and d.status = 'waiting' order by d.id for no key update of d)
      update delivery d set due_ms = ${nowMs} from held where d.id = held.id returning d.id`,
};

/**
 * Lets the earliest waiting delivery of each lane be tried, where it was waiting for a former one; gives how many may now be. Whoever adds to a lane or
 * finishes in it calls this after its commit: the one that commits last sees both. Throws DatabaseUnavailable.
 */
export const promoteLanes = async (model: ReadModel, lanes: readonly Lane[]): Promise<number> => {
  if (lanes.length === 0) return 0;
  const rows = await prepared(model, promoteText, [
    binaryArray(
      'text',
      lanes.map(({ subscriptionId }) => subscriptionId),
    ),
    binaryArray(
      'text',
      lanes.map(({ alertId }) => alertId),
    ),
  ]);
  return rows.length;
};

/** Finds lanes in which a crash left nobody to be tried, and mends them; gives how many. Throws DatabaseUnavailable. */
export const mendLanes = async (model: ReadModel): Promise<number> => {
  const lanes = await select<Lane>(
    model,
    `select distinct b.subscription_id as "subscriptionId", b.alert_id as "alertId" from delivery b
      where b.status = 'waiting' and b.due_ms is null and not exists (
        select from delivery h where h.subscription_id = b.subscription_id and h.alert_id = b.alert_id
          and h.status = 'waiting' and h.due_ms is not null)`,
  );
  return promoteLanes(model, lanes);
};
