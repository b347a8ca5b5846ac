import type { MigrationInterface, QueryRunner } from 'typeorm';

const archive = [
  `create table event (
    pump_id text collate "C" not null, boot int not null, seq int not null, entry int not null,
    type text not null, at_ms bigint not null, received_ms bigint not null,
    delivered_nl bigint, filled_nl bigint, sensed_nl bigint, mean_pa bigint, pulsation_pa bigint,
    text text not null,
    constraint event_pkey primary key (pump_id, boot, seq, entry) include (at_ms))`,
  `create index event_refill_idx on event (pump_id, at_ms) where filled_nl is not null`,
];

/** A pump's row is rewritten with each batch: room on the page for the new one, and no work on packing or moving the state, nor a snapshot's. */
const pumps = [
  `create table pump (
    pump_id text collate "C" not null constraint pump_pkey primary key,
    partition int not null, revision int not null, version int not null, clinic_id text collate "C",
    registered boolean not null, explanted boolean not null, delivery_base text not null,
    silent_at_ms bigint, refill_by_ms bigint, catheter_status text not null,
    last_event_at_ms bigint, last_received_at_ms bigint, due_at_ms bigint,
    state text not null, calendar text not null,
    changed_xid bigint not null)
    with (toast_tuple_target = 8160)`,
  `alter table pump alter state set storage external`,
  `create index pump_clinic_idx on pump (clinic_id, pump_id)`,
  `create index pump_due_idx on pump (partition, due_at_ms) where due_at_ms is not null`,
  `create index pump_changed_idx on pump (changed_xid)`,
  // What lists are sorted by; 2^53 - 1 stands for "never".
  `create index pump_refill_by_idx on pump (coalesce(refill_by_ms, 9007199254740991), pump_id)`,
  `create index pump_last_event_idx on pump (coalesce(last_event_at_ms, 9007199254740991), pump_id)`,
  `create table pump_snapshot (
    pump_id text collate "C" not null, boot int not null, seq int not null, entry int not null, state text not null,
    constraint pump_snapshot_pkey primary key (pump_id, boot, seq, entry))
    with (toast_tuple_target = 8160)`,
  `alter table pump_snapshot alter state set storage external`,
  `create table reconciliation (
    pump_id text collate "C" not null, boot int not null, seq int not null, entry int not null,
    from_boot int not null, from_seq int not null, from_entry int not null, at_ms bigint not null, doc text not null,
    constraint reconciliation_pkey primary key (pump_id, boot, seq, entry))`,
];

const alerts = [
  `create table alert (
    alert_id text collate "C" not null constraint alert_pkey primary key,
    pump_id text collate "C" not null, clinic_id text collate "C" not null,
    kind text not null, priority text not null, condition text not null,
    is_open boolean not null, is_acknowledged boolean not null, version int not null, raised_at_ms bigint not null,
    opened_boot int, opened_seq int, opened_entry int, shelved_until_ms bigint, doc text not null, facts text not null,
    changed_xid bigint not null)`,
  `create index alert_pump_idx on alert (pump_id)`,
  `create index alert_open_idx on alert (pump_id, priority, is_acknowledged) where is_open`,
  `create index alert_raised_idx on alert (raised_at_ms, alert_id)`,
  `create index alert_shelved_idx on alert (shelved_until_ms) where shelved_until_ms is not null`,
  `create table alert_change (
    alert_id text collate "C" not null, version int not null,
    pump_id text collate "C" not null, clinic_id text collate "C" not null, partition int not null,
    change text not null, at_ms bigint not null, doc text not null,
    changed_xid bigint not null,
    written_ms bigint not null default (extract(epoch from clock_timestamp()) * 1000)::bigint,
    published boolean not null default false, dispatched boolean not null default false,
    constraint alert_change_pkey primary key (alert_id, version))`,
  `create index alert_change_unpublished_idx on alert_change (partition, alert_id, version) where not published`,
  `create index alert_change_undispatched_idx on alert_change (partition, alert_id, version) where not dispatched`,
  `create index alert_change_changed_idx on alert_change (changed_xid)`,
  `create index alert_change_at_idx on alert_change (at_ms)`,
];

/** Who wants to hear of alerts, and proof of what was sent. A waiting delivery without `due_ms` waits for the alert's former change. */
const subscribers = [
  `create table subscription (
    id text collate "C" not null constraint subscription_pkey primary key,
    name text not null, channel text not null, target text not null,
    clinic_ids text[], pump_ids text[], kinds text[], min_priority text,
    escalate_after_seconds int, repeat_every_seconds int,
    secret text, former_secret text, former_secret_until_ms bigint,
    status text not null, ended_because text,
    failing_since_ms bigint, failed_attempts int not null, last_error text, reported text, notices int not null,
    tested_ms bigint not null, created_ms bigint not null, created_by text not null, updated_ms bigint not null,
    start_snapshot text not null)`,
  `create index subscription_created_idx on subscription (created_ms, id)`,
  `create table delivery (
    id text collate "C" not null constraint delivery_pkey primary key,
    subscription_id text collate "C" not null, channel text not null, message_id text not null, type text not null,
    alert_id text collate "C" not null, version int not null, test boolean not null, body text,
    change_at_ms bigint not null, written_ms bigint not null, created_ms bigint not null, begun_ms bigint not null,
    status text not null, reason text, due_ms bigint, lease text, attempts int not null, finished_ms bigint,
    timer_ms bigint, summary text, summary_id text)`,
  `create index delivery_due_idx on delivery (subscription_id, due_ms) where status = 'waiting'`,
  `create index delivery_lane_idx on delivery (subscription_id, alert_id, version) where status = 'waiting'`,
  `create index delivery_mail_idx on delivery (subscription_id, alert_id) where channel = 'email'`,
  `create index delivery_mailed_idx on delivery (subscription_id, begun_ms) where channel = 'email'`,
  `create index delivery_timer_idx on delivery (timer_ms) where status = 'held'`,
  `create index delivery_summary_idx on delivery (due_ms) where status = 'summarised' and summary_id is null`,
  `create index delivery_listed_idx on delivery (subscription_id, created_ms, id)`,
  `create table delivery_attempt (
    delivery_id text collate "C" not null, number int not null,
    at_ms bigint not null, status int, error text, duration_ms int not null, next_attempt_ms bigint,
    constraint delivery_attempt_pkey primary key (delivery_id, number))`,
  `create table system_event (
    id text collate "C" not null constraint system_event_pkey primary key,
    type text not null, at_ms bigint not null, clinic_ids text[], doc text not null, changed_xid bigint not null)`,
  `create index system_event_changed_idx on system_event (changed_xid)`,
];

const records = [
  `create table dead_letter (
    id text collate "C" not null constraint dead_letter_pkey primary key,
    partition int not null, at_ms bigint not null, code text not null, detail text not null, origin text not null,
    pump_id text collate "C", key bytea, value bytea, headers jsonb not null,
    published boolean not null default false, redriven_at_ms bigint)`,
  `create index dead_letter_at_idx on dead_letter (at_ms, id)`,
  `create index dead_letter_unpublished_idx on dead_letter (partition, at_ms, id) where not published`,
  `create table partition (
    topic text collate "C" not null, partition int not null, position bigint, epoch int not null,
    clock_ms bigint not null, high_watermark bigint, outages text not null default '[]',
    constraint partition_pkey primary key (topic, partition))`,
  `create table person_record (
    pump_id text collate "C" not null, boot int not null, seq int not null, entry int not null,
    call text not null, idempotency_key text, body_hash text not null, at_ms bigint not null, event text not null,
    created_ms bigint not null, appended boolean not null,
    constraint person_record_pkey primary key (pump_id, boot, seq, entry),
    constraint person_record_key_uq unique (pump_id, call, idempotency_key))`,
  `create index person_record_unappended_idx on person_record (created_ms) where not appended`,
];

const access = [
  `create table api_key (
    key_id text collate "C" not null constraint api_key_pkey primary key,
    name text not null, role text not null, clinic_ids text[], pump_ids text[], hash text not null, created_ms bigint not null)`,
  `create unique index api_key_hash_idx on api_key (hash)`,
];

/** All tables of the read models. TypeORM does not see, and so does not compare: included columns, predicates and expressions of indexes, storage. */
export class ReadModelTables1795305600000 implements MigrationInterface {
  readonly name = 'ReadModelTables1795305600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...archive, ...pumps, ...alerts, ...subscribers, ...records, ...access]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `drop table system_event, delivery_attempt, delivery, subscription,
        api_key, person_record, partition, dead_letter, alert_change, alert, reconciliation, pump_snapshot, pump, event`,
    );
  }
}
