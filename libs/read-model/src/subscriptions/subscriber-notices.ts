import {
  formatTime,
  type EpochMs,
  type SubscriberEvent,
  type SubscriberMessage,
  type SubscriptionChannel,
} from '@cisterna/contract';
import { currentXid } from '../batch/current-xid.ts';
import { inTransaction, type Session } from '../database/transaction.ts';
import type { ReadModel } from '../read-model.ts';
import { changesChannel } from '../feed/changes-channel.ts';
import { nowMs } from '../deliveries/delivery-channel.ts';
import { addMessage } from '../deliveries/new-message.ts';
import { addTest } from '../deliveries/test-delivery.ts';

/** When to speak of a subscriber, and on which channels to tell the others. */
export interface WatchQuery {
  /** All attempts have failed for so long, and at least two. */
  readonly failingForMs: number;
  /** A subscriber that got no test for so long gets one. */
  readonly testEveryMs: number;
  readonly channels: readonly SubscriptionChannel[];
}

/** What was noticed about one subscriber. */
export interface Noticed {
  readonly event: SubscriberEvent;
  readonly subscriptionId: string;
}

interface NoticedRow {
  readonly id: string;
  readonly name: string;
  readonly channel: SubscriptionChannel;
  readonly clinicIds: readonly string[] | null;
  readonly event: SubscriberEvent;
  readonly since: EpochMs | null;
  readonly failedAttempts: number;
  readonly lastError: string | null;
  readonly notices: number;
  readonly at: EpochMs;
}

const noticeText = {
  name: 'cisterna-notice-subscribers',
  text: `with noticed as (
      select id, case when status = 'ended' then 'subscription.ended' when failing_since_ms is null then 'subscription.recovered'
        else 'subscription.failing' end as event
      from subscription where (status = 'ended' and reported is distinct from 'ended')
        or (status = 'active' and reported is not null and failing_since_ms is null)
        or (status = 'active' and reported is null and failing_since_ms <= ${nowMs} - $1 and failed_attempts >= 2)
      order by id for update skip locked)
    update subscription s set notices = s.notices + 1,
      reported = case noticed.event when 'subscription.failing' then 'failing' when 'subscription.ended' then 'ended' end
    from noticed where s.id = noticed.id
    returning s.id, s.name, s.channel, s.clinic_ids as "clinicIds", noticed.event, s.failing_since_ms as since,
      s.failed_attempts as "failedAttempts", s.last_error as "lastError", s.notices, ${nowMs} as at`,
};
const othersText = {
  name: 'cisterna-other-subscribers',
  text: `select id, channel from subscription where status = 'active' and id <> $1 and channel = any($2::text[])
    and ($3::text[] is null or clinic_ids is null or clinic_ids && $3::text[]) order by id`,
};
const eventText = {
  name: 'cisterna-system-event',
  text: `insert into system_event (id, type, at_ms, clinic_ids, doc, changed_xid) values ($1, $2, $3, $4, $5, ${currentXid})
    returning pg_notify('${changesChannel}', '')`,
};
const testsText = {
  name: 'cisterna-tests-due',
  text: `with due as (select id from subscription where status = 'active' and channel = any($1::text[]) and tested_ms <= ${nowMs} - $2
      order by id for update skip locked)
    update subscription s set tested_ms = ${nowMs} from due where s.id = due.id
    returning s.id, s.name, s.channel, s.clinic_ids as "clinicIds", ${nowMs} as at`,
};
const orphansText = {
  name: 'cisterna-cancel-orphans',
  text: `update delivery d set status = 'cancelled', reason = 'The subscription ended.', due_ms = null, lease = null, finished_ms = ${nowMs}
    from subscription s where s.id = d.subscription_id and s.status <> 'active' and d.status = 'waiting'`,
};

const messageOf = (row: NoticedRow): SubscriberMessage => ({
  type: row.event,
  timestamp: formatTime(row.at),
  data: {
    subscriptionId: row.id,
    name: row.name,
    channel: row.channel,
    since: formatTime(row.since ?? row.at),
    failedAttempts: row.failedAttempts,
    lastError: row.lastError,
  },
});

const tell = async (session: Session, row: NoticedRow, channels: readonly SubscriptionChannel[]): Promise<void> => {
  const message = messageOf(row);
  const body = JSON.stringify(message);
  const lane = `subscription:${row.id}`;
  await session.write(eventText, [`${lane}:${row.notices}`, row.event, row.at, row.clinicIds, body]);
  const others = await session.rows<{ id: string; channel: SubscriptionChannel }>(othersText, [
    row.id,
    channels,
    row.clinicIds,
  ]);
  for (const { id: subscriptionId, channel } of others) {
    const { event: type, notices: version, at } = row;
    await addMessage(session, { subscriptionId, channel, lane, version, type, test: false, body, at });
  }
};

/**
 * Looks after the subscribers once: tells the clinic's other subscribers and the live stream, once each time, of those that fail, answer again or have
 * ended; sends the regular tests; cancels what still waits for subscribers that are gone. Throws DatabaseUnavailable.
 */
export const watchSubscribers = (model: ReadModel, query: WatchQuery): Promise<Noticed[]> =>
  inTransaction(model, async session => {
    const noticed = await session.rows<NoticedRow>(noticeText, [query.failingForMs]);
    for (const row of noticed) await tell(session, row, query.channels);
    const tested = await session.rows<NoticedRow>(testsText, [query.channels, query.testEveryMs]);
    for (const subscription of tested) await addTest(session, subscription, subscription.at);
    await session.write(orphansText, []);
    return noticed.map(({ event, id }) => ({ event, subscriptionId: id }));
  });
