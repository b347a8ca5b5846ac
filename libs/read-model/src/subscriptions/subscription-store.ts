import type { EpochMs, List } from '@cisterna/contract';
import { decodeCursor, encodeCursor } from '../database/cursor.ts';
import { pageOf } from '../database/page.ts';
import { Parameters } from '../database/parameters.ts';
import { select } from '../database/select.ts';
import type { ReadModel } from '../read-model.ts';
import {
  subscriptionColumns,
  type NewSubscription,
  type StoredSubscription,
  type SubscriptionTerms,
} from './subscription.ts';

const list = 'subscriptions';

/** Keeps a new subscription: it gets what changes from now on. Throws DatabaseUnavailable. */
export const createSubscription = async (model: ReadModel, made: NewSubscription): Promise<StoredSubscription> => {
  const rows = await select<StoredSubscription>(
    model,
    `insert into subscription as s (id, name, channel, target, clinic_ids, pump_ids, kinds, min_priority, escalate_after_seconds,
        repeat_every_seconds, secret, status, failed_attempts, notices, tested_ms, created_ms, created_by, updated_ms, start_snapshot, quiet_hours)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'active', 0, 0, $12, $12, $13, $12, pg_current_snapshot()::text, $14)
      returning ${subscriptionColumns}`,
    [
      made.id,
      made.name,
      made.channel,
      made.target,
      made.clinicIds,
      made.pumpIds,
      made.kinds,
      made.minPriority,
      made.escalateAfterSeconds,
      made.repeatEverySeconds,
      made.secret,
      made.createdAt,
      made.createdBy,
      made.quietHours,
    ],
  );
  return onlyOne(rows);
};

const onlyOne = (rows: readonly StoredSubscription[]): StoredSubscription => {
  const [row] = rows;
  if (row === undefined) throw new TypeError('The database kept a subscription and gave none back.');
  return row;
};

/** One subscription; null when there is none, or it was deleted. Throws DatabaseUnavailable. */
export const findSubscription = async (model: ReadModel, id: string): Promise<StoredSubscription | null> => {
  const rows = await select<StoredSubscription>(
    model,
    `select ${subscriptionColumns} from subscription s where s.id = $1 and s.status <> 'deleted'`,
    [id],
  );
  return rows[0] ?? null;
};

export interface SubscriptionListQuery {
  /** Only those whose clinics are all among these; null: every one. */
  readonly within: readonly string[] | null;
  readonly limit: number;
  readonly cursor: string | null;
}

/** One page of subscriptions, the newest first. Throws InvalidCursor, DatabaseUnavailable. */
export const listSubscriptions = async (
  model: ReadModel,
  { within, limit, cursor }: SubscriptionListQuery,
): Promise<List<StoredSubscription>> => {
  const parameters = new Parameters();
  const place = decodeCursor<[number, string]>(list, cursor, [0, '']);
  const conditions = [
    `s.status <> 'deleted'`,
    ...(within === null ? [] : [`s.clinic_ids <@ ${parameters.add(within)}::text[]`]),
    ...(place === null
      ? []
      : [`(s.created_ms, s.id) < (${parameters.add(place[0])}::bigint, ${parameters.add(place[1])})`]),
  ];
  const rows = await select<StoredSubscription>(
    model,
    `select ${subscriptionColumns} from subscription s where ${conditions.join(' and ')}
      order by s.created_ms desc, s.id desc limit ${parameters.add(limit + 1)}`,
    parameters.values,
  );
  return pageOf(rows, limit, { item: row => row, cursor: last => encodeCursor(list, [last.createdAt, last.id]) });
};

/** What is changed about a subscription, at `at`. */
export interface SubscriptionChange extends SubscriptionTerms {
  readonly id: string;
  readonly at: EpochMs;
  /** A new secret, beside which the one of before signs until `formerUntil`; null: it stays. */
  readonly secret: { readonly next: string; readonly formerUntil: EpochMs } | null;
  /** Takes an ended one up again. */
  readonly revive: boolean;
}

/** Changes a subscription and gives it; null when there is none any more. Throws DatabaseUnavailable. */
export const changeSubscription = async (
  model: ReadModel,
  change: SubscriptionChange,
): Promise<StoredSubscription | null> => {
  const rows = await select<StoredSubscription>(
    model,
    `update subscription s set name = $2, target = $3, clinic_ids = $4, pump_ids = $5, kinds = $6, min_priority = $7,
        escalate_after_seconds = $8, repeat_every_seconds = $9, updated_ms = $10, quiet_hours = $14,
        former_secret = case when $11::text is null then former_secret else secret end,
        former_secret_until_ms = case when $11::text is null then former_secret_until_ms else $12::bigint end,
        secret = coalesce($11, secret),
        ended_because = case when $13 then null else ended_because end,
        failing_since_ms = case when $13 and status = 'ended' then null else failing_since_ms end,
        status = case when $13 then 'active' else status end
      where s.id = $1 and s.status <> 'deleted' returning ${subscriptionColumns}`,
    [
      change.id,
      change.name,
      change.target,
      change.clinicIds,
      change.pumpIds,
      change.kinds,
      change.minPriority,
      change.escalateAfterSeconds,
      change.repeatEverySeconds,
      change.at,
      change.secret?.next ?? null,
      change.secret?.formerUntil ?? null,
      change.revive,
      change.quietHours,
    ],
  );
  return rows[0] ?? null;
};

/** Deletes a subscription, with its secrets; what was sent to it stays on record, what was not is cancelled. False when there was none. Throws DatabaseUnavailable. */
export const deleteSubscription = async (model: ReadModel, id: string, at: EpochMs): Promise<boolean> => {
  const rows = await select(
    model,
    `with gone as (update subscription set status = 'deleted', secret = null, former_secret = null, updated_ms = $2
        where id = $1 and status <> 'deleted' returning id),
      cancelled as (update delivery d set status = 'cancelled', reason = 'The subscription was deleted.', due_ms = null, lease = null, finished_ms = $2
        from gone where d.subscription_id = gone.id and d.status = 'waiting')
      select id from gone`,
    [id, at],
  );
  return rows.length > 0;
};
