import type { DeliveryStatus, EpochMs, List, SubscriptionChannel } from '@cisterna/contract';
import { decodeCursor, encodeCursor } from '../database/cursor.ts';
import { pageOf } from '../database/page.ts';
import { Parameters } from '../database/parameters.ts';
import { select } from '../database/select.ts';
import type { ReadModel } from '../read-model.ts';
import type { SilencedBy } from './fate.ts';

/** One attempt to deliver, and when the next was planned. */
export interface StoredAttempt {
  readonly number: number;
  readonly at: EpochMs;
  readonly status: number | null;
  readonly error: string | null;
  readonly durationMs: number;
  readonly nextAttemptAt: EpochMs | null;
}

/** One message to one subscriber, with its attempts in their order. */
export interface StoredDelivery {
  readonly id: string;
  readonly subscriptionId: string;
  readonly channel: SubscriptionChannel;
  readonly type: string;
  readonly messageId: string;
  /** Null for what is no alert's change. */
  readonly alertId: string | null;
  readonly version: number | null;
  readonly test: boolean;
  readonly status: DeliveryStatus;
  readonly reason: string | null;
  /** The name of what kept it silent; null: nothing did. */
  readonly suppressedBy: SilencedBy | null;
  readonly changeAt: EpochMs;
  readonly writtenAt: EpochMs;
  readonly createdAt: EpochMs;
  readonly finishedAt: EpochMs | null;
  /** The next attempt; null while one is under way, while the alert's former change waits, and at the end. */
  readonly dueAt: EpochMs | null;
  readonly attempts: readonly StoredAttempt[];
}

/** With the attempts in the same statement, so that both are as at one moment. */
const columns = `d.id, d.subscription_id as "subscriptionId", d.channel, d.type, d.message_id as "messageId",
  case when d.body is null then d.alert_id end as "alertId", case when d.body is null then d.version end as version, d.test, d.status, d.reason, d.suppressed_by as "suppressedBy",
  d.change_at_ms as "changeAt", d.written_ms as "writtenAt", d.created_ms as "createdAt", d.finished_ms as "finishedAt",
  case when d.lease is null then d.due_ms end as "dueAt",
  (select coalesce(json_agg(json_build_object('number', a.number, 'at', a.at_ms, 'status', a.status, 'error', a.error,
    'durationMs', a.duration_ms, 'nextAttemptAt', a.next_attempt_ms) order by a.number), '[]')
    from delivery_attempt a where a.delivery_id = d.id) as attempts`;

export interface DeliveryListQuery {
  readonly subscriptionId: string;
  readonly statuses: readonly DeliveryStatus[] | null;
  readonly limit: number;
  readonly cursor: string | null;
}

const list = 'deliveries';

/** One page of what was sent to a subscriber, or is to be, the newest first. Throws InvalidCursor, DatabaseUnavailable. */
export const listDeliveries = async (model: ReadModel, query: DeliveryListQuery): Promise<List<StoredDelivery>> => {
  const { subscriptionId, statuses, limit, cursor } = query;
  const parameters = new Parameters();
  const place = decodeCursor<[number, string]>(list, cursor, [0, '']);
  const conditions = [
    `d.subscription_id = ${parameters.add(subscriptionId)}`,
    ...(statuses === null ? [] : [`d.status = any(${parameters.add(statuses)}::text[])`]),
    ...(place === null
      ? []
      : [`(d.created_ms, d.id) < (${parameters.add(place[0])}::bigint, ${parameters.add(place[1])})`]),
  ];
  const rows = await select<StoredDelivery>(
    model,
    `select ${columns} from delivery d where ${conditions.join(' and ')}
      order by d.created_ms desc, d.id desc limit ${parameters.add(limit + 1)}`,
    parameters.values,
  );
  return pageOf(rows, limit, { item: row => row, cursor: last => encodeCursor(list, [last.createdAt, last.id]) });
};

/** One delivery; null when there is none of that id. Throws DatabaseUnavailable. */
export const findDelivery = async (model: ReadModel, id: string): Promise<StoredDelivery | null> => {
  const [row] = await select<StoredDelivery>(model, `select ${columns} from delivery d where d.id = $1`, [id]);
  return row ?? null;
};
