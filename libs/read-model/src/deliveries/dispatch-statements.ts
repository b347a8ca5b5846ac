import type { AlertChange, EpochMs, PumpId, SubscriptionChannel } from '@cisterna/contract';
import { arraysOf, namesOf, unnestOf, type Column } from '../database/row-set.ts';
import { subscriptionColumns } from '../subscriptions/subscription.ts';
import { deliveriesChannel, nowMs } from './delivery-channel.ts';
import { deliveryIdOf, messageIdOf } from './delivery-id.ts';
import { gatherMs, type Fate } from './fate.ts';
import type { Lane } from './lanes.ts';

/** One change of one alert that no subscriber was looked up for yet; `doc` is the alert after it, JSON. */
export interface UndispatchedChange {
  readonly alertId: string;
  readonly version: number;
  readonly pumpId: PumpId;
  /** The clinic of the pump's newest registration. */
  readonly clinicId: string;
  readonly change: AlertChange;
  readonly at: EpochMs;
  readonly writtenAt: EpochMs;
  readonly doc: string;
}

/** Such a change, and the transaction that wrote it. */
export interface ChangeRow extends UndispatchedChange {
  readonly changedXid: number;
  /** The transaction that came next when it was read. */
  readonly next: string;
}

/** The next changes, each alert’s in the order of its versions. */
export const changesText = {
  name: 'cisterna-undispatched',
  text: `select c.alert_id as "alertId", c.version, c.pump_id as "pumpId", coalesce(p.clinic_id, c.clinic_id) as "clinicId", c.change,
      c.at_ms as at, c.written_ms as "writtenAt", c.changed_xid as "changedXid", c.doc,
      pg_snapshot_xmax(pg_current_snapshot())::text as next
    from alert_change c left join pump p on p.pump_id = c.pump_id
    where not c.dispatched order by c.partition, c.alert_id, c.version limit $1`,
};
/** All who may be looked up for a change. */
export const subscribersText = {
  name: 'cisterna-subscribers',
  text: `select ${subscriptionColumns}, s.start_snapshot as "startSnapshot", ${nowMs} as "readAt" from subscription s
    where s.status = 'active' and s.channel = any($1::text[])`,
};
/** Which of these deliveries there are. */
export const knownText = {
  name: 'cisterna-known-deliveries',
  text: `select id from delivery where id = any($1::text[])`,
};
/** The columns that name a lane. */
export const laneColumns: readonly Column<Lane>[] = [
  { name: 'subscription_id', type: 'text', of: lane => lane.subscriptionId },
  { name: 'alert_id', type: 'text', of: lane => lane.alertId },
];
/** Which of these lanes have a delivery that waits. */
export const waitingText = {
  name: 'cisterna-waiting-lanes',
  text: `select distinct d.subscription_id as "subscriptionId", d.alert_id as "alertId" from delivery d
    join ${unnestOf(laneColumns)} on d.subscription_id = r.subscription_id and d.alert_id = r.alert_id where d.status = 'waiting'`,
};

/** A delivery of a change; `first`: nothing of its lane is waiting before it. */
export interface NewDelivery extends Lane {
  readonly channel: SubscriptionChannel;
  readonly change: ChangeRow;
  readonly first: boolean;
  readonly fate: Fate;
  /** The change is told again at this time, unless somebody acts: a delivery of its own. */
  readonly repeat: boolean;
}

/** A repeat has an id of its own; its place in the lane is that of the change. */
const idOf = ({ subscriptionId, alertId, change, repeat }: NewDelivery): string =>
  deliveryIdOf(subscriptionId, repeat ? repeatLane(alertId, 1) : alertId, change.version);

/** Names the `n`th repeat of an alert's change. */
export const repeatLane = (alertId: string, n: number): string => `${alertId} repeat ${n}`;

/** What goes out after a wait says so. */
const typeOf = ({ change, fate, repeat }: NewDelivery): string =>
  repeat ? 'alert.repeated' : fate.status === 'held' ? 'alert.escalated' : `alert.${change.change}`;

const deliveryColumns: readonly Column<NewDelivery>[] = [
  { name: 'id', type: 'text', of: idOf },
  ...laneColumns,
  { name: 'channel', type: 'text', of: row => row.channel },
  { name: 'message_id', type: 'text', of: row => messageIdOf(row.alertId, row.change.version) },
  { name: 'type', type: 'text', of: typeOf },
  { name: 'version', type: 'int4', of: row => row.change.version },
  { name: 'change_at_ms', type: 'int8', of: row => row.change.at },
  { name: 'written_ms', type: 'int8', of: row => row.change.writtenAt },
  { name: 'status', type: 'text', of: ({ fate }) => fate.status },
  { name: 'reason', type: 'text', of: ({ fate }) => fate.reason },
  { name: 'timer_ms', type: 'int8', of: ({ fate }) => (fate.status === 'held' ? fate.timerAt : null) },
  { name: 'summary', type: 'text', of: ({ fate }) => (fate.status === 'summarised' ? fate.summary : null) },
  { name: 'suppressed_by', type: 'text', of: ({ fate }) => ('suppressedBy' in fate ? fate.suppressedBy : null) },
];
const firstColumn: Column<NewDelivery> = { name: 'first', type: 'bool', of: row => row.first };
const all: readonly Column<NewDelivery>[] = [...deliveryColumns, firstColumn];

/** The parameters of `writeText` before the changes. */
export const deliveryArrays = (rows: readonly NewDelivery[]): Buffer[] => arraysOf(all, rows);

/** Replicas write one after the other: "dispatch" in ASCII. */
const writeLock = '7235419222804490088';

/** Makes deliveries, but one that is there already stays; notes that the changes are dispatched; tells the notifiers. All in one, since it is done at every change. */
export const writeText = {
  name: 'cisterna-dispatch',
  text: `with gate as materialized (select pg_advisory_xact_lock(${writeLock})),
    made as (
      insert into delivery (${namesOf(deliveryColumns)}, test, created_ms, begun_ms, due_ms, finished_ms, attempts)
      select ${namesOf(deliveryColumns)}, false, ${nowMs}, ${nowMs},
        case r.status when 'waiting' then case when r.first then ${nowMs} end when 'summarised' then ${nowMs} + ${gatherMs} end,
        case when r.status = 'suppressed' then ${nowMs} end, 0
      from gate, ${unnestOf(all)} on conflict (id) do nothing returning 1),
    marked as (
      update alert_change c set dispatched = true from gate, unnest($${all.length + 1}::text[], $${all.length + 2}::int4[]) as n (alert_id, version)
      where c.alert_id = n.alert_id and c.version = n.version)
    select pg_notify('${deliveriesChannel}', '') where exists (select from made)`,
};
