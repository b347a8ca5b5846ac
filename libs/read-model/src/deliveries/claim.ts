import { randomUUID } from 'node:crypto';
import type { AlertChange, EpochMs, SubscriptionChannel } from '@cisterna/contract';
import { binaryArray } from '../database/binary-array.ts';
import { prepared } from '../database/prepared.ts';
import type { ReadModel } from '../read-model.ts';
import { nowMs } from './delivery-channel.ts';

/** A delivery that this process may try once, until its lease is over. */
export interface ClaimedDelivery {
  readonly id: string;
  readonly lease: string;
  readonly subscriptionId: string;
  readonly channel: SubscriptionChannel;
  readonly target: string;
  /** Those that sign, the newest first. */
  readonly secrets: readonly string[];
  readonly messageId: string;
  /** `alert.raised`, … */
  readonly type: string;
  readonly alertId: string;
  readonly version: number;
  readonly test: boolean;
  /** The change that it tells of: its kind and time, and the alert after it, JSON; null where `body` is the whole message. */
  readonly change: AlertChange | null;
  readonly changeAt: EpochMs;
  readonly writtenAt: EpochMs;
  readonly doc: string | null;
  readonly body: string | null;
  /** The number of this attempt, from 1. */
  readonly attempt: number;
  /** The attempt within the present 3 days, and when these began. */
  readonly begunAt: EpochMs;
}

export interface ClaimQuery {
  readonly channels: readonly SubscriptionChannel[];
  /** Those of subscribers whose last attempt failed, or of the others. */
  readonly failing: boolean;
  readonly limit: number;
  /** How many attempts one subscription may have at a time, and how many it has here. */
  readonly perSubscription: number;
  readonly running: ReadonlyMap<string, number>;
  readonly leaseMs: number;
}

interface ClaimedRow extends Omit<ClaimedDelivery, 'secrets'> {
  readonly secret: string | null;
  readonly formerSecret: string | null;
}

const text = `with free as materialized (
    select s.id, s.target, s.secret, case when s.former_secret_until_ms > ${nowMs} then s.former_secret end as former_secret,
      $3::int - coalesce(r.n, 0) as places
    from subscription s left join unnest($4::text[], $5::int4[]) as r (id, n) on r.id = s.id
    where s.status = 'active' and s.channel = any($1::text[]) and (s.failing_since_ms is not null) = $2),
  due as (
    select d.id, d.lease as former_lease, d.due_ms as former_due, f.target, f.secret, f.former_secret from free f
    cross join lateral (
      select w.id, w.lease, w.due_ms from delivery w
      where w.subscription_id = f.id and w.status = 'waiting' and w.due_ms <= ${nowMs}
      order by w.due_ms limit greatest(f.places, 0) for update skip locked) d
    order by d.due_ms limit $6),
  broken as (
    insert into delivery_attempt (delivery_id, number, at_ms, error, duration_ms, next_attempt_ms)
    select d.id, d.attempts, due.former_due - $7, 'interrupted: the notifier ended before it noted an answer', 0, due.former_due
    from due join delivery d on d.id = due.id where due.former_lease is not null on conflict do nothing),
  claimed as (
    update delivery d set lease = $8, due_ms = ${nowMs} + $7::bigint, attempts = d.attempts + 1 from due where d.id = due.id
    returning d.*, due.target, due.secret, due.former_secret)
  select c.id, c.lease, c.subscription_id as "subscriptionId", c.channel, c.target, c.secret, c.former_secret as "formerSecret",
    c.message_id as "messageId", c.type, c.alert_id as "alertId", c.version, c.test, a.change, c.change_at_ms as "changeAt",
    c.written_ms as "writtenAt", a.doc, c.body, c.attempts as attempt, c.begun_ms as "begunAt"
  from claimed c left join alert_change a on c.body is null and a.alert_id = c.alert_id and a.version = c.version`;

/**
 * Claims deliveries that are due, the longest due first, for one attempt each; nobody else gets them before the lease is over. Of an attempt
 * whose lease ran out without an answer it keeps that it was interrupted. Throws DatabaseUnavailable.
 */
export const claimDeliveries = async (model: ReadModel, query: ClaimQuery): Promise<ClaimedDelivery[]> => {
  const { channels, failing, perSubscription, running, limit, leaseMs } = query;
  const rows = await prepared<ClaimedRow>(model, { name: 'cisterna-claim', text }, [
    [...channels],
    failing,
    perSubscription,
    binaryArray('text', [...running.keys()]),
    binaryArray('int4', [...running.values()]),
    limit,
    leaseMs,
    randomUUID(),
  ]);
  return rows.map(({ secret, formerSecret, ...row }) => ({
    ...row,
    secrets: [secret, formerSecret].filter(one => one !== null),
  }));
};
